#include "orders/csv_http.h"

#include "orders/cancelling.h"
#include "orders/proofs.h"
#include "web/context.h"
#include "web/csv.h"
#include "web/exports.h"

namespace kvitt::orders
{
namespace
{

using access::Capability;
using http::Method;
using http::Response;
using web::Context;
using web::Csv;

constexpr std::int64_t page_rows = 500;
constexpr std::size_t search_characters_max = 100;

// What the page's address asks for; its cursor means nothing here.
struct OrdersCsvQuery
{
    std::optional<Text<search_characters_max>> q;
    std::optional<OrderState> state;
};
BOOST_DESCRIBE_STRUCT(OrdersCsvQuery, (), (q, state))

void add(Csv& csv, const Order& order, const TimeZone& zone)
{
    csv.plain(order.number.text()).plain(order.snapshot.partner_id).outside(order.snapshot.legal_name);
    csv.plain(order.offer).plain(enum_text(order.payment_method)).plain(enum_text(order.shown_state()));
    csv.plain(order.quote.net.number()).plain(order.quote.tax.number()).plain(order.quote.total.number());
    csv.money(order.paid).at(order.created_at).day(order.deadline(zone)).at(order.closed_at).end_row();
}

// Newest first, a page at a time; a search is one page.
bool add_orders(Read& read, OrderFilter filter, Csv& csv)
{
    filter.limit = page_rows;
    for (;;)
    {
        const auto page = list(read, filter);
        for (const Order& order : page)
            if (csv.rows() < web::csv_rows_max)
                add(csv, order, read.zone());
        if (static_cast<std::int64_t>(page.size()) < page_rows || filter.text)
            return false;
        if (csv.rows() >= web::csv_rows_max)
            return true;
        filter.before = page.back().created_at;
        filter.before_number = page.back().number.text();
    }
}

Response get_orders_csv(Context& c)
{
    const auto query = c.query<OrdersCsvQuery>();
    Csv csv({"number", "partner_id", "company", "offer", "payment_method", "state", "net", "tax", "total",
             "paid", "currency", "created_at", "deadline", "closed_at"});
    OrderFilter filter;
    filter.state = query.state;
    if (query.q)
        filter.text = query.q->text();
    const bool cut = c.read([&](Read& read) { return add_orders(read, filter, csv); });
    web::record_export(c, "orders", csv.rows());
    return std::move(csv).download("orders.csv", cut);
}

struct ProofsCsvQuery
{
    std::optional<ProofShelf> state;
};
BOOST_DESCRIBE_STRUCT(ProofsCsvQuery, (), (state))

Response get_proofs_csv(Context& c)
{
    const auto shelf = c.query<ProofsCsvQuery>().state.value_or(ProofShelf::waiting);
    Csv csv({"order", "version", "state", "partner_id", "company", "file", "payment_date", "paid_to_account",
             "transaction_ref", "submitted_at", "submitted_by", "reviewed_at", "reviewed_by", "reason"});
    const auto rows =
        c.read([&](Read& read) { return list_shelf(read, shelf, std::nullopt, web::csv_rows_max + 1); });
    for (const ShelvedProof& row : rows)
    {
        const Proof& proof = row.proof;
        if (csv.rows() == web::csv_rows_max)
            break;
        csv.plain(proof.order.text()).plain(proof.version).plain(enum_text(proof.state));
        csv.plain(row.order.snapshot.partner_id)
            .outside(row.order.snapshot.legal_name)
            .outside(proof.file.name);
        csv.day(proof.payment_date).outside(proof.paid_to_account).outside(proof.transaction_ref);
        csv.at(proof.submitted_at)
            .outside(proof.submitted_by)
            .at(proof.reviewed_at)
            .outside(proof.reviewed_by);
        csv.outside(proof.reason).end_row();
    }
    web::record_export(c, "proofs", csv.rows());
    return std::move(csv).download("proofs.csv", static_cast<std::int64_t>(rows.size()) > web::csv_rows_max);
}

Response get_requests_csv(Context& c)
{
    Csv csv(
        {"order", "partner_id", "company", "reason", "money_to", "asked_by", "asked_at", "paid", "currency"});
    c.read([&](Read& read) {
        for (const CancelRequest& one : list_open_requests(read, web::csv_rows_max))
        {
            const Order order = find(read, OrderNumber::parse(one.order_number));
            csv.plain(one.order_number).plain(order.snapshot.partner_id).outside(order.snapshot.legal_name);
            csv.outside(one.reason).plain(enum_text(one.money_to)).outside(one.asked_by).at(one.asked_at);
            csv.money(order.paid).end_row();
        }
    });
    web::record_export(c, "cancel-requests", csv.rows());
    return std::move(csv).download("cancel-requests.csv", csv.rows() == web::csv_rows_max);
}

} // namespace

web::Routes csv_routes()
{
    return {
        {Method::get, "/desk/orders.csv", Capability::desk_read, get_orders_csv,
         "The list of orders as CSV."},
        {Method::get, "/desk/proofs.csv", Capability::view_proofs, get_proofs_csv,
         "The list of proofs as CSV."},
        {Method::get, "/desk/cancel-requests.csv", Capability::desk_read, get_requests_csv,
         "The list of requests to cancel as CSV."},
    };
}

} // namespace kvitt::orders
