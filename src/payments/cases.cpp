#include "payments/cases.h"

#include "payments/cases_store.h"

namespace kvitt::payments
{
namespace
{

struct CaseOpened
{
    static constexpr const char* kind = "case_opened";
    Id<Case> id;
    CaseKind about = CaseKind::bank_return;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(CaseOpened, (), (id, about, amount))

struct CaseClosed
{
    static constexpr const char* kind = "case_closed";
    Id<Case> id;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(CaseClosed, (), (id, note))

events::Subject subject_of(const Case& one)
{
    return {one.partner, one.order_number,
            one.receipt ? std::optional(one.receipt->value()) : std::optional<std::int64_t>()};
}

} // namespace

Case open_case(Tx& tx, const NewCase& input)
{
    const Case made{tx.new_id<Case>(),
                    input.kind,
                    input.partner,
                    input.order_number,
                    input.receipt,
                    input.entry,
                    input.amount.minor(),
                    input.amount.currency(),
                    tx.now(),
                    {},
                    {},
                    {}};
    insert(tx, made);
    events::record(tx, subject_of(made), CaseOpened{made.id, made.kind, made.money()});
    return made;
}

Case close_case(Tx& tx, Id<Case> id, const CaseNote& note)
{
    const Case found = find_case(tx, id);
    require(update_closed(tx, id, note.text()), case_closed);
    events::record(tx, subject_of(found), CaseClosed{id, note.text()});
    return find_case(tx, id);
}

Case find_case(Read& read, Id<Case> id)
{
    const auto found = try_find_case_row(read, id);
    require(found.has_value(), case_not_found);
    return *found;
}

std::vector<Case> list_open_cases(Read& read, std::int64_t limit) { return list_open_case_rows(read, limit); }

std::int64_t count_open_cases(Read& read) { return count_open_case_rows(read); }

std::vector<Case> list_open_cases_of_entry(Read& read, std::int64_t entry)
{
    return list_open_rows_of_entry(read, entry);
}

std::vector<Case> list_cases_of(Read& read, Id<partners::Partner> partner, std::int64_t limit)
{
    return list_case_rows_of(read, partner, limit);
}

} // namespace kvitt::payments
