# The fee is revenue over its year (3.6): straight-line by days, a calendar month at a time once it has ended.
on 2027-02-10
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
bank 23625.00 SEK "{A}" as R1 bank-ref B1 -> allocated whole_number activated A
release -> 0
on 2027-02-28
release -> 0
# 19 of 365 days
on 2027-03-01
release -> 1
expect ledger revenue -983.84 SEK deferred-revenue -17916.16 SEK output-vat -4725.00 SEK
event revenue_released
release -> 0
# after months of downtime each month by itself: 111 days
on 2027-06-15
release -> 3
expect ledger revenue -5747.67 SEK deferred-revenue -13152.33 SEK
# the money leaves (A28): so does what had become revenue
debit -23625.00 SEK "{A}" returned bank-ref B1 -> taken_back A
expect ledger revenue 0 SEK deferred-revenue 0 SEK output-vat 0 SEK
on 2027-07-01
release -> 0
# a whole year, over a leap day: exactly the fee, the last day's part on the term's last day
on 2027-12-15
partner Bergvik 4812908 SE SEK
attains Bergvik cloud silver
order B Bergvik silver
bank 23625.00 SEK "{B}" as R2 -> allocated whole_number activated B
on 2028-03-01
release -> 3
expect ledger revenue -3976.23 SEK deferred-revenue -14923.77 SEK
on 2028-12-31
release -> 9
expect ledger revenue -18177.05 SEK
on 2029-01-01
release -> 1
expect ledger revenue -18900.00 SEK deferred-revenue 0 SEK
on 2029-02-01
release -> 0
# silver that was followed by gold goes on being earned, since it may run again (A15)
partner Cedervik 4812909 SE SEK
attains Cedervik cloud silver
attains Cedervik cloud gold
order C Cedervik silver
bank 23625.00 SEK "{C}" as R3 -> allocated whole_number activated C
on 2029-03-01
release -> 1
expect ledger revenue -20349.86 SEK
order D Cedervik gold
bank 44343.75 SEK "{D}" as R4 bank-ref B4 -> allocated whole_number activated D
expect membership Cedervik silver superseded
on 2029-04-01
release -> 2
expect ledger revenue -24968.02 SEK deferred-revenue -48306.98 SEK
# gold's money leaves: its part goes back, silver runs again and goes on
debit -44343.75 SEK "{D}" returned bank-ref B4 -> taken_back D
expect ledger revenue -21955.07 SEK
on 2029-05-01
release -> 1
expect ledger revenue -23508.49 SEK
