# A proof shows that money is on its way. It never activates an order; it says what is awaited (3.2, A5, A7).
on 2027-02-01
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
expect order A awaiting_payment 23625.00 SEK until 2027-03-03
expect awaiting A payment partner until 2027-03-03

# what was entered must fit the order
refuse proof A paid 2027-02-02 -> in_the_future
refuse proof A paid 2026-12-02 -> too_early       # sixty days before the order are the limit
refuse proof A paid 2027-02-01 to "DE02 1203 0000 0000 2020 51" -> not_our_account
refuse accept proof A -> proof_not_found

# submitted: the desk reviews it; cancelling is no longer the partner's alone (A7)
on 2027-02-03
proof A paid 2027-02-02 ref T-1
expect order A proof_submitted
expect proof A submitted version 1
expect awaiting A review programme until 2027-02-09
event proof_submitted A
refuse cancel A -> order_has_proof

# replaceable until it is reviewed
proof A paid 2027-02-03 to "Bg 50501055"
expect proof A submitted version 2
refuse accept proof A version 1 -> proof_not_waiting
refuse accept proof A without partner_id -> missing
reject proof A "The MPN ID cannot be read." without partner_id
expect order A awaiting_payment
expect proof A rejected version 2 reason "The MPN ID cannot be read."
expect awaiting A new_proof partner until 2027-03-03
event proof_rejected A
refuse reject proof A "again" -> proof_not_waiting

# after a rejection a new one can be uploaded; accepted, it still needs the money
proof A paid 2027-02-03
expect proof A submitted version 3
accept proof A
expect order A proof_verified
expect proof A accepted version 3
expect awaiting A money bank until 2027-02-10
expect membership Granvik none
expect ledger deferred-revenue 0 SEK order-prepayments 0 SEK
event proof_accepted A

# seven days after the payment date the desk looks for the money
on 2027-02-10 23:59
expect awaiting A money bank until 2027-02-10
on 2027-02-11 00:00
expect awaiting A missing_money programme until 2027-03-03
expect order A proof_verified

# part of it comes: the rest is the partner's, who can show a second transfer
bank 10000.00 SEK "{A}" paid 2027-02-11 -> allocated whole_number part_of_amount
expect order A part_paid 23625.00 SEK paid 10000.00
expect awaiting A rest_of_payment partner until 2027-03-03
on 2027-02-12
proof A paid 2027-02-12
expect order A part_paid
expect proof A submitted version 4
expect awaiting A review programme until 2027-02-19
reject proof A "It shows the first transfer." without amount
expect awaiting A rest_of_payment partner until 2027-03-03
proof A paid 2027-02-12
on 2027-02-20
expect awaiting A missing_money programme until 2027-03-03

# matched money activates, reviewed or not; then nothing is left to show or to review
bank 13625.00 SEK "{A}" paid 2027-02-20 -> allocated whole_number activated A
expect order A active 23625.00 SEK paid 23625.00
expect awaiting A nothing
expect proof A submitted version 5
refuse proof A -> order_not_open
refuse accept proof A -> order_not_open
expect ledger bank:sek 23625.00 SEK order-prepayments 0 SEK

# the clock keeps running: a proof, accepted or not, does not keep an order open
partner Kvarnby 4812915 SE SEK
attains Kvarnby cloud silver
order B Kvarnby silver
expect order B awaiting_payment 23625.00 SEK until 2027-03-22
on 2027-03-20
proof B paid 2027-03-19
accept proof B
expect awaiting B money bank until 2027-03-22     # the order's deadline comes before the seven days are over
on 2027-03-31
expire -> 1
expect order B expired
expect proof B accepted version 1                 # stays attached
refuse proof B -> order_not_open
refuse reject proof B "late" -> order_not_open

# money of before the proof's day does not answer it
partner Almby 4812923 DE EUR
attains Almby cloud silver
order C Almby silver
on 2027-04-02
bank 100.00 EUR "{C}" paid 2027-04-01 -> allocated whole_number part_of_amount
proof C paid 2027-04-02
accept proof C
on 2027-04-10
expect awaiting C missing_money programme until 2027-04-30
