// What the pages say of a receipt beside its own fields: the orders it names or pays, whose IDs stand in its
// text, where its money is. Read in the caller's snapshot; nothing is decided here.
#pragma once

#include "matching/matcher.h"
#include "payments/desk.h"

namespace kvitt::matching
{

// Candidates looked up for one receipt.
inline constexpr std::size_t candidates_shown_max = 5;

// A partner's ID as it stands in the text.
struct NamedPartner
{
    std::string partner_id;
    Id<partners::Partner> partner;
    std::string company;
};

// A part that is a partner's credit now.
struct CreditPlace
{
    std::string partner_id;
    std::string company;
    Money amount;
};

struct ReceiptFacts
{
    payments::Receipt receipt;
    std::vector<orders::Order> candidates; // best first; else what the named partner has open
    std::vector<orders::Order> paid;       // those its money went to or came for
    std::vector<payments::ReceiptPart> parts;
    std::vector<NamedPartner> partner_ids;
    std::optional<std::string> partner; // company whose money it is taken for
    std::optional<std::string>
        other_partner; // company of the payer's account or name, where that contradicts
    std::optional<catalogue::ReceivingAccount> account;
    std::vector<CreditPlace> credits; // only where asked for
};

ReceiptFacts receipt_facts(Read& read, const payments::Receipt& receipt);
// Whose credit parts of it are now.
std::vector<CreditPlace> credit_places(Read& read, const payments::Receipt& receipt);

} // namespace kvitt::matching
