# Money for an order that has ended is never lost: it waits as credit and the next order uses it (A4, A6).
on 2027-02-01
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
expect order A awaiting_payment 23625.00 SEK until 2027-03-03
on 2027-03-04
expire -> 0              # the bank's statement of the last day is not in yet
bank 100.00 SEK "{A}" paid 2027-03-03 -> allocated whole_number part_of_amount
covered SEK 2027-03-03
expire -> 0              # reaches to the deadline day, not past it
covered SEK 2027-03-04
expire -> 1
expect order A expired
expect credit Granvik 100.00 SEK
event order_expired A
bank 23000.00 SEK "{A}" paid 2027-03-03 -> credit order_expired
expect credit Granvik 23100.00 SEK
order B Granvik silver
expect order B part_paid 23625.00 SEK paid 23100.00
expect credit Granvik 0 SEK
bank 525.00 SEK "{B}" -> allocated whole_number activated B
expect ledger partner-credit 0 SEK order-prepayments 0 SEK unplaced-receipts 0 SEK bank:sek 23625.00 SEK
bank 5.00 SEK "{B}" -> credit order_active
# enough credit makes the next order active at once
partner Kvarnby 4812915 SE SEK
attains Kvarnby cloud silver
order C Kvarnby silver
cancel C
bank 23625.00 SEK "{C}" -> credit order_cancelled
order D Kvarnby silver
expect order D active
expect membership Kvarnby silver active
# without a statement the grace of seven days decides
partner Almby 4812923 DE EUR
attains Almby cloud silver
order E Almby silver
on 2027-04-10
expire -> 0
on 2027-04-11
expire -> 1
