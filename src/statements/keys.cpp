#include "statements/keys.h"

#include "base/secret.h"
#include "base/text.h"
#include "statements/values.h"

#include <algorithm>
#include <array>

namespace kvitt::statements
{
namespace
{

constexpr std::size_t key_hash_characters = 32; // 128 bits

// What banks write where they have no reference.
constexpr std::array<std::string_view, 4> no_references{"NONREF", "NOTPROVIDED", "NOTAVAIL",
                                                        "1000000000000000"};

std::string reference_or_blank(const std::optional<std::string>& reference)
{
    if (!reference ||
        std::find(no_references.begin(), no_references.end(), *reference) != no_references.end())
        return {};
    return *reference;
}

void add(std::string& to, std::string_view part)
{
    to.append(std::to_string(part.size()))
        .append(":")
        .append(part); // so that no two lists of parts read alike
}

void add_texts(std::string& to, const Entry& entry)
{
    add(to, folded(entry.creditor_ref.value_or("")));
    add(to, folded(entry.remittance.value_or("")));
    add(to, account_key(entry.counterparty_account.value_or("")));
}

} // namespace

std::string entry_key(const Entry& entry)
{
    const auto day = entry.booking_date ? entry.booking_date : entry.value_date;
    // In front, so that what is compared and what is new lie together in the index.
    const std::string day_text = day ? day->text() : "";
    std::string all;
    add(all, entry.unreadable ? *entry.unreadable : entry.amount.text());
    add(all, reference_or_blank(entry.bank_ref));
    add(all, reference_or_blank(entry.entry_ref));
    add_texts(all, entry);
    for (const Entry& detail : entry.details)
    {
        add(all, detail.amount.number());
        add_texts(all, detail);
    }
    return day_text + ":" + sha256_hex(all).substr(0, key_hash_characters);
}

} // namespace kvitt::statements
