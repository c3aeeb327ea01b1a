# One transfer for several orders allocates only if all are open and add up to exactly the amount.
on 2027-02-01
partner Granvik 4812907 SE SEK
partner Kvarnby 4812915 SE SEK
attains Granvik cloud gold
attains Kvarnby cloud silver
order A Granvik gold
order B Kvarnby silver
bank 82750.00 SEK "{A} {B}" -> allocated several_numbers activated A activated B
bank 82750.00 SEK "{A} {B}" -> suggested other_number
expect membership Granvik gold active
expect membership Kvarnby silver active
