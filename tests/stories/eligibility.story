# Why an offer cannot be bought, in order of precedence.
on 2027-02-01
partner Outside 4812907 SE SEK outsider
partner Stopped 4812915 SE SEK suspended
partner Unproven 4812923 SE SEK unverified
partner Fine 4812931 SE SEK
expect offer Outside silver blocked not_network_member requirements_not_met
expect offer Stopped silver blocked suspended requirements_not_met
expect offer Unproven silver blocked not_verified requirements_not_met
refuse order A Outside silver -> not_network_member
refuse order A Fine silver -> requirements_not_met
refuse order A Fine nothing -> offer_not_found
attains Fine cloud silver until 2027-02-10
expect offer Fine silver 23625.00 SEK
expect offer Fine action_pack 593.75 USD
on 2027-02-11
refuse order A Fine silver -> requirements_not_met
# the action pack is another family: both may be open
attains Fine cloud gold
order B Fine gold
order C Fine action_pack
refuse order D Fine silver -> open_order
cancel B
order D Fine silver
