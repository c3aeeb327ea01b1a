#include "matching/desk_views.h"

#include "base/text.h"
#include "http/locale.h"
#include "matching/reasons.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;

// One group per reason, whatever the currency.
struct Group
{
    Reason reason = Reason::no_number;
    std::int64_t count = 0;
    std::vector<Money> sums;
};

void add(Group& group, const payments::WaitingSum& sum)
{
    group.count += sum.count;
    const auto known = std::find_if(group.sums.begin(), group.sums.end(),
                                    [&](const Money& each) { return each.currency() == sum.currency; });
    if (known == group.sums.end())
        group.sums.emplace_back(sum.amount, sum.currency);
    else
        *known += Money(sum.amount, sum.currency);
}

std::vector<Group> groups_of(const std::vector<payments::WaitingSum>& waiting)
{
    std::vector<Group> groups;
    for (const payments::WaitingSum& sum : waiting)
    {
        const auto reasons = reasons_of(sum.reasons);
        const Reason reason = reasons.empty() ? Reason::no_number : reasons.back();
        auto known = std::find_if(groups.begin(), groups.end(),
                                  [&](const Group& group) { return group.reason == reason; });
        if (known == groups.end())
            known = groups.insert(groups.end(), Group{reason, 0, {}});
        add(*known, sum);
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.count > b.count; });
    return groups;
}

WaitingView waiting_view(Language language, const Group& group)
{
    return {receipts_url({Shelf::waiting, {}, group.reason}),
            enum_text(group.reason),
            reason_title(language, group.reason),
            reason_text(language, group.reason),
            http::number_text(language, group.count),
            group.sums};
}

CountView count_view(Language language, std::int64_t count, const char* one, const char* many,
                     http::Url url = http::url("/desk/orders").with("state", "awaiting_payment"))
{
    return {std::move(url), http::number_text(language, count),
            http::translate_plural(language, one, many, count)};
}

std::vector<CountView> proof_counts(Language language, const orders::ProofCounts& proofs)
{
    const auto shelf = [](const char* name) { return http::url("/desk/proofs").with("state", name); };
    std::vector<CountView> out{count_view(language, proofs.waiting, "proof waits for a review",
                                          "proofs wait for a review", shelf("waiting"))};
    if (proofs.overdue > 0)
        out.push_back(count_view(language, proofs.overdue, "order has a proof, but its money is overdue",
                                 "orders have a proof, but their money is overdue", shelf("overdue")));
    return out;
}

std::vector<CountView> order_counts(Language language, const DeskInput& input)
{
    std::vector<CountView> out{
        count_view(language, input.orders_open, "order awaits payment", "orders await payment"),
        count_view(language, input.orders_due, "has its deadline within seven days",
                   "have their deadline within seven days")};
    if (input.orders_overdue > 0)
        out.push_back(count_view(language, input.orders_overdue,
                                 "is past its deadline and awaits the bank's statement",
                                 "are past their deadline and await the bank's statement"));
    if (input.cancel_requests > 0)
        out.push_back({http::url("/desk/cancel-requests"), http::number_text(language, input.cancel_requests),
                       http::translate_plural(language, "partner asks to cancel an order",
                                              "partners ask to cancel an order", input.cancel_requests)});
    return out;
}

std::vector<CountView> money_counts(Language language, const DeskInput& input)
{
    return {count_view(language, input.cases, "case waits for finance", "cases wait for finance",
                       http::url("/desk/cases")),
            count_view(language, input.returns, "repayment has to be made", "repayments have to be made",
                       http::url("/desk/returns"))};
}

} // namespace

DeskView desk_view(const RenderContext& context, const DeskInput& input)
{
    const Language language = context.language;
    DeskView view;
    view.today = input.today;
    view.sees_receipts = input.sees_receipts;
    std::int64_t count = 0;
    for (const Group& group : groups_of(input.waiting))
    {
        view.waiting.push_back(waiting_view(language, group));
        count += group.count;
    }
    view.any_waiting = count > 0;
    view.waiting_text = http::translate_plural(language, "{n} receipt waits for a person.",
                                               "{n} receipts wait for a person.", count);
    view.money = money_counts(language, input);
    view.orders = order_counts(language, input);
    if (input.proofs)
        view.proofs = proof_counts(language, *input.proofs);
    view.any_proofs = !view.proofs.empty();
    view.may_upload = input.may_upload;
    view.upload = upload_form(language);
    for (const auto& file : input.files)
        view.files.push_back(file_row(context, file));
    view.any_files = !view.files.empty();
    return view;
}

} // namespace kvitt::matching
