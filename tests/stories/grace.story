# Without a statement the grace of seven days decides: days of the calendar, also where summer time begins or
# ends, and after a leap day (A4).
on 2027-02-25
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
expect order A awaiting_payment 23625.00 SEK until 2027-03-27
on 2027-04-03 23:59
expire -> 0
on 2027-04-04 00:00
expire -> 1
on 2027-09-30
order B Granvik silver
expect order B awaiting_payment 23625.00 SEK until 2027-10-30
on 2027-11-06 23:59
expire -> 0
on 2027-11-07 00:00
expire -> 1
on 2028-01-30
order C Granvik silver
expect order C awaiting_payment 23625.00 SEK until 2028-02-29
on 2028-03-07 23:59
expire -> 0
on 2028-03-08 00:00
expire -> 1
# Nothing ran for half a year: what is due expires when the clock is looked at, whenever that is
partner Kvarnby 4812915 SE SEK
attains Kvarnby cloud silver
attains Granvik data silver
order D Granvik silver
order E Kvarnby silver
on 2028-09-01
# a statement that comes first still counts for the order that it paid in time
bank 23625.00 SEK "{D}" paid 2028-04-05 -> allocated whole_number activated D
expire -> 1
expect order D active
expect order E expired
expect membership Granvik silver active until 2029-09-01
expect ledger deferred-revenue -18900.00 SEK output-vat -4725.00 SEK order-prepayments 0 SEK partner-credit 0 SEK
