// The sandbox bank's statements as ISO 20022 camt.053.001.08: one account, one day, balances that chain and
// add up. It writes what real banks write; src/statements reads it, and neither knows the other.
#pragma once

#include "base/date.h"
#include "base/money.h"

#include <optional>
#include <string>
#include <vector>

namespace kvitt::demo
{

// Money somebody sends; with a negative amount, that the bank takes back.
struct Transfer
{
    std::string reference; // structured (RF, OCR) or free text
    Money amount;
    Date booking_date;
    Date value_date;
    std::optional<std::string> payer_name;
    std::optional<std::string> payer_account; // IBAN or anything a bank calls an account
    std::string bank_ref;
};

struct BankStatement
{
    std::string id;
    std::int64_t sequence = 0;
    std::string account; // IBAN or the bank's own number
    std::string owner;
    Instant made_at;
    Date day;
    Money opening;
    std::vector<Transfer> transfers; // in the opening's currency
};

Money closing_balance(const BankStatement& statement);
std::string camt053(const BankStatement& statement);

} // namespace kvitt::demo
