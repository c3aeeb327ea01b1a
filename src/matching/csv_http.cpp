#include "matching/csv_http.h"

#include "matching/matcher.h"
#include "matching/receipts_views.h"
#include "payments/cases.h"
#include "payments/credit_back.h"
#include "payments/returns.h"
#include "statements/files.h"
#include "web/context.h"
#include "web/csv.h"
#include "web/exports.h"
#include "web/refusals.h"

namespace kvitt::matching
{
namespace
{

using access::Capability;
using http::Method;
using http::Response;
using payments::Receipt;
using web::Context;
using web::Csv;

constexpr std::int64_t page_rows = 500;
constexpr std::size_t search_characters_max = 100;

void require_desk(const Context& c) { require(c.caller().is_desk(), web::page_not_found); }

std::string partner_id_of(Read& read, const std::optional<Id<partners::Partner>>& partner)
{
    return partner ? partners::find(read, *partner).partner_id : "";
}

// Codes of one cell, parted by blanks.
std::string joined(const json::value& codes)
{
    std::string text;
    if (const auto* all = codes.if_array())
        for (const json::value& one : *all)
            text += (text.empty() ? "" : " ") +
                    (one.is_string() ? std::string(one.get_string()) : json_text(one));
    return text;
}

// What the page's address asks for; its cursor means nothing here.
struct ReceiptsCsvQuery
{
    std::optional<Shelf> state;
    std::optional<Reason> reason;
    std::optional<Text<search_characters_max>> q;
};
BOOST_DESCRIBE_STRUCT(ReceiptsCsvQuery, (), (state, reason, q))

void add(Read& read, Csv& csv, const Receipt& one)
{
    csv.plain(one.id.text())
        .plain(enum_text(one.state))
        .plain(joined(one.reasons))
        .plain(joined(one.candidates));
    csv.money(one.money()).day(one.payment_date).day(one.booking_date).day(one.value_date);
    csv.plain(one.receiving_account).plain(partner_id_of(read, one.partner)).outside(one.payer_name);
    csv.outside(one.payer_account)
        .outside(one.remittance)
        .outside(one.bank_ref)
        .at(one.received_at)
        .end_row();
}

Response get_receipts_csv(Context& c)
{
    require_desk(c);
    const auto query = c.query<ReceiptsCsvQuery>();
    Csv csv({"receipt", "state", "reasons", "candidates", "amount", "currency", "payment_date",
             "booking_date", "value_date", "receiving_account", "partner_id", "payer_name", "payer_account",
             "remittance", "bank_ref", "received_at"});
    payments::ReceiptFilter filter;
    filter.states = states_of(query.state.value_or(Shelf::waiting));
    if (query.reason)
        filter.reason = enum_text(*query.reason);
    if (query.q)
        filter.text = query.q->text();
    filter.limit = page_rows;
    c.read([&](Read& read) {
        for (bool more = true; more && csv.rows() < web::csv_rows_max;)
        {
            const auto page = payments::list(read, filter);
            for (const Receipt& one : page)
                add(read, csv, one);
            more = static_cast<std::int64_t>(page.size()) == page_rows;
            if (more)
                filter.before = page.back().id;
        }
    });
    web::record_export(c, "receipts", csv.rows());
    const bool cut = csv.rows() >= web::csv_rows_max;
    return std::move(csv).download("receipts.csv", cut);
}

Response get_cases_csv(Context& c)
{
    require_desk(c);
    Csv csv({"case", "kind", "partner_id", "order", "receipt", "amount", "currency", "opened_at"});
    c.read([&](Read& read) {
        for (const payments::Case& one : payments::list_open_cases(read, web::csv_rows_max))
        {
            csv.plain(one.id.text()).plain(enum_text(one.kind)).plain(partner_id_of(read, one.partner));
            csv.plain(one.order_number.value_or("")).plain(one.receipt ? one.receipt->text() : "");
            csv.money(one.money()).at(one.opened_at).end_row();
        }
    });
    web::record_export(c, "cases", csv.rows());
    const bool cut = csv.rows() == web::csv_rows_max;
    return std::move(csv).download("cases.csv", cut);
}

Response get_returns_csv(Context& c)
{
    require_desk(c);
    Csv csv({"repayment", "reference", "receipt", "partner_id", "amount", "currency", "to_name", "to_account",
             "reason", "decided_by", "at"});
    c.read([&](Read& read) {
        for (const payments::Return& one : payments::list_decided(read, web::csv_rows_max))
        {
            csv.plain(one.id.text()).plain(one.reference()).plain(one.receipt.text());
            csv.plain(partner_id_of(read, one.partner)).money(one.money()).outside(one.to_name);
            csv.outside(one.to_account).outside(one.reason).outside(one.decided_by).at(one.at).end_row();
        }
    });
    web::record_export(c, "repayments", csv.rows());
    const bool cut = csv.rows() == web::csv_rows_max;
    return std::move(csv).download("repayments.csv", cut);
}

Response get_credits_csv(Context& c)
{
    require_desk(c);
    Csv csv({"partner_id", "company", "amount", "currency"});
    c.read([&](Read& read) {
        for (const payments::PartnerCredit& one : payments::list_credits(read, {}, web::csv_rows_max))
        {
            const partners::Partner partner = partners::find(read, one.partner);
            csv.plain(partner.partner_id).outside(partner.legal_name).money(one.money()).end_row();
        }
    });
    web::record_export(c, "credits", csv.rows());
    const bool cut = csv.rows() == web::csv_rows_max;
    return std::move(csv).download("credits.csv", cut);
}

Response get_files_csv(Context& c)
{
    Csv csv({"file", "name", "state", "format", "statements", "entries", "known", "bytes", "sha256",
             "brought_by", "taken_at", "error"});
    const auto files =
        c.read([](Read& read) { return statements::list_files(read, std::nullopt, web::csv_rows_max); });
    for (const statements::FileSummary& one : files)
    {
        csv.plain(one.id.text()).outside(one.name).plain(enum_text(one.state)).plain(one.format.value_or(""));
        csv.plain(one.statement_count).plain(one.entry_count).plain(one.known_count).plain(one.bytes);
        csv.plain(one.sha256).outside(one.actor_name).at(one.taken_at).outside(one.error_message).end_row();
    }
    web::record_export(c, "statements", csv.rows());
    const bool cut = csv.rows() == web::csv_rows_max;
    return std::move(csv).download("statements.csv", cut);
}

// What became of an entry, in a word.
std::string fate(const statements::EntrySummary& entry, const std::optional<Receipt>& receipt)
{
    if (receipt)
        return enum_text(receipt->state);
    if (entry.known)
        return "known";
    if (entry.status != statements::EntryStatus::booked)
        return enum_text(entry.status);
    if (entry.held)
        return "held";
    return entry.waits ? "waits" : entry.amount < 0 ? "out" : "batch";
}

void add_entries(Read& read, const statements::StatementSummary& statement, Csv& csv)
{
    std::optional<Id<statements::StoredEntry>> after;
    for (bool more = true; more && csv.rows() < web::csv_rows_max;)
    {
        const auto page = statements::list_entries(read, statement.id, after, page_rows);
        for (const statements::EntrySummary& one : page)
        {
            after = one.id;
            const auto receipt = payments::try_find_by_entry(read, one.id.value());
            csv.plain(statement.number)
                .outside(statement.account)
                .plain(one.line)
                .money({one.amount, one.currency});
            csv.day(one.booking_date).day(one.value_date).plain(fate(one, receipt));
            csv.plain(receipt ? receipt->id.text() : "").outside(one.counterparty).outside(one.creditor_ref);
            csv.outside(one.remittance).outside(one.bank_ref).end_row();
        }
        more = static_cast<std::int64_t>(page.size()) == page_rows;
    }
}

Response get_entries_csv(Context& c)
{
    require_desk(c);
    const auto id = c.param_as<Id<statements::File>>("id");
    Csv csv({"statement", "account", "line", "amount", "currency", "booking_date", "value_date", "became",
             "receipt", "counterparty", "creditor_ref", "remittance", "bank_ref"});
    c.read([&](Read& read) {
        statements::find_file(read, id);
        for (const auto& statement : statements::list_statements(read, id))
            add_entries(read, statement, csv);
    });
    web::record_export(c, "entries", csv.rows());
    const bool cut = csv.rows() >= web::csv_rows_max;
    return std::move(csv).download("entries.csv", cut);
}

} // namespace

web::Routes csv_routes()
{
    return {
        {Method::get, "/desk/receipts.csv", Capability::view_receipts, get_receipts_csv,
         "The list of receipts as CSV, with reasons and candidates."},
        {Method::get, "/desk/cases.csv", Capability::view_receipts, get_cases_csv, "The open cases as CSV."},
        {Method::get, "/desk/returns.csv", Capability::view_receipts, get_returns_csv,
         "The repayments to be paid out as CSV."},
        {Method::get, "/desk/credits.csv", Capability::view_receipts, get_credits_csv,
         "Partners' credit as CSV."},
        {Method::get, "/desk/statements.csv", Capability::desk_read, get_files_csv,
         "The list of statement files as CSV."},
        {Method::get, "/desk/statements/{id}/entries.csv", Capability::view_receipts, get_entries_csv,
         "A file's entries as CSV, with what became of each."},
    };
}

} // namespace kvitt::matching
