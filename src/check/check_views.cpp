#include "check/check_views.h"

#include "http/locale.h"
#include "http/messages.h"

namespace kvitt::check
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;

struct Words
{
    const char* name;
    const char* proves;
};

constexpr Words words[] = {
    {"journal_balances", msg("Every journal transaction sums to zero in each currency and names its event.")},
    {"journal_equals_tables",
     msg("The accounts of the journal hold what receipts, credit, repayments and orders say.")},
    {"receipts_add_up",
     msg("Every receipt is allocated, in credit, returned or waiting: no part is missing.")},
    {"orders_paid", msg("Every active order has its whole total in money or written off.")},
    {"one_open_order", msg("No company has two open orders for one kind of membership.")},
    {"one_activation", msg("No order was activated twice.")},
    {"bank_equals_statements", msg("Every bank account has the closing balance of its statements.")},
    {"events_sealed", msg("Every event is sealed in one unbroken chain.")},
    {"chain_anchored",
     msg("The chain holds the heads that were kept elsewhere. Give them with kvitt check --anchor FILE.")},
    {"documents_due", msg("Every active order has its invoice, or stands in the queue for one.")},
    {"files_kept", msg("Every proof and bank file that the books name is there.")},
};

std::string proves(Language language, const std::string& name)
{
    for (const Words& one : words)
        if (name == one.name)
            return translate(language, one.proves);
    return name;
}

CheckState state_of(Language language, bool ok)
{
    return ok ? CheckState{"ok", translate(language, "In order"), "good"}
              : CheckState{"wrong", translate(language, "Wrong"), "bad"};
}

std::string moment(const RenderContext& context, Instant at)
{
    return http::instant_text(context.language, at, context.zone);
}

std::string took_text(const RenderContext& context, std::int64_t us)
{
    constexpr std::int64_t us_per_ms = 1000;
    return with_facts(translate(context.language, "{ms} ms"),
                      {{"ms", http::number_text(context.language, (us + us_per_ms - 1) / us_per_ms)}});
}

RunRowView run_row(const RenderContext& context, const Run& run)
{
    return {moment(context, *run.done_at),
            run.asked_by.empty()
                ? translate(context.language, "It was time")
                : with_facts(translate(context.language, "Asked for by {who}"), {{"who", run.asked_by}}),
            took_text(context, *run.took_us), state_of(context.language, *run.ok)};
}

void tell_last(const RenderContext& context, const Run& run, ChecksView& view)
{
    view.tone = *run.ok ? "good" : "bad";
    view.outcome = with_facts(translate(context.language, *run.ok ? msg("The books were in order at {when}.")
                                                                  : msg("Something was wrong at {when}.")),
                              {{"when", moment(context, *run.done_at)}});
    const auto report = from_json<Report>(*run.report);
    for (const Result& one : report.checks)
        view.checks.push_back({one.name, proves(context.language, one.name),
                               state_of(context.language, one.ok), one.rows, !one.rows.empty()});
    view.any_checks = true;
}

} // namespace

ChecksView checks_view(const RenderContext& context, const std::optional<Run>& asked,
                       const std::vector<Run>& done)
{
    ChecksView view;
    if (!done.empty())
        tell_last(context, done.front(), view);
    if (asked || done.empty())
    {
        view.waiting =
            translate(context.language, "The books are being checked. This page shows the answer.");
        view.refresh = http::url("/desk/check");
    }
    view.may_ask = !view.waiting;
    for (const Run& run : done)
        view.runs.push_back(run_row(context, run));
    return view;
}

} // namespace kvitt::check
