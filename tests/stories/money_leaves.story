# Money leaves an active order (A28): the order is open again before its deadline, else expired; the membership is
# revoked; silver runs again when its upgrade loses its money; finance hears of each bank's return.
on 2027-02-01
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
bank 23625.00 SEK "{A}" as R1 bank-ref B1 -> allocated whole_number activated A
expect ledger deferred-revenue -18900.00 SEK output-vat -4725.00 SEK
# the payer's bank takes it back in time: open again, and payable again
on 2027-02-10
debit -23625.00 SEK "{A}" returned -> taken_back A
expect order A awaiting_payment 23625.00 SEK paid 0.00 until 2027-03-03
expect membership Granvik silver revoked
expect receipt R1 returned unplaced 0.00 reason taken_by_bank
expect losses A bank_return active awaiting_payment
expect ledger bank:sek 0 SEK unplaced-receipts 0 SEK order-prepayments 0 SEK deferred-revenue 0 SEK output-vat 0 SEK
expect cases bank_return
event credit_note_due A
event membership_revoked A
close "The payer was told."
expect cases
# the same return told again finds nothing to take
debit -23625.00 SEK "{A}" returned -> unknown_return
expect cases unknown_return
expect ledger bank-other 23625.00 SEK
close "Told twice."
bank 23625.00 SEK "{A}" as R2 bank-ref B2 -> allocated whole_number activated A
expect order A active 23625.00 SEK paid 23625.00
expect membership Granvik silver active until 2028-02-10
# after the deadline: expired; what else had been paid is credit
partner Kvarnby 4812915 SE SEK
attains Kvarnby cloud silver
order K Kvarnby silver
bank 20000.00 SEK "{K}" as R3 bank-ref B3 -> allocated whole_number part_of_amount
bank 3625.00 SEK "{K}" as R4 bank-ref B4 -> allocated whole_number activated K
on 2027-04-01
debit -20000.00 SEK "no number at all" bank-ref B3 returned -> taken_back K
expect order K expired 23625.00 SEK
expect membership Kvarnby silver revoked
expect credit Kvarnby 3625.00 SEK
expect receipt R4 credit
expect losses K bank_return active expired
close "Kvarnby was written to."
# the credit pays the next order, and then its own payment is taken back: it is followed wherever it went
order L Kvarnby silver
expect order L part_paid 23625.00 SEK paid 3625.00 from-credit 3625.00
debit -3625.00 SEK "" bank-ref B4 returned -> taken_back L
expect order L awaiting_payment 23625.00 SEK paid 0.00
expect credit Kvarnby 0.00 SEK
expect losses L bank_return awaiting_payment awaiting_payment
close "Kvarnby was written to."
cancel L
# gold loses its money: the silver that it superseded runs again, to its own anniversary
attains Granvik cloud gold
order G Granvik gold
bank 44343.75 SEK "{G}" as R5 -> allocated whole_number activated G
expect membership Granvik silver superseded
undo R5 on G
expect membership Granvik gold revoked
expect membership Granvik silver active until 2028-02-10
event membership_revived A
expect order G awaiting_payment 44343.75 SEK paid 0.00
expect receipt R5 unmatched unplaced 44343.75 reason taken_back
# and is placed again: gold once more, silver superseded once more
place R5 on G
expect order G active 44343.75 SEK
expect membership Granvik gold active until 2028-04-01
expect membership Granvik silver superseded
expect receipt R5 allocated reason by_hand
# silver's money goes although its discount was used: gold stays, finance decides
debit -23625.00 SEK "{A}" bank-ref B2 returned -> taken_back A
expect order A cancelled 23625.00 SEK
expect membership Granvik silver revoked
expect membership Granvik gold active
expect cases discount_unearned bank_return
close "Let be."
close "Granvik was written to."
# tolerance: the write-off is reversed with the rest
partner Kranich 4812923 DE EUR tax DE123456789
attains Kranich cloud silver
order E Kranich silver
bank 1749.50 EUR "{E}" as R6 -> allocated whole_number part_of_amount activated E
expect ledger write-off 0.50 EUR deferred-revenue -1750.00 EUR
undo R6 on E
expect ledger write-off 0 EUR deferred-revenue 0 EUR order-prepayments 0 EUR unplaced-receipts -1749.50 EUR
# another order of the family is open: this one cannot be open too
on 2027-04-02
place R6 on E
attains Kranich cloud gold
order H Kranich gold
undo R6 on E
expect order E cancelled 1750.00 EUR
expect order H awaiting_payment 3300.00 EUR
expect cases discount_unearned
