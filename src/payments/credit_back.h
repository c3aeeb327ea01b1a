// A partner's credit as a whole: which partners have any, and a partner's wish to have its own sent back. The
// wish is a case of finance until the money was sent or a person closes it (domain.md A6).
#pragma once

#include "payments/cases.h"

namespace kvitt::payments
{

inline const Refusal no_credit{RefusalKind::conflict, "no_credit",
                               "The company has no credit in this currency."};
inline const Refusal wanted_already{
    RefusalKind::conflict, "wanted_already",
    "The programme has been asked already to send this credit back; its decision is awaited."};

// What a partner has in one currency.
struct PartnerCredit
{
    Id<partners::Partner> partner;
    std::int64_t amount = 0;
    Currency currency;

    Money money() const { return {amount, currency}; }
};
BOOST_DESCRIBE_STRUCT(PartnerCredit, (), (partner, amount, currency))

// By partner and currency, of partners after `after`, at most `limit` rows.
std::vector<PartnerCredit> list_credits(Read& read, Id<partners::Partner> after, std::int64_t limit);

// One partner's by the receipts that it came with, oldest first.
std::vector<CreditPart> list_parts_of(Read& read, Id<partners::Partner> partner, Currency currency);

// The partner asks for all of its credit of a currency. Refused with no_credit, wanted_already.
Case ask_back(Tx& tx, Id<partners::Partner> partner, Currency currency);
// Its open wishes, oldest first.
std::vector<Case> list_wishes(Read& read, Id<partners::Partner> partner);
// Closes those of the currency if nothing of that credit is left: it has been sent back.
void close_granted_wishes(Tx& tx, Id<partners::Partner> partner, Currency currency);

} // namespace kvitt::payments
