# 3.3: money without any number, and one order's proof speaks of it: suggested, and a person decides. A proof is
# the payer's word and places nothing by itself (A5).
on 2027-03-01
partner Granvik 4812907 SE SEK
partner Kvarnby 4812915 SE SEK
partner Brattli 4812923 SE SEK
attains Granvik cloud silver
attains Kvarnby cloud silver
attains Brattli cloud silver
order G Granvik silver
order K Kvarnby silver
order B Brattli silver
# the exact amount on the proof's day: one order only
proof G ref 7788-42001
bank 23625.00 SEK "invoice" from "Somebody else" as R1 -> suggested proof_points
expect order G proof_submitted 23625.00 SEK paid 0.00
expect receipt R1 suggested reason proof_points
# another amount or another day says nothing
bank 23624.00 SEK "invoice" -> unmatched no_number
bank 23625.00 SEK "invoice" paid 2027-02-28 -> unmatched no_number
# two proofs of the day, the same price: the amount decides no more, the bank's reference does
proof K ref 7788-42002
bank 23625.00 SEK "invoice" -> unmatched no_number
bank 23625.00 SEK "invoice" bank-ref 778842002 -> suggested proof_points
bank 9000.00 SEK "our ref. 7788 42002, thanks" as R2 -> suggested proof_points
# a reference too short to say anything; nor does one that two proofs name
proof B ref 4711
bank 9000.00 SEK "4711" -> unmatched no_number
proof B ref 7788-42002
bank 9000.00 SEK "7788-42002" -> unmatched no_number
# what contradicts the order wins, what agrees does not
bank 9000.00 SEK "7788-42001 4812915" -> suggested partner_id_only
bank 9000.00 SEK "7788-42001" from Kvarnby -> unmatched no_number
bank 9000.00 SEK "7788-42001 4812907" from Granvik -> suggested proof_points
# a whole number needs no proof
bank 23625.00 SEK "{B}" -> allocated whole_number activated B
# accepted, it points as before; rejected, it does not
accept proof G
bank 9000.00 SEK "7788-42001" -> suggested proof_points
reject proof K "Not readable." without amount
bank 9000.00 SEK "7788-42002" -> unmatched no_number
# the person's decision; a paid order awaits nothing, whatever its proof says
place R1 on G
expect order G active 23625.00 SEK
bank 9000.00 SEK "7788-42001" -> unmatched no_number
