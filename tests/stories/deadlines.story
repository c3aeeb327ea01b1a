# Deadlines by dates over summer time and leap years (A3, A12, A13).
on 2027-03-20
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
expect order A awaiting_payment 23625.00 SEK until 2027-04-19
cancel A
on 2028-01-30 23:59
order B Granvik silver
expect order B awaiting_payment 23625.00 SEK until 2028-02-29
cancel B
on 2028-02-29
order C Granvik silver
expect order C awaiting_payment 23625.00 SEK until 2028-03-30
bank 23625.00 SEK "{C}" -> allocated whole_number activated C
expect membership Granvik silver active until 2029-02-28
on 2029-03-01
expect membership Granvik silver in_window until 2029-02-28
attains Granvik data silver
order D Granvik silver
bank 23625.00 SEK "{D}" -> allocated whole_number activated D
expect membership Granvik silver active until 2030-02-28
on 2030-03-31
expect membership Granvik silver lapsed
