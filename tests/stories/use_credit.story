# Credit that comes after Submit: the open order uses it when the partner says so, and only then.
on 2027-03-01
partner Granvik 4812907 SE SEK
partner Granite 4812915 US USD
attains Granvik cloud silver
attains Granite cloud silver
order A Granvik silver
refuse use-credit A -> no_credit
# credit in another currency is none for this order
bank 100.00 EUR "4812907" as R0 -> suggested partner_id_only
keep R0 for Granvik
refuse use-credit A -> no_credit
# part of it: the rest is still awaited, under the same reference
bank 5000.00 SEK "4812907" as R1 -> suggested partner_id_only
keep R1 for Granvik
expect order A awaiting_payment 23625.00 SEK paid 0.00
use-credit A
expect order A part_paid 23625.00 SEK paid 5000.00 from-credit 5000.00
expect credit Granvik 0.00 SEK
event payment_allocated A
refuse use-credit A -> no_credit
expect ledger partner-credit -100.00 EUR order-prepayments -5000.00 SEK
# a request to cancel stops no money (A7): what completes the order closes it; nine kronor are tolerance (A18)
ask A "We merge"
bank 18616.00 SEK "4812907" as R2 -> suggested partner_id_only
keep R2 for Granvik
use-credit A
expect order A active 23625.00 SEK paid 23616.00 from-credit 23616.00 written-off 9.00
expect request A closed
expect membership Granvik silver active until 2028-03-01
refuse use-credit A -> order_not_open
# more than the order needs stays credit; the order for which the money had come, of another family, points here
order S Granite silver
order P Granite action_pack
bank 400.00 USD "{P}" -> allocated whole_number part_of_amount
ask P
grant P
expect order S awaiting_payment 1900.00 USD paid 0.00
bank 2000.00 USD "4812915" as R3 -> suggested partner_id_only
keep R3 for Granite
use-credit S
expect order S active 1900.00 USD paid 1900.00 from-credit 1900.00
expect credit Granite 500.00 USD
expect links S follows P
# after the last day it is the next order that uses it: money that came too late must not pay in this way
partner Brattli 4812923 SE SEK
attains Brattli cloud silver
order C Brattli silver
on 2027-04-01
bank 23625.00 SEK "{C}" -> credit paid_after_deadline
expect awaiting C statement bank until 2027-04-07
refuse use-credit C -> deadline_passed
