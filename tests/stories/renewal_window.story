# A22: an open renewal order, made inside the window and with a proof or part of the money, holds the membership
# in its window to the order's last day; the new anniversary follows the old one.
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
# a proof is enough (A22), and its rejection changes nothing: the order is open, a better proof may come
partner Brattli 4812923 SE SEK
partner Ekdal 4812931 SE SEK
attains Brattli cloud silver
attains Ekdal cloud silver
order N Brattli silver
bank 23625.00 SEK "{N}" -> allocated whole_number activated N
order P Ekdal silver
bank 23625.00 SEK "{P}" -> allocated whole_number activated P
on 2030-06-09
expect membership Brattli silver in_window until 2030-05-10
order O Brattli silver
order Q Ekdal silver
proof O
event membership_window_held N
reject proof O "The amount cannot be read." without amount
on 2030-06-10
expect membership Brattli silver in_window
expect membership Ekdal silver lapsed
# the order was made inside the window; that its proof comes a day later opens the window again
proof Q
expect membership Ekdal silver in_window
on 2030-07-09
expect membership Brattli silver in_window
bank 23625.00 SEK "{O}" -> allocated whole_number activated O
expect membership Brattli silver active until 2031-05-10
