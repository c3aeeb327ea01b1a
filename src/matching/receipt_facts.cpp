#include "matching/receipt_facts.h"

#include "matching/evidence.h"
#include "matching/numbers.h"
#include "matching/reasons.h"
#include "payments/places.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

std::vector<orders::Order> orders_of(Read& read, const std::vector<std::string>& numbers)
{
    std::vector<orders::Order> out;
    for (const std::string& number : numbers)
        if (out.size() < candidates_shown_max)
            if (auto order = orders::try_find(read, orders::OrderNumber::parse(number)))
                out.push_back(std::move(*order));
    return out;
}

std::vector<std::string> numbers_of(const std::vector<payments::ReceiptPart>& parts)
{
    std::vector<std::string> out;
    for (const auto& part : parts)
        if (part.order_number && std::find(out.begin(), out.end(), *part.order_number) == out.end())
            out.push_back(*part.order_number);
    return out;
}

std::vector<NamedPartner> named_partners(Read& read, const std::vector<std::string_view>& texts)
{
    std::vector<NamedPartner> out;
    for (const std::string& id : find_numbers(texts).partner_ids)
        if (out.size() < candidates_shown_max)
            if (const auto partner = partners::try_resolve_partner_id(read, id))
                out.push_back({id, *partner, partners::find(read, *partner).legal_name});
    return out;
}

// Whose account or name it is that speaks against the order.
std::optional<std::string> contradicting_partner(Read& read, const payments::Receipt& receipt)
{
    const auto reasons = reasons_of(receipt.reasons);
    const auto has = [&](Reason reason) {
        return std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
    };
    if (!has(Reason::account_of_other_partner) && !has(Reason::name_of_other_partner))
        return std::nullopt;
    const Evidence evidence = gather(
        read, {receipt.money(), receipt.payment_date, false, {}, receipt.payer_name, receipt.payer_account});
    if (has(Reason::account_of_other_partner) && evidence.account_of)
        return partners::find(read, *evidence.account_of).legal_name;
    if (has(Reason::name_of_other_partner) && evidence.name_of.size() == 1)
        return partners::find(read, evidence.name_of.front()).legal_name;
    return std::nullopt;
}

bool is_waiting(const payments::Receipt& receipt)
{
    const auto& waiting = payments::waiting_states;
    return std::find(waiting.begin(), waiting.end(), receipt.state) != waiting.end();
}

// Where the text names only the partner, a person looks among what it has open.
std::vector<orders::Order> open_orders_of(Read& read, Id<partners::Partner> partner)
{
    std::vector<orders::Order> out;
    for (orders::Order& order : orders::list_for_partner(read, partner))
        if (order.is_open() && out.size() < candidates_shown_max)
            out.push_back(std::move(order));
    return out;
}

} // namespace

ReceiptFacts receipt_facts(Read& read, const payments::Receipt& receipt)
{
    ReceiptFacts facts;
    facts.receipt = receipt;
    facts.candidates = orders_of(read, candidates_of(receipt.candidates));
    if (facts.candidates.empty() && receipt.partner && is_waiting(receipt))
        facts.candidates = open_orders_of(read, *receipt.partner);
    facts.parts = payments::list_parts(read, receipt.id);
    facts.paid = orders_of(read, numbers_of(facts.parts));
    const std::string payer = receipt.payer_name.value_or("");
    facts.partner_ids = named_partners(read, {receipt.remittance, payer});
    if (receipt.partner)
        facts.partner = partners::find(read, *receipt.partner).legal_name;
    facts.other_partner = contradicting_partner(read, receipt);
    facts.account = catalogue::find_receiving_account(read, receipt.receiving_account);
    return facts;
}

std::vector<CreditPlace> credit_places(Read& read, const payments::Receipt& receipt)
{
    std::vector<CreditPlace> out;
    for (const payments::InCredit& part : payments::places_of(read, receipt).credits)
    {
        const auto owner = partners::find(read, part.partner);
        out.push_back({owner.partner_id, owner.legal_name, Money(part.amount, receipt.currency)});
    }
    return out;
}

} // namespace kvitt::matching
