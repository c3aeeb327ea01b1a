# Deadlines pass by the calendar, account by account, in transactions of at most 200 orders (A3, A4).
on 2027-02-01
crowd 250 DE EUR silver
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
bank 100.00 SEK "{A}" -> allocated whole_number part_of_amount
on 2027-03-04
# 250 older orders wait for the German bank's statement; they hold back no order of another account
covered SEK 2027-03-04
expire -> 1
expect order A expired 23625.00 SEK paid 0.00
expect credit Granvik 100.00 SEK
expect ledger bank:sek 100.00 SEK order-prepayments 0 SEK partner-credit -100.00 SEK unplaced-receipts 0 SEK
event order_expired A
covered EUR 2027-03-03
expire -> 0
covered EUR 2027-03-04
expire -> 200
expire -> 50
expire -> 0
# no row of the journal tells of an order without money
expect ledger bank:eur 0 EUR partner-credit 0 EUR deferred-revenue 0 EUR
