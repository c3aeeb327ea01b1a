// What finance has to see to, because no rule may decide it (domain.md A28): opened by a verb, closed by a
// person with a note.
#pragma once

#include "base/text_value.h"
#include "payments/payments.h"

namespace kvitt::payments
{

inline constexpr std::size_t case_note_characters_max = 500;
using CaseNote = LongText<case_note_characters_max>;

enum class CaseKind
{
    bank_return,       // the bank took a payment back; what it had paid is open again or ended
    unknown_return,    // the bank took money back, and which payment it was is not certain
    discount_unearned, // a membership that earned a discount lost its own money
    return_wanted,     // a partner wants its credit sent back
};
BOOST_DESCRIBE_ENUM(CaseKind, bank_return, unknown_return, discount_unearned, return_wanted)

struct Case
{
    Id<Case> id;
    CaseKind kind = CaseKind::bank_return;
    std::optional<Id<partners::Partner>> partner;
    std::optional<std::string> order_number;
    std::optional<Id<Receipt>> receipt;
    std::optional<std::int64_t> entry;
    std::int64_t amount = 0;
    Currency currency;
    Instant opened_at;
    std::optional<Instant> closed_at;
    std::optional<std::string> closed_by;
    std::optional<std::string> note;

    Money money() const { return {amount, currency}; }
};
BOOST_DESCRIBE_STRUCT(Case, (),
                      (id, kind, partner, order_number, receipt, entry, amount, currency, opened_at,
                       closed_at, closed_by, note))

inline const Refusal case_not_found{RefusalKind::not_found, "case_not_found", "There is no such case."};
inline const Refusal case_closed{RefusalKind::conflict, "case_closed", "The case is closed already."};

struct NewCase
{
    CaseKind kind = CaseKind::bank_return;
    std::optional<Id<partners::Partner>> partner = {};
    std::optional<std::string> order_number = {};
    std::optional<Id<Receipt>> receipt = {};
    std::optional<std::int64_t> entry = {};
    Money amount;
};
Case open_case(Tx& tx, const NewCase& input);
Case close_case(Tx& tx, Id<Case> id, const CaseNote& note);

Case find_case(Read& read, Id<Case> id);
// Oldest first.
std::vector<Case> list_open_cases(Read& read, std::int64_t limit);
std::int64_t count_open_cases(Read& read);
// Open ones about one bank line.
std::vector<Case> list_open_cases_of_entry(Read& read, std::int64_t entry);
// Of one partner, newest first, at most `limit`.
std::vector<Case> list_cases_of(Read& read, Id<partners::Partner> partner, std::int64_t limit);

} // namespace kvitt::payments
