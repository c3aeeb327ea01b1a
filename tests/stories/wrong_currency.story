# A19: money in another currency is held for a person, never converted and never lost; the order waits on.
on 2027-02-01
partner Granvik 4812907 SE SEK
attains Granvik cloud silver
order A Granvik silver
bank 2000.00 EUR "{A} {Granvik}" -> held wrong_currency
expect order A awaiting_payment 23625.00 SEK paid 0.00 until 2027-03-03
expect credit Granvik 0 EUR
expect ledger bank:eur 2000.00 EUR unplaced-receipts -2000.00 EUR order-prepayments 0 EUR bank:sek 0 SEK
bank 23625.00 SEK "{A}" -> allocated whole_number activated A
expect ledger unplaced-receipts -2000.00 EUR deferred-revenue -18900.00 SEK output-vat -4725.00 SEK
# the same amount in another currency completes nothing
partner Kranich 4812915 DE EUR tax DE123456789
attains Kranich cloud silver
order B Kranich silver
bank 1750.00 USD "{B}" -> held wrong_currency
expect order B awaiting_payment 1750.00 EUR paid 0.00
