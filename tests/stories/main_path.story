# Order, pay by bank transfer, be active.
on 2027-02-01
partner Granvik 4812907 SE SEK tax SE556677889901
expect offer Granvik silver blocked requirements_not_met
attains Granvik cloud silver
expect offer Granvik silver 23625.00 SEK discount 0.00
expect offer Granvik gold blocked requirements_not_met
order A1 Granvik silver
expect order A1 awaiting_payment 23625.00 SEK paid 0.00 until 2027-03-03
expect ledger bank:sek 0 SEK order-prepayments 0 SEK
event order_submitted A1
refuse order A2 Granvik silver -> open_order
on 2027-02-04
bank 23625.00 SEK "{A1} {Granvik}" -> allocated whole_number activated A1
expect order A1 active
expect membership Granvik silver active until 2028-02-04
expect ledger bank:sek 23625.00 SEK unplaced-receipts 0 SEK order-prepayments 0 SEK deferred-revenue -18900.00 SEK output-vat -4725.00 SEK
event order_activated A1
event membership_started A1
refuse order A3 Granvik silver -> already_held
refuse cancel A1 -> order_not_open
