# A7: cancelled at once while nothing has been done; otherwise the desk decides, and money comes first.
on 2027-02-01
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
cancel A
expect order A cancelled
event order_cancelled A
refuse cancel A -> order_not_open
refuse ask A -> order_not_open
expect ledger bank:sek 0 SEK order-prepayments 0 SEK
# with part of the money on it, the desk is asked; neither deadline nor payment stops
order B Granvik silver
bank 20000.00 SEK "{B}" -> allocated whole_number part_of_amount
refuse cancel B -> order_has_payments
refuse withdraw B -> no_cancel_request
refuse grant B -> no_cancel_request
ask B "We have merged with another company." payer
expect order B cancel_requested 23625.00 SEK paid 20000.00 until 2027-03-03
expect request B open
event cancel_requested B
refuse ask B -> cancel_requested_already
expect ledger order-prepayments -20000.00 SEK partner-credit 0 SEK
# the partner changes its mind, then asks again, and is refused with a reason that it reads
withdraw B
expect order B part_paid
ask B
deny B "The rest is on its way, says your bank."
expect order B part_paid
expect request B refused "The rest is on its way, says your bank."
event cancel_request_refused B
# asked once more and granted: the money is credit, to be sent back
ask B payer
grant B payer
expect order B cancelled 23625.00 SEK paid 0.00
expect request B granted
expect credit Granvik 20000.00 SEK
expect ledger order-prepayments 0 SEK partner-credit -20000.00 SEK unplaced-receipts 0 SEK deferred-revenue 0 SEK
event cancel_request_granted B
event return_wanted B
refuse grant B -> order_not_open
refuse deny B "too late" -> order_not_open
# completion wins over an open request and closes it
partner Kvarnby 4812915 SE SEK
attains Kvarnby cloud silver
order C Kvarnby silver
bank 3625.00 SEK "{C}" -> allocated whole_number part_of_amount
ask C
bank 20000.00 SEK "{C}" -> allocated whole_number activated C
expect order C active
expect request C closed
event cancel_request_closed C
refuse grant C -> order_not_open
expect ledger order-prepayments 0 SEK deferred-revenue -18900.00 SEK output-vat -4725.00 SEK
# the deadline goes on under a request, and closes it
partner Almby 4812923 DE EUR
attains Almby cloud silver
order D Almby silver
bank 100.00 EUR "{D}" -> allocated whole_number part_of_amount
ask D
on 2027-03-11
expire -> 1
expect order D expired
expect request D closed
expect credit Almby 100.00 EUR
expect ledger order-prepayments 0 EUR partner-credit -100.00 EUR
