#include "matching/returns_http.h"

#include "matching/returns_views.h"
#include "web/context.h"
#include "web/refusals.h"

namespace kvitt::matching
{
namespace
{

using access::Capability;
using http::Response;
using payments::Return;
using web::Context;

constexpr std::int64_t returns_shown_max = 100;

struct PaidOutForm
{
    Date day;
};
BOOST_DESCRIBE_STRUCT(PaidOutForm, (), (day))

Response get_returns(Context& c)
{
    require(c.caller().is_desk(), web::page_not_found);
    const auto rows = c.read([&](Read& read) { return payments::list_decided(read, returns_shown_max); });
    return c.page("matching/returns", repayments_view(c.render_context(), rows));
}

Response get_return(Context& c)
{
    require(c.caller().is_desk(), web::page_not_found);
    const auto id = c.param_as<Id<Return>>("id");
    const auto [row, today] =
        c.read([&](Read& read) { return std::pair(payments::find_return(read, id), read.today()); });
    // What a bank took back is no repayment of ours.
    require(row.kind == payments::ReturnKind::by_desk, payments::return_not_found);
    RepaymentView view = repayment_view(c.render_context(), row);
    view.may_settle = view.open && c.may(Capability::desk_money);
    web::FieldView day = c.field("day", c.translate("Day"), today.text());
    day.type = "date";
    view.fields = {day};
    return c.page("matching/return", view);
}

// A transfer goes out after it was decided, and not tomorrow.
void check_day(const Return& row, Date day, Date today, const TimeZone& zone)
{
    if (day < zone.date_at(row.at) || day > today)
        throw InvalidFields({{"day", "invalid", msg("must be between the decision and today")}});
}

Response post_paid_out(Context& c)
{
    const auto id = c.param_as<Id<Return>>("id");
    const auto input = c.form<PaidOutForm>();
    c.write([&](Tx& tx) {
        check_day(payments::find_return(tx, id), input.day, tx.today(), tx.zone());
        payments::settle_by_hand(tx, id, input.day);
    });
    return c.changed(json::object{{"return", id.text()}}, http::url("/desk/returns"));
}

} // namespace

web::Routes return_routes()
{
    using http::Method;
    return {
        {Method::get, "/desk/returns", Capability::view_receipts, get_returns,
         "Repayments that are decided and not yet out."},
        {Method::get, "/desk/returns/{id}", Capability::view_receipts, get_return,
         "One repayment: what the transfer needs."},
        {Method::post, "/desk/returns/{id}/paid-out", Capability::desk_money, post_paid_out,
         "Says that a repayment has left the account.", get_return},
    };
}

} // namespace kvitt::matching
