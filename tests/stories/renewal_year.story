# A12: from when the new year of a renewal runs is a setting of the programme. Both rules, side by side: paid on
# the same day inside the window, then a membership that is not renewed but bought anew.
on 2027-02-01
partner Granvik 4812907 SE SEK
partner Kvarnby 4812915 SE SEK
attains Granvik cloud silver
attains Kvarnby cloud silver
order A Granvik silver
bank 23625.00 SEK "{A}" -> allocated whole_number activated A
order K Kvarnby silver
bank 23625.00 SEK "{K}" -> allocated whole_number activated K
expect membership Granvik silver active until 2028-02-01
# nothing said: the current anniversary + 1 year
on 2028-02-20
order B Granvik silver
bank 23625.00 SEK "{B}" -> allocated whole_number activated B
expect membership Granvik silver active until 2029-02-01
# the rule of 2022: a year from the day on which the payment makes it active
renewal-year from_payment
order L Kvarnby silver
bank 23625.00 SEK "{L}" paid 2028-02-19 -> allocated whole_number activated L
expect membership Kvarnby silver active until 2029-02-20
event membership_superseded K
# what runs already keeps its anniversary; the rule is that of the day of the renewal
expect membership Granvik silver active until 2029-02-01
on 2029-02-22
order C Granvik silver
bank 23625.00 SEK "{C}" -> allocated whole_number activated C
expect membership Granvik silver active until 2030-02-22
renewal-year from_anniversary
order M Kvarnby silver
bank 23625.00 SEK "{M}" -> allocated whole_number activated M
expect membership Kvarnby silver active until 2030-02-20
# a renewal that holds its window open (A22), paid when that has closed: also from the payment
renewal-year from_payment
on 2030-03-20
order N Kvarnby silver
bank 100.00 SEK "{N}" -> allocated whole_number part_of_amount
on 2030-04-21
expect membership Kvarnby silver lapsed
bank 23525.00 SEK "{N}" paid 2030-04-19 -> allocated whole_number activated N
expect membership Kvarnby silver active until 2031-04-21
event membership_superseded M
