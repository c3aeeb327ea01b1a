#include "matching/cases_views.h"

#include "http/locale.h"
#include "http/messages.h"
#include "orders/number.h"

namespace kvitt::matching
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using payments::Case;
using payments::CaseKind;

struct KindWords
{
    const char* kind;
    const char* next;
};

KindWords words_of(CaseKind kind)
{
    switch (kind)
    {
    case CaseKind::bank_return:
        return {msg("A bank took a payment back"),
                msg("What it had paid is open again or has ended. Write to the company; it may pay again.")};
    case CaseKind::unknown_return:
        return {msg("A bank took back an unknown payment"),
                msg("Find out with the bank which payment it was, and take that payment back by hand.")};
    case CaseKind::discount_unearned:
        return {msg("A discount has lost its ground"),
                msg("The membership that earned this discount lost its money. Decide whether it stands.")};
    case CaseKind::return_wanted:
        return {msg("A company wants its credit back"),
                msg("Send it back, or write to the company why not.")};
    }
    return {"", ""};
}

std::string moment(const RenderContext& context, Instant at)
{
    return http::instant_text(context.language, at, context.zone);
}

std::vector<web::ActionView> links_of(Language language, const CaseFacts& facts)
{
    std::vector<web::ActionView> out;
    const Case& about = facts.about;
    if (about.kind == CaseKind::return_wanted && facts.company)
        out.push_back({http::url("/desk/partners/{}/credit", facts.company->partner_id),
                       translate(language, "The company's credit")});
    if (about.receipt)
        out.push_back({http::url("/desk/receipts/{}", *about.receipt), translate(language, "The receipt")});
    if (about.order_number && about.kind != CaseKind::return_wanted)
        out.push_back({http::url("/desk/orders/{}", *about.order_number), translate(language, "The order")});
    if (facts.file)
        out.push_back({*facts.file, translate(language, "The statement file")});
    return out;
}

} // namespace

std::string case_word(Language language, CaseKind kind) { return translate(language, words_of(kind).kind); }

CaseView case_view(const RenderContext& context, const CaseFacts& facts)
{
    const Language language = context.language;
    const Case& about = facts.about;
    CaseView view;
    view.url = http::url("/desk/cases/{}", about.id);
    view.code = enum_text(about.kind);
    view.kind = case_word(language, about.kind);
    view.has_company = facts.company.has_value();
    if (facts.company)
        view.company = facts.company->legal_name;
    view.has_order = about.order_number.has_value();
    if (about.order_number)
    {
        view.order = orders::OrderNumber::parse(*about.order_number).shown();
        view.order_url = http::url("/desk/orders/{}", *about.order_number);
    }
    view.amount = about.money();
    view.since = moment(context, about.opened_at);
    view.next = translate(language, words_of(about.kind).next);
    view.links = links_of(language, facts);
    view.open = !about.closed_at;
    if (about.closed_at)
        view.outcome = translate(language, "{who} closed it on {day}: {note}",
                                 {{"who", about.closed_by.value_or("")},
                                  {"day", moment(context, *about.closed_at)},
                                  {"note", about.note.value_or("")}});
    view.close = http::url("/desk/cases/{}/close", about.id);
    return view;
}

CasesView cases_view(const RenderContext& context, const std::vector<CaseFacts>& cases)
{
    CasesView view;
    for (const CaseFacts& facts : cases)
        view.rows.push_back(case_view(context, facts));
    view.any = !view.rows.empty();
    return view;
}

} // namespace kvitt::matching
