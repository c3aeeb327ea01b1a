# One whole number, but something in the record speaks against it: a person decides.
on 2027-02-01
partner Granvik 4812907 SE SEK
partner Kvarnby 4812915 SE SEK location 4812923
attains Granvik cloud silver
attains Kvarnby cloud silver
known account SE3550000000054910000003 of Kvarnby
order A Granvik silver
order B Kvarnby silver
bank 23625.00 SEK "{A} {Kvarnby}" -> suggested other_partner_id
bank 23625.00 SEK "{A} {Granvik} 4812923" -> suggested other_partner_id
bank 23625.00 SEK "{A}" account "SE35 5000 0000 0549 1000 0003" -> suggested account_of_other_partner
bank 23625.00 SEK "{A}" from kvarnby -> suggested name_of_other_partner
bank 23625.00 SEK "{A} {B}" -> suggested other_number
bank 2100.00 EUR "{A}" -> held wrong_currency
bank 23625.00 SEK "{A}" returned -> held returned_payment
# unknown numbers, names and accounts contradict nothing
bank 23625.00 SEK "{A} 9999999999 1111111" from "Somebody Else" account DE02 -> allocated whole_number activated A
