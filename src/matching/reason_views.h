// Reasons and states of receipts in words, for every page that shows one. Pure; the same list as
// docs/reasons.md.
#pragma once

#include "http/messages.h"
#include "matching/matcher.h"
#include "orders/desk_views.h"

namespace kvitt::matching
{

// The reason in two or three words: "Contradiction", "No number".
std::string reason_title(http::Language language, Reason reason);
// One sentence that holds for every receipt with the reason.
std::string reason_text(http::Language language, Reason reason);

// What is known of a receipt beyond its reasons, to say the sentence about this very one. Blank where
// unknown.
struct ReasonFacts
{
    std::string order;         // number as shown
    std::string order_partner; // the company that ordered
    std::string order_currency;
    std::string deadline;         // the order's last day
    std::string partner_id_label; // "MPN ID"
    std::string partner_id;       // the other one, as it stands in the text
    std::string other_partner;    // whose that ID, account or name is
};
// The sentence with names where they are known, else reason_text.
std::string reason_sentence(http::Language language, Reason reason, const ReasonFacts& facts);

// The receipt's state as a word with its shape.
orders::StateView receipt_state(http::Language language, payments::ReceiptState state);

} // namespace kvitt::matching
