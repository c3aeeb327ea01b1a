# Another offer of the family instead of an open order, in one transaction: never two, never none (1i, A16).
on 2027-02-01
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
# what cannot be bought replaces nothing: the old order stands as it was
refuse replace A gold B -> requirements_not_met
refuse replace A action_pack B -> other_family
refuse replace A silver B -> nothing_to_replace
refuse replace A silver B card -> card_not_configured
refuse replace A nothing B -> offer_not_found
expect order A awaiting_payment 23625.00 SEK until 2027-03-03
attains Granvik cloud gold
refuse order B Granvik gold -> open_order
on 2027-02-10
replace A gold B
expect order A cancelled
expect order B awaiting_payment 59125.00 SEK paid 0.00 until 2027-03-12
expect links A replaced_by B
expect links B replaces A
event order_replaced A
refuse replace A gold C -> order_not_open
# money that was on its way and names the old number finds the new order
bank 23625.00 SEK "{A} {Granvik}" -> credit order_cancelled
expect order B part_paid 59125.00 SEK paid 23625.00 from-credit 23625.00
expect credit Granvik 0 SEK
expect ledger bank:sek 23625.00 SEK unplaced-receipts 0 SEK partner-credit 0 SEK order-prepayments -23625.00 SEK
bank 35500.00 SEK "{B}" -> allocated whole_number activated B
expect order B active 59125.00 SEK paid 59125.00 from-credit 23625.00
expect ledger order-prepayments 0 SEK deferred-revenue -47300.00 SEK output-vat -11825.00 SEK
# names it once more: the successor is paid, so the money is credit
bank 23625.00 SEK "{A}" -> credit order_cancelled
expect credit Granvik 23625.00 SEK
# money on the old order pays the new one in the same transaction, here all of it and more
partner Kvarnby 4812915 SE SEK
attains Kvarnby cloud gold
order C Kvarnby gold
bank 30000.00 SEK "{C}" -> allocated whole_number part_of_amount
ask C
replace C silver D
expect request C closed
expect order C cancelled 59125.00 SEK paid 0.00
expect order D active 23625.00 SEK paid 23625.00 from-credit 23625.00
expect credit Kvarnby 6375.00 SEK
expect membership Kvarnby silver active
expect links D replaces C
expect ledger order-prepayments 0 SEK partner-credit -30000.00 SEK unplaced-receipts 0 SEK
# a wire for the first of a chain finds the last, and completes it
partner Almby 4812923 DE EUR
attains Almby cloud gold
order E Almby silver
replace E gold F
replace F silver G
expect links F replaces E replaced_by G
bank 2082.50 EUR "{E}" -> credit order_cancelled activated G
expect order G active 2082.50 EUR from-credit 2082.50
expect links E replaced_by F followed_by G
# in another currency it is held and decided by a person; nothing is converted
partner Sund 4812931 DE EUR
attains Sund cloud gold
order H Sund silver
replace H gold I
bank 100.00 SEK "{H}" -> held wrong_currency
expect order I awaiting_payment
# paid after the new deadline it stays credit
bank 5236.00 EUR "{H}" paid 2027-04-30 -> credit order_cancelled
expect order I awaiting_payment
expect credit Sund 5236.00 EUR
