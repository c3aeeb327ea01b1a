# Every form in which a number stands whole (product.md), and joins that do not count.
on 2027-02-01
partner Granvik 4812907 SE SEK
partner Kvarnby 4812915 SE SEK location 4812923
attains Granvik cloud gold
attains Kvarnby cloud gold
order A Granvik silver
bank 1.00 SEK "{A:shown}" -> allocated whole_number part_of_amount
bank 1.00 SEK "{A:rf}" -> allocated whole_number part_of_amount
bank 1.00 SEK "{A:ocr}" -> allocated whole_number part_of_amount
bank 1.00 SEK "000{A:ocr}" -> allocated whole_number part_of_amount
bank 1.00 SEK "0000{A}" -> allocated whole_number part_of_amount
bank 1.00 SEK "ORDER{A}MPN{Granvik}" -> allocated whole_number part_of_amount
bank 1.00 SEK "{A}{Granvik}" -> allocated whole_number part_of_amount
bank 1.00 SEK "{Granvik}{A}" -> allocated whole_number part_of_amount
bank 1.00 SEK "" ref {A:rf} -> allocated whole_number part_of_amount
bank 1.00 SEK "text before\n{A}" -> allocated whole_number part_of_amount
bank 1.00 SEK "{A}{Kvarnby}" -> unmatched no_number
bank 1.00 SEK "12{A}" -> unmatched no_number
bank 1.00 SEK "{A}123" -> unmatched no_number
bank 1.00 SEK "Medlemsavgift 2027" -> unmatched no_number
bank 1.00 SEK "1234567867" -> unmatched no_number
bank 1.00 SEK "MPN {Granvik}" -> suggested partner_id_only
expect order A part_paid 23625.00 SEK paid 10.00
