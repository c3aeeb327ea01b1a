# A6: money that was sent in time for an order that expired keeps that order's price, with its discount, if it
# is lower. What was sent late does not, and neither does another offer; the difference is asked (A11).
on 2027-02-01
partner Granvik 4812907 SE SEK
partner Kvarnby 4812915 SE SEK
partner Almby 4812923 SE SEK
attains Granvik cloud silver
attains Kvarnby cloud silver
attains Almby cloud gold
order A Granvik silver
order K Kvarnby silver
order M Almby silver
on 2027-03-04
covered SEK 2027-03-04
expire -> 3
# nobody pays twice: the money waits, and is told of before Submit
price silver SE 20000.00 SEK
bank 23625.00 SEK "{A}" paid 2027-03-03 -> credit order_expired
bank 23625.00 SEK "{K}" paid 2027-03-04 -> credit order_expired
bank 23625.00 SEK "{M}" paid 2027-03-01 -> credit order_expired
expect credit Granvik 23625.00 SEK
expect ledger partner-credit -70875.00 SEK order-prepayments 0 SEK unplaced-receipts 0 SEK
# in time: the old net, active at once, nothing more to send
expect offer Granvik silver 23625.00 SEK
order B Granvik silver again A
expect order B active 23625.00 SEK paid 23625.00 from-credit 23625.00
expect credit Granvik 0 SEK
expect links A followed_by B price-kept
expect links B follows A price-kept
expect membership Granvik silver active until 2028-03-04
# a day late: today's price, and the difference is asked
expect offer Kvarnby silver 25000.00 SEK
order L Kvarnby silver
expect order L part_paid 25000.00 SEK paid 23625.00 from-credit 23625.00 until 2027-04-03
expect links L follows K
bank 1375.00 SEK "{L}" -> allocated whole_number activated L
# another offer: today's price
expect offer Almby gold 59125.00 SEK
order N Almby gold
expect order N part_paid 59125.00 SEK paid 23625.00
expect links N follows M
bank 35500.00 SEK "{N}" -> allocated whole_number activated N
expect ledger partner-credit 0 SEK order-prepayments 0 SEK unplaced-receipts 0 SEK deferred-revenue -86200.00 SEK
# a price that has fallen is the lower one: it holds, and the excess stays credit
partner Sund 4812931 SE SEK
attains Sund cloud silver
order P Sund silver
on 2027-04-04
covered SEK 2027-04-04
expire -> 1
price silver SE 16000.00 SEK
bank 25000.00 SEK "{P}" paid 2027-04-03 -> credit order_expired
expect offer Sund silver 20000.00 SEK
order Q Sund silver
expect order Q active 20000.00 SEK
expect links Q follows P
expect credit Sund 5000.00 SEK
# the price is kept once; qualification is judged anew
partner Viken 4812949 SE SEK
attains Viken cloud silver until 2027-04-30
order R Viken silver
bank 100.00 SEK "{R}" -> allocated whole_number part_of_amount
on 2027-05-05
covered SEK 2027-05-05
expire -> 1
price silver SE 30000.00 SEK
expect credit Viken 100.00 SEK
refuse order S Viken silver -> requirements_not_met
attains Viken data silver
expect offer Viken silver 20000.00 SEK
order S Viken silver
expect order S part_paid 20000.00 SEK paid 100.00
expect links S follows R price-kept
on 2027-06-05
covered SEK 2027-06-05
expire -> 1
# S was part paid in time itself, so its own price is kept in turn
expect offer Viken silver 20000.00 SEK
order T Viken silver
expect links T follows S price-kept follows R
on 2027-07-06
covered SEK 2027-07-06
expire -> 1
# an order of somebody else cannot be ordered again, nor one that runs
refuse order U Viken silver again A -> order_not_found
refuse order U Granvik action_pack again B -> order_not_ended
