#include "matching/cases_http.h"

#include "matching/cases_views.h"
#include "statements/files.h"
#include "web/context.h"
#include "web/refusals.h"

namespace kvitt::matching
{
namespace
{

using access::Capability;
using http::Response;
using payments::Case;
using web::Context;

constexpr std::int64_t cases_shown_max = 100;

struct CloseForm
{
    payments::CaseNote note;
};
BOOST_DESCRIBE_STRUCT(CloseForm, (), (note))

CaseFacts facts_of(Read& read, const Case& about)
{
    CaseFacts facts{about, {}, {}};
    if (about.partner)
        facts.company = partners::find(read, *about.partner);
    if (!about.entry)
        return facts;
    if (const auto file = statements::try_find_file_of(read, Id<statements::StoredEntry>(*about.entry)))
        facts.file = http::url("/desk/statements/{}", *file);
    return facts;
}

Response get_cases(Context& c)
{
    require(c.caller().is_desk(), web::page_not_found);
    std::vector<CaseFacts> cases;
    c.read([&](Read& read) {
        for (const Case& about : payments::list_open_cases(read, cases_shown_max))
            cases.push_back(facts_of(read, about));
    });
    return c.page("matching/cases", cases_view(c.render_context(), cases));
}

Response get_case(Context& c)
{
    require(c.caller().is_desk(), web::page_not_found);
    const auto id = c.param_as<Id<Case>>("id");
    CaseView view = c.read([&](Read& read) {
        return case_view(c.render_context(), facts_of(read, payments::find_case(read, id)));
    });
    view.may_close = view.open && c.may(Capability::desk_money);
    view.only_looks = view.open && !view.may_close;
    view.note = c.entered("note");
    view.note_fault = c.field("note", c.translate("Note")).fault;
    return c.page("matching/case", view);
}

Response post_close(Context& c)
{
    const auto id = c.param_as<Id<Case>>("id");
    const auto input = c.form<CloseForm>();
    c.write([&](Tx& tx) { payments::close_case(tx, id, input.note); });
    return c.changed(json::object{{"case", id.text()}}, http::url("/desk/cases"));
}

} // namespace

web::Routes case_routes()
{
    using http::Method;
    return {
        {Method::get, "/desk/cases", Capability::view_receipts, get_cases,
         "What finance has to see to, oldest first."},
        {Method::get, "/desk/cases/{id}", Capability::view_receipts, get_case, "One case of finance."},
        {Method::post, "/desk/cases/{id}/close", Capability::desk_money, post_close,
         "Closes a case with a note.", get_case},
    };
}

} // namespace kvitt::matching
