#include "demo/situations.h"

#include "access/access.h"
#include "demo/confirmation.h"
#include "matching/import.h"
#include "orders/order_json.h"
#include "orders/proof_files.h"

#include <filesystem>

namespace kvitt::demo
{
namespace
{

// Days after the start at which things happen. Orders live 30 days: the late one expires on day 31, when its
// bank's statement has passed the deadline, and the one of day 8 expires the day after the last.
constexpr int paid_day = 2;
constexpr int expiring_order_day = 8;
constexpr int after_deadline_day = 31;
constexpr int proven_order_day = 34;
constexpr int late_money_day = 36;
constexpr int last_day = 37;
constexpr std::int64_t expire_rows_max = 100;

class Past
{
  public:
    explicit Past(const Making& making)
        : making_(making),
          start_(making.db.read([](Read& read) { return read.now(); }))
    {}

    void move_to(int day)
    {
        making_.db.write(author_of(ActorKind::system),
                         [&](Tx& tx) { tx.move_clock(start_ + std::chrono::hours(24) * day); });
    }

    orders::Order order(const std::string& partner_id, const std::string& offer)
    {
        const access::User buyer = buyer_of(partner_id);
        const Author author{{ActorKind::user, buyer.id.value(), buyer.name}, {}};
        return making_.db.write(author, [&](Tx& tx) {
            const std::string agreement = catalogue::agreement_on(tx, tx.today()).version;
            return orders::submit(
                tx, {*buyer.partner, offer, orders::PaymentMethod::bank_transfer, agreement, buyer.name});
        });
    }

    // The whole amount, booked today, with the free text that the page asks for.
    void pay(const orders::Order& order)
    {
        const Instant now = business_now();
        const Date today = making_.db.read([](Read& read) { return read.today(); });
        const auto sent = making_.bank.send(*order.snapshot.receiving_account,
                                            {orders::reference_text(order),
                                             order.quote.total,
                                             today,
                                             today,
                                             order.snapshot.legal_name,
                                             {},
                                             {}},
                                            now);
        import(sent.file);
    }

    // The bank's confirmation of a transfer that is still on its way.
    void show_proof(const std::string& partner_id, const orders::Order& order)
    {
        const access::User buyer = buyer_of(partner_id);
        const Date today = making_.db.read([](Read& read) { return read.today(); });
        const catalogue::ReceivingAccount& account = *order.snapshot.receiving_account;
        const std::string file = confirmation_pdf(
            {"Transfer confirmation", "Sandbox Bank", "", "Paid on " + today.text(),
             "From " + order.snapshot.legal_name, "To " + account.holder + ", " + account.number,
             "Amount " + order.quote.total.text(), "Message " + orders::reference_text(order)});
        const auto judged = orders::judge_proof_file(file, {});
        const orders::NewProof proof{orders::keep_proof(making_.files_folder, "betalning.pdf", file, judged),
                                     today,
                                     account.number,
                                     std::nullopt,
                                     {true, true, true, true, true}};
        making_.db.write({{ActorKind::user, buyer.id.value(), buyer.name}, {}},
                         [&](Tx& tx) { orders::submit_proof(tx, order.number, proof); });
    }

    void empty_statement(const orders::Order& order)
    {
        const Date today = making_.db.read([](Read& read) { return read.today(); });
        import(making_.bank.send_empty(*order.snapshot.receiving_account, today, business_now()));
    }

    void expire()
    {
        making_.db.write(author_of(ActorKind::clock),
                         [](Tx& tx) { return orders::expire_due(tx, expire_rows_max); });
    }

  private:
    Instant business_now()
    {
        return making_.db.read([](Read& read) { return read.now(); });
    }

    access::User buyer_of(const std::string& partner_id)
    {
        return making_.db.read([&](Read& read) {
            const auto partner = partners::try_resolve_partner_id(read, partner_id);
            for (const access::User& user : access::list_users(read))
                if (user.partner == partner &&
                    access::capabilities_of(user.roles).has(access::Capability::purchase))
                    return user;
            throw Bug("the demo programme has no buyer at " + partner_id);
        });
    }

    void import(const std::string& file)
    {
        const std::string path = (std::filesystem::path(making_.statements) / file).string();
        const auto imported = matching::import_file(making_.db, author_of(ActorKind::bank),
                                                    {path, file, making_.files_folder, false});
        if (imported.error)
            throw Bug("the sandbox bank's own file was refused: " + imported.error->message);
        std::filesystem::remove(path);
    }

    const Making& making_;
    Instant start_;
};

} // namespace

std::optional<std::string> situation_of(const std::string& partner_id)
{
    for (const Situation& one : situations)
        if (partner_id == one.partner_id)
            return one.name;
    return std::nullopt;
}

void make_situations(const Making& making)
{
    Past past(making);
    const orders::Order silver = past.order("4500202", "silver");
    const orders::Order gold = past.order("4500303", "gold");
    const orders::Order late = past.order("4500606", "silver");
    past.move_to(paid_day);
    past.pay(silver);
    past.pay(gold);
    past.move_to(expiring_order_day);
    past.order("4500404", "silver");
    past.move_to(after_deadline_day);
    past.empty_statement(late);
    past.expire();
    past.move_to(proven_order_day);
    const orders::Order proven = past.order("4501010", "silver");
    past.move_to(late_money_day);
    past.pay(late);
    past.move_to(last_day);
    past.show_proof("4501010", proven);
}

} // namespace kvitt::demo
