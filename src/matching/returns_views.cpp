#include "matching/returns_views.h"

#include "http/locale.h"
#include "http/messages.h"

namespace kvitt::matching
{

using http::RenderContext;
using http::translate;
using payments::Return;

RepaymentView repayment_view(const RenderContext& context, const Return& row)
{
    const http::Language language = context.language;
    RepaymentView view;
    view.url = http::url("/desk/returns/{}", row.id);
    view.receipt = http::url("/desk/receipts/{}", row.receipt);
    view.to_name = row.to_name.value_or("");
    view.to_account = row.to_account.value_or("");
    view.amount = row.money();
    view.account = {translate(language, "Account"), view.to_account, view.to_account, std::nullopt};
    view.sum = {translate(language, "Amount"), http::money_text(language, row.money()), row.money().number(),
                std::nullopt};
    view.reference = {translate(language, "Reference"), row.reference(), row.reference(),
                      translate(language, "On the transfer, so that the bank's line is known again.")};
    view.decided =
        translate(language, "{who}, {when}",
                  {{"who", row.decided_by}, {"when", http::instant_text(language, row.at, context.zone)}});
    view.reason = row.reason.value_or("");
    view.open = row.state == payments::ReturnState::decided;
    if (row.done_on)
        view.outcome = translate(language, "It left the account on {day}.",
                                 {{"day", http::date_long(language, *row.done_on)}});
    view.settle = http::url("/desk/returns/{}/paid-out", row.id);
    return view;
}

RepaymentsView repayments_view(const RenderContext& context, const std::vector<Return>& rows)
{
    RepaymentsView view;
    for (const Return& row : rows)
        view.rows.push_back(repayment_view(context, row));
    view.any = !view.rows.empty();
    return view;
}

} // namespace kvitt::matching
