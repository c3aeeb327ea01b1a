# A22: an open renewal order, made inside the window and begun to be paid, holds the membership in its window to
# the order's last day; the new anniversary follows the old one.
on 2027-02-01
partner Granvik 4812907 SE SEK
partner Kvarnby 4812915 SE SEK
attains Granvik cloud silver
attains Kvarnby cloud silver
order A Granvik silver
bank 23625.00 SEK "{A}" -> allocated whole_number activated A
order K Kvarnby silver
bank 23625.00 SEK "{K}" -> allocated whole_number activated K
on 2028-03-01
expect membership Granvik silver in_window until 2028-02-01
order B Granvik silver
expect order B awaiting_payment 23625.00 SEK until 2028-03-31
order L Kvarnby silver
bank 20000.00 SEK "{B}" -> allocated whole_number part_of_amount
event membership_window_held A
on 2028-03-03
expect membership Granvik silver in_window
expect membership Kvarnby silver lapsed
on 2028-03-31
expect membership Granvik silver in_window
on 2028-04-01
expect membership Granvik silver lapsed
# the statement is late, the money was not: a renewal all the same
bank 3625.00 SEK "{B}" paid 2028-03-31 -> allocated whole_number activated B
expect membership Granvik silver active until 2029-02-01
event membership_superseded A
# without that it is a new purchase, a year from the day it becomes active (A12)
bank 23625.00 SEK "{L}" paid 2028-03-31 -> allocated whole_number activated L
expect membership Kvarnby silver active until 2029-04-01
expect ledger order-prepayments 0 SEK deferred-revenue -75600.00 SEK output-vat -18900.00 SEK
# cancelled: the window is what it was
on 2029-04-30
expect membership Kvarnby silver in_window
order M Kvarnby silver
bank 100.00 SEK "{M}" -> allocated whole_number part_of_amount
on 2029-05-10
expect membership Kvarnby silver in_window
ask M
grant M
expect membership Kvarnby silver lapsed
