# Traps that other systems fell into (peers.md, section 7). Each block fails if kvitt falls into its one. What a
# story cannot show (files, addresses, the source) is in tests/http/traps.test.mjs.

# 1. Expiry arithmetic: an age in days, hours and minutes added up wrongly fires years late, and tests of one
# minute do not see it. Ours is an instant, stored at Submit; thirty days over summer time, then over a leap day.
on 2027-03-20
partner Granvik 4812907 SE SEK
attains Granvik cloud silver until 2031-12-31
order A Granvik silver
expect order A awaiting_payment 23625.00 SEK until 2027-04-19
on 2027-04-19 23:59
covered SEK 2027-04-19
expire -> 0
on 2027-04-20 00:00
covered SEK 2027-04-20
expire -> 1
expect order A expired 23625.00 SEK
on 2028-01-30 23:59
order B Granvik silver
expect order B awaiting_payment 23625.00 SEK until 2028-02-29
on 2028-02-29 23:59
covered SEK 2028-02-29
expire -> 0
on 2028-03-01 00:00
covered SEK 2028-03-01
expire -> 1

# 2. "Equal" instead of "at least": more than is due must have a place to go. All of it is taken, the order is
# paid, the rest is credit; and money for what is paid already is credit too.
order C Granvik silver
bank 23626.00 SEK "{C}" -> allocated whole_number more_than_amount activated C
expect credit Granvik 1.00 SEK
bank 23625.00 SEK "{C}" -> credit order_active
expect credit Granvik 23626.00 SEK

# 3. Any positive amount completes, or the amount is not compared at all: the smallest coin is a part, all but
# the tolerance and a coin is a part, and the right digits in another currency are held.
partner Kvarnby 4812915 SE SEK
attains Kvarnby cloud silver until 2031-12-31
order D Kvarnby silver
bank 0.01 SEK "{D}" -> allocated whole_number part_of_amount
expect order D part_paid 23625.00 SEK paid 0.01
expect membership Kvarnby silver none
bank 23614.98 SEK "{D}" -> allocated whole_number part_of_amount
expect order D part_paid 23625.00 SEK paid 23614.99
bank 10.01 EUR "{D}" -> held wrong_currency
expect membership Kvarnby silver none
bank 0.01 SEK "{D}" -> allocated whole_number part_of_amount activated D
expect order D active 23625.00 SEK paid 23615.00 written-off 10.00

# 4. A hash of what is visible as a payment's identity: two payments that look alike are two payments.
partner Brattli 4812923 SE SEK
attains Brattli cloud silver until 2031-12-31
order E Brattli silver
bank 5000.00 SEK "{E}" as R1 from Brattli account SE1 -> allocated whole_number part_of_amount
bank 5000.00 SEK "{E}" as R2 from Brattli account SE1 -> allocated whole_number part_of_amount
expect order E part_paid 23625.00 SEK paid 10000.00
expect receipt R1 allocated
expect receipt R2 allocated

# 5. A wide search field as key: a number that is also a partner's code must not find that partner's order, and
# where two orders are meant, that is a state of its own and not the first one found.
partner Ekdal 4812931 SE SEK
attains Ekdal cloud silver until 2031-12-31
order F Ekdal silver
bank 23625.00 SEK "4812931" -> suggested partner_id_only
bank 23625.00 SEK "invoice 48129310001" -> unmatched no_number
bank 23625.00 SEK "{E} or {F}" as R3 -> suggested other_number
expect receipt R3 suggested unplaced 23625.00

# 6. Digits-only tokens merge different series: digits with other digits around them are another number, and
# those of two items are never joined. No search goes over all prefixes: a number is looked up by its key.
bank 23625.00 SEK "OCR 20{F}" -> unmatched no_number
bank 23625.00 SEK "2028/{F}/1{E}" as R4 -> allocated whole_number activated F
expect order E part_paid 23625.00 SEK paid 10000.00

# 7. Two paths to "paid", of which one forgets the membership: by the matcher, by hand, from credit at Submit and
# from credit afterwards an order becomes active in one way, and its membership starts in the same step. That two
# of them at once do it once is in tests/races.
place R3 on E
expect order E active 23625.00 SEK paid 23625.00
partner Lindal 4812949 SE SEK
partner Myrvik 4812957 SE SEK
attains Lindal cloud silver until 2031-12-31
attains Myrvik cloud silver until 2031-12-31
order G Lindal silver
bank 23625.00 SEK "4812949" as R5 -> suggested partner_id_only
keep R5 for Lindal
use-credit G
bank 23625.00 SEK "4812957" as R6 -> suggested partner_id_only
keep R6 for Myrvik
order H Myrvik silver
expect membership Ekdal silver active until 2029-03-01
expect membership Brattli silver active until 2029-03-01
expect membership Lindal silver active until 2029-03-01
expect membership Myrvik silver active until 2029-03-01
event membership_started F
event membership_started E
event membership_started G
event membership_started H

# 8. Expiry that ignores attached money, or lets an order with a proof vanish: an order with part of its money and
# a proof waits for the statement, and then ends with its money in the partner's credit and its proof kept.
partner Norrby 4812965 SE SEK
attains Norrby cloud silver until 2031-12-31
order I Norrby silver
bank 9000.00 SEK "{I}" -> allocated whole_number part_of_amount
proof I
on 2028-04-01
expire -> 0
expect awaiting I statement bank until 2028-04-07
on 2028-04-08
expire -> 1
expect order I expired 23625.00 SEK paid 0.00
expect credit Norrby 9000.00 SEK
expect proof I submitted
expect links I
