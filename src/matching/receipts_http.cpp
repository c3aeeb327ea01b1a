#include "matching/receipts_http.h"

#include "matching/receipts_json.h"
#include "matching/receipts_views.h"
#include "partners/subject_http.h"
#include "statements/files.h"
#include "web/context.h"
#include "web/refusals.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

using http::Method;
using http::Response;
using payments::Receipt;
using web::Context;

constexpr std::int64_t listed_rows = 50;
constexpr std::int64_t page_rows_max = 200;
constexpr std::size_t search_characters_max = 100;

struct ReceiptsQuery
{
    std::optional<Shelf> state;
    std::optional<Reason> reason;
    std::optional<Text<search_characters_max>> q;
    std::optional<Id<Receipt>> before;
};
BOOST_DESCRIBE_STRUCT(ReceiptsQuery, (), (state, reason, q, before))

ReceiptsQuestion question_of(const ReceiptsQuery& query)
{
    return {query.state.value_or(Shelf::waiting), query.q ? query.q->text() : "", query.reason};
}

payments::ReceiptFilter filter_of(const ReceiptsQuery& query)
{
    const ReceiptsQuestion question = question_of(query);
    payments::ReceiptFilter filter;
    filter.states = states_of(question.shelf);
    filter.text = question.text;
    if (question.reason)
        filter.reason = enum_text(*question.reason);
    filter.before = query.before;
    filter.limit = listed_rows + 1; // one more tells whether there are older ones
    return filter;
}

Response get_desk_receipts(Context& c)
{
    // The capability is a partner's too; the page is the desk's.
    require(c.caller().is_desk(), web::page_not_found);
    const auto query = c.query<ReceiptsQuery>();
    ReceiptsInput input;
    input.question = question_of(query);
    c.read([&](Read& read) {
        auto receipts = payments::list(read, filter_of(query));
        input.more = static_cast<std::int64_t>(receipts.size()) > listed_rows;
        if (input.more)
            receipts.pop_back();
        for (const Receipt& receipt : receipts)
            input.receipts.push_back(receipt_facts(read, receipt));
        input.waiting = payments::waiting_sums(read);
        input.partner_id_label = catalogue::programme(read).partner_id_label;
    });
    return c.page("matching/receipts", receipts_view(c.render_context(), input));
}

std::optional<http::Url> file_of(Read& read, const Receipt& receipt)
{
    if (!receipt.entry)
        return std::nullopt;
    const auto file = statements::try_find_file_of(read, Id<statements::StoredEntry>(*receipt.entry));
    return file ? std::optional(http::url("/desk/statements/{}", *file)) : std::nullopt;
}

Response get_desk_receipt(Context& c)
{
    require(c.caller().is_desk(), web::page_not_found);
    const auto id = c.param_as<Id<Receipt>>("id");
    return c.page("matching/receipt", c.read([&](Read& read) {
        ReceiptFacts facts = receipt_facts(read, payments::find(read, id));
        facts.credits = credit_places(read, facts.receipt);
        return receipt_view(c.render_context(), facts, catalogue::programme(read).partner_id_label,
                            file_of(read, facts.receipt), c.may(access::Capability::desk_money));
    }));
}

struct ReceiptsApiQuery
{
    std::optional<payments::ReceiptState> state;
    std::optional<std::string> partner_id;
    std::optional<Id<Receipt>> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ReceiptsApiQuery, (), (state, partner_id, cursor, limit))

struct ReceiptsJson
{
    std::vector<ReceiptJson> receipts;
    std::optional<Id<Receipt>> next_cursor;
};
BOOST_DESCRIBE_STRUCT(ReceiptsJson, (), (receipts, next_cursor))

// Money that waits belongs to nobody yet: the company it is taken for may be wrong. So a company sees what
// has its place, the desk sees everything. Nothing if the caller sees none of those asked for; an empty list
// is all states.
std::optional<std::vector<payments::ReceiptState>> visible_states(const Context& c,
                                                                  std::optional<payments::ReceiptState> asked)
{
    const auto& placed = payments::placed_states;
    if (!asked)
        return c.caller().is_desk() ? std::vector<payments::ReceiptState>{} : placed;
    if (!c.caller().is_desk() && std::find(placed.begin(), placed.end(), *asked) == placed.end())
        return std::nullopt;
    return std::vector{*asked};
}

bool is_visible(const Context& c, const Receipt& receipt)
{
    return c.caller().is_desk() ||
           (receipt.partner == c.caller().partner && visible_states(c, receipt.state).has_value());
}

Reader reader_of(const Context& c) { return c.caller().is_desk() ? Reader::desk : Reader::partner; }

std::int64_t rows_of(const std::optional<std::int64_t>& limit)
{
    const std::int64_t rows = limit.value_or(listed_rows);
    if (rows < 1 || rows > page_rows_max)
        throw InvalidFields({{"limit", "invalid", msg("must be 1 to 200")}});
    return rows;
}

Response get_receipts(Context& c)
{
    const auto query = c.query<ReceiptsApiQuery>();
    const std::int64_t rows = rows_of(query.limit);
    ReceiptsJson out;
    c.read([&](Read& read) {
        payments::ReceiptFilter filter;
        filter.partner = partners::try_subject(c, read, query.partner_id);
        const auto states = visible_states(c, query.state);
        if (!states)
            return;
        filter.states = *states;
        filter.before = query.cursor;
        filter.limit = rows + 1;
        auto receipts = payments::list(read, filter);
        const bool more = static_cast<std::int64_t>(receipts.size()) > rows;
        if (more)
            receipts.pop_back();
        for (const Receipt& receipt : receipts)
            out.receipts.push_back(receipt_json(read, receipt, reader_of(c)));
        if (more)
            out.next_cursor = receipts.back().id;
    });
    return http::json_response(to_json(out));
}

Response get_receipt(Context& c)
{
    const auto id = c.param_as<Id<Receipt>>("id");
    return http::json_response(to_json(c.read([&](Read& read) {
        const Receipt receipt = payments::find(read, id);
        require(is_visible(c, receipt), payments::receipt_not_found);
        return receipt_json(read, receipt, reader_of(c));
    })));
}

} // namespace

web::Routes receipt_routes()
{
    using access::Capability;
    return {
        {Method::get, "/desk/receipts", Capability::view_receipts, get_desk_receipts,
         "Receipts: those that wait for a person; by state, reason and search."},
        {Method::get, "/desk/receipts/{id}", Capability::view_receipts, get_desk_receipt,
         "Everything about one receipt."},
        {Method::get, "/api/v1/receipts", Capability::view_receipts, get_receipts,
         "Receipts, newest first; filtered by state and, for the desk, partner_id."},
        {Method::get, "/api/v1/receipts/{id}", Capability::view_receipts, get_receipt, "One receipt."},
    };
}

} // namespace kvitt::matching
