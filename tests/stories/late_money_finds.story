# Money that comes for an ended order when its successor is open already: it pays the successor (A6, 3.3).
on 2027-02-01
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
on 2027-03-04
covered SEK 2027-03-04
expire -> 1
order B Granvik silver again A
expect links A followed_by B
bank 23625.00 SEK "{A}" paid 2027-03-03 -> credit order_expired activated B
expect order B active 23625.00 SEK paid 23625.00 from-credit 23625.00
expect credit Granvik 0 SEK
expect ledger bank:sek 23625.00 SEK partner-credit 0 SEK order-prepayments 0 SEK unplaced-receipts 0 SEK
event order_activated B
# the second transfer that should not have been sent is credit, and is told
bank 23625.00 SEK "{B}" -> credit order_active
expect credit Granvik 23625.00 SEK
# too much of it: the rest stays credit; of another family it is left alone
partner Kvarnby 4812915 SE SEK
attains Kvarnby cloud silver
order C Kvarnby silver
order P Kvarnby action_pack
cancel C
bank 500.00 SEK "{C}" -> credit order_cancelled
expect order P awaiting_payment 593.75 USD
expect credit Kvarnby 500.00 SEK
order D Kvarnby silver
expect order D part_paid 23625.00 SEK paid 500.00
bank 30000.00 SEK "{C}" -> credit order_cancelled activated D
expect credit Kvarnby 6875.00 SEK
# credit within the tolerance of the price completes, as money does
partner Almby 4812923 SE SEK
attains Almby cloud silver
order E Almby silver
cancel E
bank 23616.00 SEK "{E}" -> credit order_cancelled
order F Almby silver
expect order F active 23625.00 SEK paid 23616.00 written-off 9.00
expect ledger write-off 9.00 SEK order-prepayments 0 SEK
# one coin does not complete anything, whichever way it comes
partner Sund 4812931 SE SEK
attains Sund cloud silver
order G Sund silver
cancel G
bank 1.00 SEK "{G}" -> credit order_cancelled
order H Sund silver
expect order H part_paid 23625.00 SEK paid 1.00
bank 1.00 SEK "{G}" -> credit order_cancelled
expect order H part_paid 23625.00 SEK paid 2.00
bank 1.00 SEK "{H}" -> allocated whole_number part_of_amount
expect order H part_paid 23625.00 SEK paid 3.00 from-credit 2.00
