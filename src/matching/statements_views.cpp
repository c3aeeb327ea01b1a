#include "matching/statements_views.h"

#include "base/text.h"
#include "http/locale.h"
#include "matching/reasons.h"

namespace kvitt::matching
{
namespace
{

using http::Language;
using http::RenderContext;
using http::translate;
using orders::StateView;

FileFaultView fault_view(const std::optional<std::int64_t>& line, const std::optional<std::string>& element,
                         const std::string& message)
{
    return {line ? std::optional(std::to_string(*line)) : std::nullopt, element, message};
}

StateView result_state(Language language, const std::string& result)
{
    if (result == "taken")
        return {result, translate(language, "Taken"), "good"};
    if (result == "already_known")
        return {result, translate(language, "Already known"), "past"};
    return {result, translate(language, "Refused"), "bad"};
}

StateView file_state(Language language, statements::FileState state)
{
    using statements::FileState;
    switch (state)
    {
    case FileState::staged:
        return {enum_text(state), translate(language, "Being read"), "wait"};
    case FileState::taken:
        return {enum_text(state), translate(language, "Taken"), "good"};
    case FileState::refused:
        return {enum_text(state), translate(language, "Refused"), "bad"};
    case FileState::undone:
        return {enum_text(state), translate(language, "Undone"), "past"};
    }
    return {};
}

std::string entries_words(Language language, std::int64_t entries)
{
    return http::translate_plural(language, "{n} entry", "{n} entries", entries);
}

std::string statements_words(Language language, std::int64_t statements)
{
    return http::translate_plural(language, "{n} statement", "{n} statements", statements);
}

std::string upload_words(Language language, const Imported& imported)
{
    if (imported.result == "refused")
        return translate(language, "Nothing was changed.");
    if (imported.result == "already_known")
        return translate(language, "This file was taken before. Nothing was changed.");
    std::string out = statements_words(language, imported.statements) + ", " +
                      entries_words(language, imported.entries) + ".";
    if (imported.known > 0)
        out += " " + http::translate_plural(language, "{n} of them was known from an earlier file.",
                                            "{n} of them were known from earlier files.", imported.known);
    return out;
}

std::vector<OutcomeView> outcome_views(Language language, const Imported& imported)
{
    using payments::ReceiptState;
    std::vector<OutcomeView> out;
    const auto add = [&](std::string word, std::int64_t count) {
        if (count > 0)
            out.push_back({std::move(word), http::number_text(language, count)});
    };
    add(orders::receipt_word(language, ReceiptState::allocated), imported.allocated);
    add(translate(language, "Part paid"), imported.part_paid);
    add(orders::receipt_word(language, ReceiptState::credit), imported.credit);
    add(orders::receipt_word(language, ReceiptState::suggested), imported.suggested);
    add(orders::receipt_word(language, ReceiptState::held), imported.held);
    add(orders::receipt_word(language, ReceiptState::unmatched), imported.unmatched);
    return out;
}

std::string file_words(Language language, const statements::FileSummary& file)
{
    if (file.state == statements::FileState::refused)
        return translate(language, "Nothing was changed.");
    std::string out =
        statements_words(language, file.statement_count) + ", " + entries_words(language, file.entry_count);
    if (file.known_count > 0)
        out +=
            ", " + http::translate_plural(language, "{n} known before", "{n} known before", file.known_count);
    return out;
}

std::string who_words(Language language, const std::string& actor)
{
    if (actor == "bank")
        return translate(language, "the inbox");
    return actor == "system" ? translate(language, "kvitt itself") : actor;
}

} // namespace

UploadFormView upload_form(Language language)
{
    return {translate(language, "camt.053 as the bank delivers it, in any version; up to {n} files at once.",
                      {{"n", std::to_string(upload_files_max)}}),
            std::nullopt};
}

UploadView upload_view(const RenderContext& context, const Imported& imported,
                       const std::optional<http::Url>& page)
{
    const Language language = context.language;
    UploadView view;
    view.name = imported.path;
    view.state = result_state(language, imported.result);
    view.text = upload_words(language, imported);
    if (const auto& error = imported.error)
        view.fault = fault_view(error->line, error->element, error->message);
    if (imported.result == "taken")
        view.outcomes = outcome_views(language, imported);
    view.any_outcomes = !view.outcomes.empty();
    for (const std::string& number : imported.activated)
        if (view.activated.size() < activated_shown_max)
            view.activated.push_back(
                {http::url("/desk/orders/{}", number), orders::OrderNumber::parse(number).shown()});
    view.any_activated = !view.activated.empty();
    view.url = page;
    return view;
}

FileRowView file_row(const RenderContext& context, const statements::FileSummary& file)
{
    FileRowView row;
    row.url = http::url("/desk/statements/{}", file.id);
    row.name = file.name;
    row.state = file_state(context.language, file.state);
    if (file.error_message)
        row.fault = fault_view(file.error_line, file.error_element, *file.error_message);
    row.text = file_words(context.language, file);
    row.who = who_words(context.language, file.actor_name);
    if (file.taken_at)
        row.when = http::instant_text(context.language, *file.taken_at, context.zone);
    return row;
}

StatementsView statements_view(const RenderContext& context, const StatementsInput& input)
{
    const Language language = context.language;
    StatementsView view;
    view.may_upload = input.may_upload;
    view.upload = upload_form(language);
    view.upload.fault = input.fault;
    view.results = input.results;
    view.any_results = !view.results.empty();
    for (const auto& file : input.files)
        view.files.push_back(file_row(context, file));
    view.any = !view.files.empty();
    view.empty = {translate(language, "No statement files yet"),
                  translate(language,
                            "They come from the inbox folder, a command or an upload, and stay here with "
                            "what became of each entry."),
                  std::nullopt};
    if (input.more && view.any)
        view.pager = web::PagerView{
            std::nullopt, http::url("/desk/statements").with("before", input.files.back().id.text())};
    return view;
}

namespace
{

std::string period_words(Language language, const statements::StatementSummary& statement)
{
    if (!statement.from_day && !statement.to_day)
        return statement.statement_id;
    const auto day = [&](const std::optional<Date>& date) {
        return date ? http::date_medium(language, *date) : std::string("…");
    };
    if (statement.from_day == statement.to_day)
        return day(statement.to_day);
    return day(statement.from_day) + " – " + day(statement.to_day);
}

StateView sum_state(Language language, const std::optional<bool>& adds_up)
{
    if (!adds_up)
        return {"not_known", translate(language, "Cannot be judged"), "past"};
    return *adds_up ? StateView{"adds_up", translate(language, "Adds up"), "good"}
                    : StateView{"does_not_add_up", translate(language, "Does not add up"), "bad"};
}

std::optional<Money> balance(const std::optional<std::int64_t>& amount,
                             const std::optional<Currency>& currency)
{
    return amount && currency ? std::optional(Money(*amount, *currency)) : std::nullopt;
}

StatementRowView statement_row(const RenderContext& context, const StatementFileInput& input,
                               const statements::StatementSummary& statement)
{
    const Language language = context.language;
    StatementRowView row;
    row.url = http::url("/desk/statements/{}", input.file.id).with("statement", statement.number);
    row.account = statement.account;
    row.period = period_words(language, statement);
    row.entries = entries_words(language, statement.entry_count);
    row.opening = balance(statement.opening, statement.opening_currency);
    row.closing = balance(statement.closing, statement.closing_currency);
    row.sum = sum_state(language, statement.adds_up);
    if (const auto* warnings = statement.warnings.if_array())
        for (const json::value& warning : *warnings)
            if (const auto* text = warning.if_string())
                row.warnings.emplace_back(text->data(), text->size());
    row.any_warnings = !row.warnings.empty();
    row.current = input.shown && input.shown->id == statement.id;
    return row;
}

struct Outcome
{
    const char* code;
    const char* word;
    const char* tone;
    const char* why;
};

// What became of an entry that is no receipt; the first row that holds.
Outcome outcome_of(const statements::EntrySummary& entry, bool ours)
{
    using statements::EntryStatus;
    if (!ours)
        return {"not_ours", msg("Another account"), "past",
                msg("The account is not one on which the programme receives money.")};
    if (entry.status != EntryStatus::booked)
        return {"not_booked", msg("Not booked"), "past", msg("It counts when the bank has booked it.")};
    if (entry.known)
        return {"known", msg("Known before"), "past", msg("An earlier file held the same entry.")};
    if (entry.held)
        return {"held", msg("Held"), "wait", ""};
    if (entry.waits)
        return {"waits", msg("Being placed"), "wait", msg("It gets its place within moments.")};
    if (entry.amount < 0)
        return {"money_out", msg("Money out"), "past", msg("In the books, but no payment for an order.")};
    return {"batch", msg("Batch"), "past", msg("Its payments follow, each by itself.")};
}

void tell_outcome(Language language, const StatementFileInput& input, const EntryFacts& facts,
                  EntryRowView& row)
{
    if (facts.receipt)
    {
        row.state = receipt_state(language, facts.receipt->state);
        const auto reasons = reasons_of(facts.receipt->reasons);
        row.why = reasons.empty() ? "" : reason_title(language, reasons.back());
        if (input.sees_receipts)
            row.receipt = http::url("/desk/receipts/{}", facts.receipt->id);
        return;
    }
    const Outcome outcome = outcome_of(facts.entry, input.shown && input.shown->ours);
    row.state = {outcome.code, translate(language, outcome.word), outcome.tone};
    row.why = *outcome.why == 0 ? facts.entry.held.value_or("") : translate(language, outcome.why);
}

EntryRowView entry_row(Language language, const StatementFileInput& input, const EntryFacts& facts)
{
    const statements::EntrySummary& entry = facts.entry;
    EntryRowView row;
    row.line = std::to_string(entry.line);
    if (const auto day = entry.booking_date ? entry.booking_date : entry.value_date)
        row.day = http::date_medium(language, *day);
    if (entry.amount != 0)
        row.amount = Money(entry.amount, entry.currency);
    row.lines = marked_lines(language, entry.remittance.value_or(entry.creditor_ref.value_or("")),
                             listed_characters_max);
    row.counterparty = entry.counterparty;
    tell_outcome(language, input, facts, row);
    return row;
}

std::vector<web::FactView> file_facts(const RenderContext& context, const statements::FileSummary& file)
{
    const Language language = context.language;
    std::vector<web::FactView> out;
    const auto add = [&](const char* label, std::string value) {
        if (!value.empty())
            out.push_back({translate(language, label), std::move(value), std::nullopt});
    };
    add(msg("Format"), file.format.value_or(""));
    add(msg("Size"), translate(language, "{n} bytes", {{"n", http::number_text(language, file.bytes)}}));
    add(msg("Brought by"), who_words(language, file.actor_name));
    if (file.taken_at)
        add(file.state == statements::FileState::refused ? msg("Refused at") : msg("Taken at"),
            http::instant_text(language, *file.taken_at, context.zone));
    add(msg("SHA-256"), file.sha256);
    return out;
}

} // namespace

StatementFileView statement_file_view(const RenderContext& context, const StatementFileInput& input)
{
    const Language language = context.language;
    StatementFileView view;
    view.name = input.file.name;
    view.state = file_state(language, input.file.state);
    view.text = file_words(language, input.file);
    if (input.file.error_message)
        view.fault = fault_view(input.file.error_line, input.file.error_element, *input.file.error_message);
    view.undoing = undo_state_view(context, input.undoing, input.to_undo);
    if (input.may_undo && input.file.state == statements::FileState::taken && !input.undoing.is_under_way())
        view.undo = http::url("/desk/statements/{}/undo", input.file.id);
    view.facts = file_facts(context, input.file);
    for (const auto& statement : input.statements)
        view.statements.push_back(statement_row(context, input, statement));
    view.any_statements = !view.statements.empty();
    if (input.more_statements)
        view.statements_pager = web::PagerView{std::nullopt, input.more_statements};
    if (input.shown)
        view.shown = input.shown->account + ", " + period_words(language, *input.shown);
    for (const EntryFacts& facts : input.entries)
        view.entries.push_back(entry_row(language, input, facts));
    view.any_entries = !view.entries.empty();
    if (input.sees_receipts && view.any_entries)
        view.entries_csv = http::url("/desk/statements/{}/entries.csv", input.file.id);
    if (input.more_entries)
        view.entries_pager = web::PagerView{std::nullopt, input.more_entries};
    return view;
}

} // namespace kvitt::matching
