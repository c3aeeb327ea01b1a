#include "reports/accounts_views.h"

#include "base/text.h"
#include "http/locale.h"
#include "http/messages.h"

namespace kvitt::reports
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using orders::StateView;
using statements::StatementSummary;

constexpr std::size_t sequence_digits_max = 15;

std::optional<std::int64_t> number_of(const std::optional<std::string>& sequence)
{
    if (!sequence || sequence->empty() || !all_digits(*sequence) || sequence->size() > sequence_digits_max)
        return std::nullopt;
    return std::stoll(*sequence);
}

std::optional<Money> money_of(std::optional<std::int64_t> amount, std::optional<Currency> currency)
{
    return amount && currency ? std::optional(Money(*amount, *currency)) : std::nullopt;
}

std::vector<std::string> break_words(Language language, const ChainBreak& found)
{
    std::vector<std::string> out;
    if (found.jump)
        out.push_back(with_facts(
            translate(language, "The balance jumps by {amount}: something is missing or doubled here."),
            {{"amount", http::money_text(language, *found.jump)}}));
    if (found.missing)
        out.push_back(with_facts(translate(language, "Statements that are not here: {numbers}."),
                                 {{"numbers", *found.missing}}));
    return out;
}

std::size_t count_breaks(const std::vector<StatementSummary>& statements)
{
    std::size_t count = 0;
    for (std::size_t at = 1; at < statements.size(); ++at)
    {
        const ChainBreak found = chain_break(statements[at - 1], statements[at]);
        count += found.jump || found.missing ? 1 : 0;
    }
    return count;
}

StateView chain_state(Language language, const AccountChain& chain)
{
    if (chain.statements.empty())
        return {"none", translate(language, "No statements yet"), "past"};
    return count_breaks(chain.statements) == 0 ? StateView{"whole", translate(language, "Unbroken"), "good"}
                                               : StateView{"broken", translate(language, "Broken"), "bad"};
}

StateView sum_state(Language language, const StatementSummary& one)
{
    if (!one.adds_up)
        return {"not_told", translate(language, "Not told"), "past"};
    return *one.adds_up ? StateView{"adds_up", translate(language, "Adds up"), "good"}
                        : StateView{"does_not", translate(language, "Does not add up"), "bad"};
}

std::string period_text(Language language, const StatementSummary& one)
{
    const std::string from = one.from_day ? http::date_medium(language, *one.from_day) + " – " : "";
    return one.to_day ? from + http::date_medium(language, *one.to_day) : translate(language, "Not told");
}

ChainRowView chain_row(Language language, const StatementSummary* before, const StatementSummary& one)
{
    ChainRowView row;
    row.file = http::url("/desk/statements/{}", one.file).with("statement", one.number);
    row.period = period_text(language, one);
    row.sequence = one.sequence.value_or("");
    row.opening = money_of(one.opening, one.opening_currency);
    row.closing = money_of(one.closing, one.closing_currency);
    row.sum = sum_state(language, one);
    if (before != nullptr)
        row.breaks = break_words(language, chain_break(*before, one));
    row.any_breaks = !row.breaks.empty();
    return row;
}

std::string name_of(const catalogue::ReceivingAccount& account)
{
    return account.bank + ", " + account.currency.text();
}

} // namespace

ChainBreak chain_break(const StatementSummary& before, const StatementSummary& after)
{
    ChainBreak found;
    const auto closed = money_of(before.closing, before.closing_currency);
    const auto opened = money_of(after.opening, after.opening_currency);
    if (closed && opened && closed->currency() == opened->currency() && *closed != *opened)
        found.jump = *opened - *closed;
    const auto last = number_of(before.sequence);
    const auto next = number_of(after.sequence);
    if (last && next && *next > *last + 1)
        found.missing = *next == *last + 2 ? std::to_string(*last + 1)
                                           : std::to_string(*last + 1) + "–" + std::to_string(*next - 1);
    return found;
}

BankAccountsView bank_accounts_view(const RenderContext& context, const std::vector<AccountChain>& accounts)
{
    BankAccountsView view;
    for (const AccountChain& chain : accounts)
    {
        AccountRowView row{http::url("/desk/reports/accounts/{}", chain.account.code),
                           name_of(chain.account),
                           chain.account.number,
                           {},
                           {},
                           chain_state(context.language, chain)};
        if (!chain.statements.empty())
        {
            const StatementSummary& last = chain.statements.back();
            row.until = period_text(context.language, last);
            row.closing = money_of(last.closing, last.closing_currency);
        }
        view.accounts.push_back(std::move(row));
    }
    return view;
}

BankAccountView bank_account_view(const RenderContext& context, const AccountChain& chain)
{
    const Language language = context.language;
    BankAccountView view;
    view.name = name_of(chain.account);
    view.number = chain.account.number;
    const auto breaks = static_cast<std::int64_t>(count_breaks(chain.statements));
    view.tone = breaks == 0 ? "good" : "bad";
    view.outcome = breaks == 0 ? translate(language, "Each statement begins where the one before it ended.")
                               : http::translate_plural(language, "The chain is broken in {n} place.",
                                                        "The chain is broken in {n} places.", breaks);
    const std::size_t shown = std::min(chain.statements.size(), chain_rows_max);
    for (std::size_t back = 0; back < shown; ++back)
    {
        const std::size_t at = chain.statements.size() - 1 - back;
        view.rows.push_back(
            chain_row(language, at == 0 ? nullptr : &chain.statements[at - 1], chain.statements[at]));
    }
    view.any = !view.rows.empty();
    if (shown < chain.statements.size())
        view.older = with_facts(
            translate(language, "And {n} more."),
            {{"n", http::number_text(language, static_cast<std::int64_t>(chain.statements.size() - shown))}});
    return view;
}

} // namespace kvitt::reports
