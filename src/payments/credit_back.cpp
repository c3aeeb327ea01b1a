#include "payments/credit_back.h"

#include "payments/cases_store.h"
#include "payments/payments_store.h"

#include <algorithm>

namespace kvitt::payments
{

std::vector<PartnerCredit> list_credits(Read& read, Id<partners::Partner> after, std::int64_t limit)
{
    return list_credit_rows(read, after, limit);
}

std::vector<CreditPart> list_parts_of(Read& read, Id<partners::Partner> partner, Currency currency)
{
    return list_credit_parts(read, partner, currency);
}

Case ask_back(Tx& tx, Id<partners::Partner> partner, Currency currency)
{
    const Money credit = credit_of(tx, partner, currency);
    require(credit.is_positive(), no_credit);
    const auto open = list_wishes(tx, partner);
    require(std::none_of(open.begin(), open.end(), [&](const Case& one) { return one.currency == currency; }),
            wanted_already);
    return open_case(tx, {CaseKind::return_wanted, partner, {}, {}, {}, credit});
}

std::vector<Case> list_wishes(Read& read, Id<partners::Partner> partner)
{
    return list_wanted_rows(read, partner);
}

void close_granted_wishes(Tx& tx, Id<partners::Partner> partner, Currency currency)
{
    if (credit_of(tx, partner, currency).is_positive())
        return;
    for (const Case& wish : list_wishes(tx, partner))
        if (wish.currency == currency)
            close_case(tx, wish.id, CaseNote::parse("The credit was sent back."));
}

} // namespace kvitt::payments
