# Gold costs 25 % less for the holder of a paid, active silver; silver is superseded (1j, A9-A12, A26).
on 2027-02-01
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
bank 23625.00 SEK "{A}" -> allocated whole_number activated A
expect offer Granvik gold blocked requirements_not_met
on 2027-06-15
attains Granvik cloud gold
expect offer Granvik gold 44343.75 SEK discount 11825.00
order B Granvik gold
bank 44343.75 SEK "{B}" -> allocated whole_number activated B
expect membership Granvik gold active until 2028-06-15
expect membership Granvik silver superseded
expect offer Granvik silver blocked included_in_gold
event membership_superseded A
