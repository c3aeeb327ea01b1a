# What the matcher left to people (3.3): placed on an order, kept as credit, split, sent back, taken back again.
on 2027-02-01
partner Granvik 4812907 SE SEK
partner Kvarnby 4812915 SE SEK
attains Granvik cloud silver
attains Kvarnby cloud silver
order A Granvik silver
order B Kvarnby silver
# suggested: one partner's number, another's ID; a person decides
bank 23625.00 SEK "{A} {Kvarnby}" as R1 -> suggested other_partner_id
refuse place R1 on A 23625.01 SEK -> more_than_unplaced
place R1 on A
expect receipt R1 allocated unplaced 0.00 reason by_hand
expect order A active 23625.00 SEK
refuse place R1 on B -> nothing_unplaced
refuse place R1 on A -> order_not_open
# unmatched, more than the order needs: part here, part there, the rest of it back to its payer
bank 30000.00 SEK "thank you" as R2 -> unmatched no_number
refuse place R2 on B 23625.01 SEK -> more_than_open
place R2 on B 20000.00 SEK
expect receipt R2 unmatched unplaced 10000.00
expect order B part_paid 23625.00 SEK paid 20000.00
keep R2 for Granvik 4000.00 SEK
expect credit Granvik 4000.00 SEK
refuse send-back R2 amount 6000.01 SEK -> more_than_unplaced
send-back R2 amount 6000.00 SEK
expect receipt R2 allocated unplaced 0.00 reason returned_by_desk
expect ledger refunds-payable -6000.00 SEK unplaced-receipts 0 SEK partner-credit -4000.00 SEK
# the bank's line with the repayment's reference closes it, once
debit -6000.00 SEK "{return}" -> paid_out
expect ledger refunds-payable 0 SEK bank:sek 47625.00 SEK bank-other 0 SEK
debit -6000.00 SEK "{return}" -> other
refuse paid-out -> return_done
# credit goes back too; a person says it left, the bank's line comes without a reference
send-back R2 of Granvik
expect credit Granvik 0.00 SEK
expect ledger refunds-payable -4000.00 SEK partner-credit 0 SEK
paid-out
expect ledger refunds-payable 0 SEK bank-other 2000.00 SEK
debit -4000.00 SEK "kontoutdrag" -> other
expect ledger bank-other 6000.00 SEK bank:sek 37625.00 SEK
refuse send-back R2 of Granvik -> nothing_there
# what is undone waits again; only the part that is there can be undone
refuse undo R2 on A -> nothing_there
undo R2 on B
expect order B awaiting_payment 23625.00 SEK paid 0.00
expect receipt R2 unmatched unplaced 20000.00 reason taken_back
expect losses B undone awaiting_payment awaiting_payment
keep R2 for Kvarnby
undo R2 of Kvarnby
expect credit Kvarnby 0.00 SEK
expect receipt R2 unmatched unplaced 20000.00 reason taken_back
# part of it had been sent back: the bank cannot have taken back all of it, so finance decides
debit -30000.00 SEK "{B}" returned -> unknown_return
expect cases unknown_return
# held for its currency: back, or credit in its own currency; never on the order
bank 2000.00 EUR "{B}" as R3 -> held wrong_currency
refuse place R3 on B -> wrong_currency
keep R3 for Kvarnby
expect credit Kvarnby 2000.00 EUR
expect receipt R3 credit
send-back R3 of Kvarnby
expect receipt R3 returned
# a granted request to cancel that wants the money back is a case until it went
place R2 on B
ask B "We changed our minds." payer
grant B payer
expect cases unknown_return return_wanted
expect credit Kvarnby 20000.00 SEK
refuse want-back Kvarnby SEK -> wanted_already
send-back R2 of Kvarnby amount 5000.00 SEK
expect cases unknown_return return_wanted
send-back R2 of Kvarnby
expect credit Kvarnby 0.00 SEK
# nothing of the credit is left: the wish is granted
expect cases unknown_return
refuse want-back Kvarnby SEK -> no_credit
# or accepted at a written rate: both currencies balance, the order is paid in its own
close "The first."
partner Almby 4812931 SE SEK
attains Almby cloud silver
order D Almby silver
bank 2100.00 EUR "{D}" as R4 -> held wrong_currency
refuse accept-at-rate R4 on D 2100.00 EUR rate -> same_currency
accept-at-rate R4 on D 23700.00 SEK "11.2857, ECB 2027-02-01"
expect receipt R4 allocated unplaced 0.00 reason exchanged
expect order D active 23625.00 SEK paid 23625.00
expect credit Almby 75.00 SEK
expect ledger currency-exchange -2100.00 EUR currency-exchange 23700.00 SEK bank:eur 4100.00 EUR unplaced-receipts 0 EUR
event payment_exchanged
# the bank takes the euros back: they were used in another currency, so finance decides
debit -2100.00 EUR "{D}" returned -> unknown_return
expect cases unknown_return
