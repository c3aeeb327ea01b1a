#include "matching/evidence.h"

#include "base/text.h"
#include "matching/numbers.h"
#include "orders/proofs.h"

#include <algorithm>
#include <cctype>

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

// Letters and digits alone, in capitals: banks print the same reference with other blanks and dashes.
std::string bare_reference(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            out.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
    return out;
}

bool names_reference(const Payment& payment, const std::optional<std::string>& transaction_ref)
{
    const std::string wanted = bare_reference(transaction_ref.value_or(""));
    if (wanted.size() < proof_ref_characters_min)
        return false;
    const auto has = [&](const std::string& text) {
        return bare_reference(text).find(wanted) != std::string::npos;
    };
    return (payment.bank_ref && has(*payment.bank_ref)) ||
           std::any_of(payment.texts.begin(), payment.texts.end(), has);
}

// Those whose transaction reference the payment carries; if there is none, those that lack exactly the
// amount.
std::vector<orders::OpenItem> proven_orders(Read& read, const Payment& payment)
{
    constexpr auto limit = static_cast<std::int64_t>(proofs_looked_up_max) + 1;
    const auto proofs =
        orders::list_proven_payments(read, payment.receiving_account, payment.payment_date, limit);
    if (proofs.size() > proofs_looked_up_max)
        return {};
    std::vector<orders::OpenItem> by_reference;
    std::vector<orders::OpenItem> by_amount;
    const auto add = [](std::vector<orders::OpenItem>& list, const orders::OpenItem& item) {
        if (list.empty() || list.back().number != item.number) // they come by number
            list.push_back(item);
    };
    for (const orders::ProvenPayment& proof : proofs)
    {
        if (names_reference(payment, proof.transaction_ref))
            add(by_reference, proof.order);
        if (proof.order.open_amount == payment.amount)
            add(by_amount, proof.order);
    }
    return by_reference.empty() ? by_amount : by_reference;
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
    const bool unplaceable = evidence.orders.empty() && !evidence.unknown_number && !payment.returned;
    if (unplaceable && !payment.receiving_account.empty())
        evidence.proven = proven_orders(read, payment);
    return evidence;
}

} // namespace kvitt::matching
