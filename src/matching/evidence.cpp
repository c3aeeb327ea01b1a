#include "matching/evidence.h"

#include "base/text.h"
#include "matching/numbers.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

template <class T> void add_once(std::vector<T>& list, const T& value)
{
    if (std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(value);
}

// A glued partner ID makes the number whole only if it belongs to the order's partner.
bool stands_whole(Read& read, const NumberInText& found, const orders::OpenItem& item)
{
    return found.glued_partner_id.empty() ||
           partners::try_resolve_partner_id(read, found.glued_partner_id) == item.partner;
}

void look_up_numbers(Read& read, const TextNumbers& texts, Evidence& evidence)
{
    std::vector<orders::OrderNumber> seen;
    for (const NumberInText& found : texts.numbers)
    {
        if (seen.size() >= numbers_looked_up_max)
            return;
        const auto item = orders::try_find_item(read, found.number);
        if (!item)
        {
            evidence.unknown_number = evidence.unknown_number || found.glued_partner_id.empty();
            continue;
        }
        if (!stands_whole(read, found, *item) ||
            std::find(seen.begin(), seen.end(), found.number) != seen.end())
            continue;
        seen.push_back(found.number);
        evidence.orders.push_back(*item);
    }
}

std::string bare_account(const std::string& account)
{
    std::string out;
    for (const char c : account)
        if (c != ' ' && c != '-')
            out.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    return out;
}

} // namespace

Evidence gather(Read& read, const Payment& payment)
{
    Evidence evidence;
    const TextNumbers texts = find_numbers({payment.texts.begin(), payment.texts.end()});
    look_up_numbers(read, texts, evidence);
    for (std::size_t i = 0; i < std::min(texts.partner_ids.size(), numbers_looked_up_max); ++i)
        if (const auto partner = partners::try_resolve_partner_id(read, texts.partner_ids[i]))
            add_once(evidence.partner_ids, *partner);
    if (payment.payer_account)
        evidence.account_of = partners::try_find_by_payer_account(read, bare_account(*payment.payer_account));
    if (payment.payer_name && !trimmed(*payment.payer_name).empty())
        evidence.name_of = partners::list_by_name(read, *payment.payer_name);
    return evidence;
}

} // namespace kvitt::matching
