# Part payment, the rest, too much, and a small gap (A18).
on 2027-02-01
partner Granvik 4812907 SE SEK
partner Kranich 4812915 DE EUR tax DE123456789
partner Sakura 4812923 JP JPY
attains Granvik cloud silver
attains Kranich cloud silver
attains Sakura cloud gold
order A Granvik silver
bank 20000.00 SEK "{A}" -> allocated whole_number part_of_amount
expect order A part_paid 23625.00 SEK paid 20000.00 until 2027-03-03
expect ledger order-prepayments -20000.00 SEK
refuse cancel A -> order_has_payments
bank 4000.00 SEK "{A}" -> allocated whole_number more_than_amount activated A
expect credit Granvik 375.00 SEK
expect ledger order-prepayments 0 SEK partner-credit -375.00 SEK
# 1.00 EUR may be missing, 1.01 may not
order B Kranich silver
expect order B awaiting_payment 1750.00 EUR
bank 1748.99 EUR "{B}" -> allocated whole_number part_of_amount
bank 0.01 EUR "{B}" -> allocated whole_number part_of_amount activated B
expect order B active 1750.00 EUR paid 1749.00 written-off 1.00
expect ledger write-off 1.00 EUR deferred-revenue -1750.00 EUR order-prepayments 0 EUR
# a currency without decimals; 670,001 JPY, no tax outside the Union
order C Sakura gold
expect order C awaiting_payment 670001 JPY
bank 670001 JPY "{C}" -> allocated whole_number activated C
