# Who earns the upgrade discount, for how long it holds, and what it costs: silver's refund right (1j, A9-A11,
# A15-A17, A26). The discount is a row of the catalogue.
on 2027-02-01
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
bank 23625.00 SEK "{A}" -> allocated whole_number activated A
expect refund-right A whole
attains Granvik cloud gold until 2027-03-10
on 2027-03-01
order B Granvik gold
expect order B awaiting_payment 44343.75 SEK until 2027-03-31
expect links B upgrades A
# placed, not paid: silver runs and keeps its rights
expect refund-right A whole
refuse order C Granvik silver -> already_held
# A17: the qualification is lost meanwhile, the order is honoured
on 2027-03-20
expect offer Granvik gold blocked open_order requirements_not_met
bank 44343.75 SEK "{B}" -> allocated whole_number activated B
expect membership Granvik gold active until 2028-03-20
expect membership Granvik silver superseded
expect refund-right A ended-by B
event refund_right_ended A
event refund_right_ended B
event membership_superseded A
expect offer Granvik silver blocked included_in_gold
expect ledger deferred-revenue -54375.00 SEK output-vat -13593.75 SEK order-prepayments 0 SEK
# A11: frozen at Submit, whatever becomes of silver while the transfer is under way
partner Kvarnby 4812915 SE SEK
attains Kvarnby cloud gold
order D Kvarnby silver
bank 23625.00 SEK "{D}" -> allocated whole_number activated D
on 2028-03-19
expect membership Kvarnby silver active until 2028-03-20
order E Kvarnby gold
on 2028-04-18
expect membership Kvarnby silver in_window
bank 44343.75 SEK "{E}" paid 2028-04-18 -> allocated whole_number activated E
expect membership Kvarnby gold active until 2029-04-18
# A9: in the renewal window there is no discount, unless the row says so
partner Almby 4812923 SE SEK
attains Almby cloud gold
order F Almby silver
bank 23625.00 SEK "{F}" -> allocated whole_number activated F
on 2029-04-19
expect membership Almby silver in_window until 2029-04-18
expect offer Almby gold 59125.00 SEK discount 0.00
discount gold_upgrade gold silver 2500 in-window
expect offer Almby gold 44343.75 SEK discount 11825.00
on 2029-05-19
expect membership Almby silver lapsed
expect offer Almby gold 59125.00 SEK discount 0.00
# silver that came free with gold, or whose fee was waived, earns nothing
partner Free 4812931 SE SEK
attains Free cloud gold
holds Free silver included
expect membership Free silver active
expect offer Free gold 59125.00 SEK discount 0.00
discount silver_for_packs silver action_pack 10000
partner Waived 4812949 US USD
attains Waived cloud gold
order G Waived action_pack
bank 475.00 USD "{G}" -> allocated whole_number activated G
order H Waived silver
expect order H active 0.00 USD
expect membership Waived silver active
expect offer Waived gold 4730.00 USD discount 0.00
# the row: its rate, its validity, its condition; the highest that is earned counts
partner Sund 4812956 SE SEK
attains Sund cloud gold
order I Sund silver
bank 23625.00 SEK "{I}" -> allocated whole_number activated I
discount spring gold silver 4000 until 2029-06-30
expect offer Sund gold 35475.00 SEK discount 18920.00
on 2029-07-01
expect offer Sund gold 44343.75 SEK discount 11825.00
