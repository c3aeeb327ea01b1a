#include "reports/journal_views.h"

#include "http/locale.h"
#include "http/messages.h"

#include <boost/json.hpp>

namespace kvitt::reports
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using ledger::JournalPosting;

struct KindRow
{
    const char* kind;
    const char* words;
};

constexpr KindRow kind_rows[] = {
    {"entry_in", msg("Payment in")},
    {"other_entry", msg("Bank line without an order")},
    {"account_begun", msg("The account's books begin")},
    {"allocated", msg("Put on an order")},
    {"credit_allocated", msg("Credit put on an order")},
    {"to_credit", msg("Kept as credit")},
    {"released_to_credit", msg("Released from an order to credit")},
    {"order_completed", msg("Order paid: it is active")},
    {"allocation_undone", msg("Taken off an order")},
    {"credit_undone", msg("Taken out of credit")},
    {"completion_reversed", msg("Order lost its money: no longer active")},
    {"revenue_released", msg("A month's part of the fee earned")},
    {"revenue_taken_back", msg("Earned fee taken back")},
    {"exchanged", msg("Accepted at a written rate")},
    {"taken_by_bank", msg("Taken back by the bank")},
    {"return_decided", msg("Repayment decided")},
    {"return_paid_out", msg("Repayment out")},
    {"return_undone", msg("Repayment or return undone")},
    {"entry_withdrawn", msg("Payment withdrawn")},
    {"other_entry_undone", msg("Bank line undone")},
};

const char* class_words(AccountClass in)
{
    switch (in)
    {
    case AccountClass::assets:
        return msg("Assets");
    case AccountClass::liabilities:
        return msg("Liabilities");
    case AccountClass::equity:
        return msg("Balancing accounts");
    case AccountClass::income:
        return msg("Income");
    case AccountClass::expenses:
        return msg("Expenses");
    }
    return "";
}

std::string side_of(Language language, std::int64_t amount)
{
    if (amount == 0)
        return "–";
    return amount < 0 ? translate(language, "Credit") : translate(language, "Debit");
}

Money size_of(std::int64_t amount, Currency currency)
{
    const Money money(amount, currency);
    return amount < 0 ? -money : money;
}

std::vector<web::ActionView> links_of(Language language, const JournalPosting& one, bool sees_receipts)
{
    std::vector<web::ActionView> out;
    if (one.order_number)
        out.push_back({http::url("/desk/orders/{}", *one.order_number),
                       orders::OrderNumber::parse(*one.order_number).shown()});
    if (one.receipt && sees_receipts)
        out.push_back(
            {http::url("/desk/receipts/{}", id_text(*one.receipt)), translate(language, "The receipt")});
    return out;
}

} // namespace

std::string kind_words(Language language, const std::string& kind)
{
    for (const KindRow& row : kind_rows)
        if (kind == row.kind)
            return translate(language, row.words);
    return kind;
}

std::vector<std::string> kinds_with_words()
{
    std::vector<std::string> kinds;
    for (const KindRow& row : kind_rows)
        kinds.emplace_back(row.kind);
    return kinds;
}

http::Url postings_url(const std::string& account, Currency currency)
{
    return http::url("/desk/reports/postings").with("account", account).with("currency", currency.text());
}

http::Url transaction_url(Id<ledger::Transaction> id) { return http::url("/desk/reports/journal/{}", id); }

BalancesView balances_view(const RenderContext& context, const std::vector<ledger::Balance>& balances)
{
    BalancesView view;
    for (const auto in : {AccountClass::assets, AccountClass::liabilities, AccountClass::equity,
                          AccountClass::income, AccountClass::expenses})
    {
        ClassView shown{translate(context.language, class_words(in)), {}};
        for (const ledger::Balance& one : balances)
            if (class_of(one.account) == in)
                shown.balances.push_back({postings_url(one.account, one.currency), one.account,
                                          side_of(context.language, one.amount),
                                          size_of(one.amount, one.currency)});
        if (!shown.balances.empty())
            view.classes.push_back(std::move(shown));
    }
    view.any = !view.classes.empty();
    return view;
}

PostingsView postings_view(const RenderContext& context, const PostingsInput& input)
{
    const Language language = context.language;
    PostingsView view;
    view.account = input.account;
    view.currency = input.currency.text();
    view.balance = size_of(input.balance, input.currency);
    view.side = side_of(language, input.balance);
    view.csv = http::url("/desk/reports/postings.csv")
                   .with("account", input.account)
                   .with("currency", input.currency.text());
    for (const JournalPosting& one : input.rows)
        view.rows.push_back({transaction_url(one.journal_transaction),
                             http::date_medium(language, one.posting_date), kind_words(language, one.kind),
                             size_of(one.amount, one.currency), side_of(language, one.amount),
                             links_of(language, one, input.sees_receipts)});
    view.any = !view.rows.empty();
    if (input.more)
        view.pager.next = postings_url(input.account, input.currency)
                              .with("before", input.rows.back().journal_transaction.text());
    return view;
}

JournalTransactionView transaction_view(const RenderContext& context, const JournalTransactionInput& input)
{
    const Language language = context.language;
    const JournalPosting& first = input.postings.front();
    JournalTransactionView view;
    view.title = kind_words(language, first.kind);
    const auto add = [&](const char* label, std::string value) {
        view.facts.push_back({translate(language, label), std::move(value), std::nullopt});
    };
    add(msg("Posting date"), http::date_long(language, first.posting_date));
    if (input.event)
    {
        add(msg("Written"), http::instant_text(language, input.event->at, context.zone));
        add(msg("By"),
            input.event->actor_name.empty() ? enum_text(input.event->actor_kind) : input.event->actor_name);
        add(msg("Event"),
            input.event->kind + (input.event->seq > 0 ? ", " + std::to_string(input.event->seq) : ""));
        view.event = json_pretty(input.event->body);
    }
    if (input.company)
        add(msg("Company"), *input.company);
    add(msg("Journal transaction"), first.journal_transaction.text());
    view.links = links_of(language, first, input.sees_receipts);
    if (input.statement_file)
        view.links.push_back({*input.statement_file, translate(language, "The statement file")});
    for (const JournalPosting& one : input.postings)
        view.lines.push_back({postings_url(one.account, one.currency), side_of(language, one.amount),
                              one.account, size_of(one.amount, one.currency)});
    return view;
}

} // namespace kvitt::reports
