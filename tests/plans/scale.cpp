#include "plans/scale.h"

#include "access/sign_in.h"
#include "base/secret.h"
#include "events/events.h"
#include "matching/import.h"
#include "matching/placing.h"
#include "orders/cancelling.h"
#include "statements/files.h"
#include "support/programme.h"
#include "web/idempotency.h"

#include <fstream>

namespace kvitt::plans
{
namespace
{

constexpr std::size_t rows_in_one_write = 200;
constexpr std::size_t work_count = 20;      // of each thing in a day's work
constexpr std::size_t files_of_growth = 10; // so that a statement has as many before it in both sizes
constexpr Days past_deadline_and_grace{45};
const std::string account = "SE4550000000058398257466";
const Currency sek = Currency::parse("SEK");
const Money fee = Money::parse("23625.00", sek);
const Money part = Money::parse("1000.00", sek);

matching::Incoming incoming(Tx& tx, const std::string& text, const std::string& payer, Money amount)
{
    matching::Incoming out;
    out.receiving_account = "sek";
    out.amount = amount;
    out.payment_date = tx.today();
    out.payer_name = payer;
    out.remittance = text;
    return out;
}

web::IdempotentUse use_of(std::size_t serial)
{
    return {"user:1", "POST /purchase/{offer}/transfer", "key-" + std::to_string(serial), "hash"};
}

} // namespace

Scale::Scale()
    : folder_(std::filesystem::temp_directory_path() / ("kvitt-plans-" + random_token(9))),
      db_(Db::open_for_test())
{
    std::filesystem::create_directories(folder_);
    write([&](Tx& tx) {
        stories::load_test_programme(tx);
        lease_ = *store::take_lease(tx, "sealer", "plans", std::chrono::hours(24));
    });
}

Scale::~Scale() { std::filesystem::remove_all(folder_); }

Scale::Customer Scale::add_customer(Tx& tx)
{
    Customer customer;
    customer.partner_id = std::to_string(1'000'000 + ++serial_);
    customer.name = "Partner " + customer.partner_id;
    customer.partner =
        partners::create(tx, stories::test_partner(customer.name, customer.partner_id, "SE", sek)).id;
    catalogue::record_attainment(
        tx, {customer.partner_id, "cloud", catalogue::Tier::silver, tx.today(), {}, "exam"});
    customer.order = orders::submit(tx, {customer.partner, "silver", orders::PaymentMethod::bank_transfer,
                                         stories::test_agreement, "Anna"})
                         .number;
    return customer;
}

std::vector<Scale::Customer> Scale::add_customers(std::size_t count)
{
    std::vector<Customer> added;
    while (added.size() < count)
        write([&](Tx& tx) {
            for (std::size_t in_write = 0; in_write < rows_in_one_write && added.size() < count; ++in_write)
                added.push_back(add_customer(tx));
        });
    return added;
}

void Scale::sign_in(Tx& tx)
{
    const std::string email = "user" + std::to_string(++serial_) + "@plans.example";
    const auto user = access::add_user(tx, {email, "User", {}, {}, {access::Role::finance}, "hash"});
    const std::string token = access::start_session(tx, user.id);
    KVITT_ASSERT(access::try_find_session(tx, token).has_value());
}

void Scale::keep_result(Tx& tx)
{
    const auto use = use_of(++serial_);
    KVITT_ASSERT(web::find_result(tx, use).kind == web::KnownResult::none);
    web::keep(tx, use, json::object{{"number", "1"}});
    tx.flush();
    KVITT_ASSERT(web::find_result(tx, use).kind == web::KnownResult::same_input);
}

demo::Transfer Scale::transfer(const std::string& text, const Customer& customer, Money amount)
{
    const Date day = db_->read([](Read& read) { return read.today(); });
    return {text, amount, day, day, customer.name, std::nullopt, "B" + std::to_string(++serial_)};
}

void Scale::import(const std::vector<demo::Transfer>& transfers, std::size_t files)
{
    const std::size_t in_file = transfers.size() / files;
    for (std::size_t at = 0; at < files; ++at)
    {
        demo::BankStatement statement;
        statement.id = "S" + std::to_string(++serial_);
        statement.account = account;
        statement.owner = "Nordlys AB";
        statement.opening = Money(0, sek);
        statement.day = transfers.front().booking_date;
        const auto begin = transfers.begin() + static_cast<std::ptrdiff_t>(at * in_file);
        statement.transfers.assign(begin, begin + static_cast<std::ptrdiff_t>(in_file));
        const auto path = folder_ / (statement.id + ".xml");
        std::ofstream(path) << demo::camt053(statement);
        const auto imported = matching::import_file(
            *db_, author_of(ActorKind::bank), {path.string(), path.filename().string(), folder_.string()});
        KVITT_ASSERT(imported.result == "taken" && imported.new_ == static_cast<std::int64_t>(in_file));
    }
}

void Scale::grow_to(std::size_t count)
{
    const auto added = add_customers(count - count_);
    count_ = count;
    std::vector<demo::Transfer> transfers;
    write([&](Tx& tx) {
        for (std::size_t at = 0; at < added.size(); ++at)
        {
            const Customer& customer = added[at];
            if (at % 5 == 0)
                orders::cancel(tx, customer.order);
            sign_in(tx);
            keep_result(tx);
        }
    });
    for (std::size_t at = 0; at < added.size(); ++at)
        if (const std::size_t turn = at % 5; turn != 4) // the fifth pays nothing
            transfers.push_back(transfer(turn == 3 ? "thank you" : added[at].order.text(), added[at],
                                         turn == 2 ? part : fee));
    import(transfers, files_of_growth);
    write([](Tx& tx) { tx.move_clock(tx.now() + past_deadline_and_grace); });
}

// Money that names a closed order, nothing, or only its sender.
void Scale::place_odd_money(const std::vector<Customer>& customers)
{
    write([&](Tx& tx) {
        for (const Customer& customer : customers)
        {
            matching::place(tx, incoming(tx, customer.order.text(), customer.name, part));
            matching::place(tx, incoming(tx, "invoice", customer.name, part));
            matching::place(tx, incoming(tx, customer.partner_id, "Somebody", part));
        }
    });
}

void Scale::work()
{
    const auto customers = add_customers(work_count);
    std::vector<demo::Transfer> transfers;
    for (const Customer& customer : customers)
        transfers.push_back(transfer(customer.order.text(), customer, fee));
    import(transfers, 1);
    place_odd_money(customers);
    const auto others = add_customers(work_count);
    for (const Customer& other : others)
        write([&](Tx& tx) {
            orders::cancel(tx, other.order);
            sign_in(tx);
            keep_result(tx);
        });
    write([](Tx& tx) { KVITT_ASSERT(orders::expire_due(tx, work_count) == work_count); });
    KVITT_ASSERT(events::seal(*db_, lease_) == events::seal_rows_max);
    write([](Tx& tx) { access::forget_ended(tx); });
    write([](Tx& tx) { web::forget_results(tx); });
    statements::drop_abandoned(*db_, machine_now());
}

std::map<std::string, store::RunCost> Scale::cost_of_work()
{
    const auto statements = Sql::all();
    for (const Sql* sql : statements)
        db_->take_cost(*sql);
    work();
    std::map<std::string, store::RunCost> costs;
    for (const Sql* sql : Sql::all())
        if (const auto cost = db_->take_cost(*sql); cost.runs > 0)
            costs[sql->name()] = cost;
    return costs;
}

} // namespace kvitt::plans
