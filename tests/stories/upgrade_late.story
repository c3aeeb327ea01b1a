# A discounted upgrade whose transfer was late: the discount holds if the money was sent in time, although silver
# has lapsed meanwhile; if it was sent late, the re-order is judged anew (A6, A11).
on 2027-02-01
partner Granvik 4812907 SE SEK
partner Kvarnby 4812915 SE SEK
attains Granvik cloud gold
attains Kvarnby cloud gold
order A Granvik silver
bank 23625.00 SEK "{A}" -> allocated whole_number activated A
order K Kvarnby silver
bank 23625.00 SEK "{K}" -> allocated whole_number activated K
on 2028-02-01
order B Granvik gold
order L Kvarnby gold
expect order B awaiting_payment 44343.75 SEK until 2028-03-02
expect links B upgrades A
on 2028-03-03
covered SEK 2028-03-03
expire -> 2
bank 44343.75 SEK "{B}" paid 2028-03-02 -> credit order_expired
bank 44343.75 SEK "{L}" paid 2028-03-03 -> credit order_expired
expect refund-right A whole
on 2028-04-01
expect membership Granvik silver lapsed
expect offer Granvik gold 44343.75 SEK discount 11825.00
order C Granvik gold
expect order C active 44343.75 SEK from-credit 44343.75
expect links C follows B price-kept upgrades A
expect refund-right A ended-by C
expect membership Granvik gold active until 2029-04-01
expect offer Kvarnby gold 59125.00 SEK discount 0.00
order M Kvarnby gold
expect order M part_paid 59125.00 SEK paid 44343.75
expect links M follows L
expect refund-right K whole
expect ledger order-prepayments -44343.75 SEK partner-credit 0 SEK unplaced-receipts 0 SEK
