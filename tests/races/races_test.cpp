// Everything that can happen to one order, from seventeen threads at once: money comes, is taken back, placed
// by hand; the partner cancels, replaces; the deadline passes. Whatever came first, the order ends in one
// legal state, the partner has at most one open order and the books are in order.
#include "check/check.h"
#include "matching/leaving.h"
#include "orders/by_hand.h"
#include "orders/cancelling.h"
#include "orders/losing.h"
#include "orders/replacing.h"
#include "orders/using_credit.h"
#include "support/programme.h"

#include <gtest/gtest.h>

#include <barrier>
#include <functional>
#include <random>
#include <thread>

using namespace kvitt;
using orders::OrderState;

namespace
{

constexpr int threads_count = 17;
constexpr int rounds = 1'000;
constexpr int rounds_a_database = 50; // the books are proven after each round, so they stay small

const Currency sek = Currency::parse("SEK");
const Author racer = author_of(ActorKind::system);

// One partner and its order, past its deadline and its grace: every verb below may win.
struct Course
{
    Id<partners::Partner> partner;
    orders::OrderNumber number;
    Date paid_on;
    Money total;
};

class Race
{
  public:
    Race() : db_(Db::open_for_test())
    {
        db_->write(racer, [](Tx& tx) { stories::load_test_programme(tx); });
    }

    Course prepare(int round)
    {
        return db_->write(racer, [&](Tx& tx) {
            const auto id = std::to_string(5'000'000 + round);
            const auto partner = partners::create(tx, stories::test_partner("Racer " + id, id, "SE", sek)).id;
            for (const auto tier : {catalogue::Tier::silver, catalogue::Tier::gold})
                catalogue::record_attainment(tx, {id, "cloud", tier, tx.today(), {}, "race"});
            const auto order = orders::submit(
                tx,
                {partner, "silver", orders::PaymentMethod::bank_transfer, stories::test_agreement, "R", {}});
            const Course course{partner, order.number, tx.today(), order.quote.total};
            // Half of the rounds are run before the deadline, half when it is over.
            tx.move_clock(tx.now() + std::chrono::hours(24) * (round % 2 == 0 ? 1 : 45));
            return course;
        });
    }

    // A runner's move; a refusal is an answer like any other.
    template <class Verb> void move(Verb&& verb)
    {
        try
        {
            db_->write(racer, verb);
        }
        catch (const Refused&)
        {
            ++refused_;
        }
    }

    void pay(const Course& course, Money amount, const std::string& bank_ref)
    {
        move([&](Tx& tx) {
            matching::Incoming payment;
            payment.receiving_account = "sek";
            payment.amount = amount;
            payment.payment_date = course.paid_on;
            payment.remittance = course.number.text();
            payment.bank_ref = bank_ref;
            matching::place(tx, payment);
        });
    }

    void take_back(const Course& course, Money amount, const std::string& bank_ref)
    {
        move([&](Tx& tx) {
            matching::Incoming debit;
            debit.receiving_account = "sek";
            debit.amount = -amount;
            debit.payment_date = course.paid_on;
            debit.bank_ref = bank_ref;
            debit.returned = true;
            matching::take_out(tx, debit);
        });
    }

    void undo(const Course& course)
    {
        move([&](Tx& tx) {
            for (const auto& receipt : payments::list_for_order(tx, course.number.text()))
                orders::undo_allocation(tx, receipt.id, course.number, orders::UndoNote::parse("race"));
        });
    }

    void place(const Course& course)
    {
        move([&](Tx& tx) {
            payments::ReceiptFilter waiting;
            waiting.states = {payments::ReceiptState::unmatched};
            waiting.partner = course.partner;
            for (const auto& receipt : payments::list(tx, waiting))
                orders::allocate_by_hand(tx, {receipt.id, course.number, {}});
        });
    }

    void replace(const Course& course, const std::string& offer)
    {
        move([&](Tx& tx) {
            orders::replace(tx, course.number,
                            {offer, orders::PaymentMethod::bank_transfer, stories::test_agreement, "R"});
        });
    }

    // What the seventeen do; the order in which they come is up to the machine.
    std::vector<std::function<void()>> moves(const Course& course)
    {
        const Money half(course.total.minor() / 2, sek);
        return {
            [=, this] { pay(course, course.total, course.number.text() + "a"); },
            [=, this] { pay(course, course.total, course.number.text() + "b"); },
            [=, this] { pay(course, half, course.number.text() + "c"); },
            [=, this] { pay(course, half, course.number.text() + "d"); },
            [=, this] { take_back(course, course.total, course.number.text() + "a"); },
            [=, this] { take_back(course, half, course.number.text() + "c"); },
            [=, this] { undo(course); },
            [=, this] { place(course); },
            [=, this] { replace(course, "gold"); },
            [=, this] { replace(course, "gold"); },
            [=, this] { move([&](Tx& tx) { orders::expire_due(tx, 200); }); },
            [=, this] { move([&](Tx& tx) { orders::expire_due(tx, 200); }); },
            [=, this] { move([&](Tx& tx) { orders::cancel(tx, course.number); }); },
            [=, this] { move([&](Tx& tx) { orders::cancel_or_ask(tx, course.number, {}); }); },
            [=, this] {
                move([&](Tx& tx) { orders::grant_request(tx, course.number, orders::MoneyTo::payer); });
            },
            [=, this] { move([&](Tx& tx) { orders::withdraw_request(tx, course.number); }); },
            [=, this] { move([&](Tx& tx) { orders::use_credit(tx, course.number); }); },
        };
    }

    // Answers the state in which the first order ended.
    OrderState judge(const Course& course)
    {
        return db_->read([&](Read& read) {
            const auto report = check::run(read, {});
            for (const auto& one : report.checks)
                EXPECT_TRUE(one.ok) << one.name << ": " << (one.rows.empty() ? "" : one.rows.front());
            int open = 0;
            int active = 0;
            for (const auto& order : orders::list_for_partner(read, course.partner))
            {
                open += order.is_open() ? 1 : 0;
                active += order.state == OrderState::active ? 1 : 0;
                const auto membership = memberships::try_find_by_order(read, order.number.text());
                const bool held = membership && !membership->ended;
                EXPECT_EQ(held, order.state == OrderState::active) << order.number.text();
                const bool has_ended = !order.is_open() && order.state != OrderState::active;
                EXPECT_TRUE(!has_ended || order.paid.is_zero()) << "money on an order that has ended";
            }
            EXPECT_LE(open, 1);
            EXPECT_LE(active, 1);
            expect_ledger(read);
            return orders::find(read, course.number).state;
        });
    }

    int refused() const { return refused_; }

  private:
    // The journal says of the money what the rows say.
    void expect_ledger(Read& read)
    {
        Money on_open(0, sek);
        Money credit(0, sek);
        Money unplaced(0, sek);
        for (const auto& partner : partners::list(read))
        {
            credit += payments::credit_of(read, partner.id, sek);
            for (const auto& order : orders::list_for_partner(read, partner.id))
                if (order.state != OrderState::active)
                    on_open += order.paid;
        }
        payments::ReceiptFilter all;
        all.limit = 1'000;
        for (const auto& receipt : payments::list(read, all))
            unplaced += payments::places_of(read, receipt).unplaced;
        std::map<std::string, Money> sums;
        for (const auto& balance : ledger::balances(read))
            sums[balance.account] = Money(-balance.amount, balance.currency);
        const auto sum_of = [&](const std::string& account) {
            return sums.contains(account) ? sums.at(account) : Money(0, sek);
        };
        EXPECT_EQ(sum_of(ledger::order_prepayments).text(), on_open.text());
        EXPECT_EQ(sum_of(ledger::partner_credit).text(), credit.text());
        EXPECT_EQ(sum_of(ledger::unplaced_receipts).text(), unplaced.text());
    }

    std::unique_ptr<Db> db_;
    std::atomic<int> refused_ = 0;
};

// Sixteen threads that run one move each, as close together as they can, as often as they are asked.
class Field
{
  public:
    Field()
    {
        for (std::size_t at = 0; at < threads_count; ++at)
            runners_.emplace_back([this, at] {
                for (int round = 0; round < rounds; ++round)
                {
                    start_.arrive_and_wait();
                    moves_[at]();
                    finish_.arrive_and_wait();
                }
            });
    }
    ~Field()
    {
        for (auto& runner : runners_)
            runner.join();
    }

    void run(std::vector<std::function<void()>> moves)
    {
        moves_ = std::move(moves);
        start_.arrive_and_wait();
        finish_.arrive_and_wait();
    }

  private:
    std::vector<std::function<void()>> moves_;
    std::barrier<> start_{threads_count + 1};
    std::barrier<> finish_{threads_count + 1};
    std::vector<std::thread> runners_;
};

} // namespace

TEST(Races, AnOrderEndsInOneLegalStateWhateverCameFirst)
{
    std::map<OrderState, int> ends;
    std::mt19937 shuffler(20'271'127);
    Field field;
    std::unique_ptr<Race> race;
    for (int round = 0; round < rounds; ++round)
    {
        if (round % rounds_a_database == 0)
            race = std::make_unique<Race>();
        const Course course = race->prepare(round);
        auto moves = race->moves(course);
        ASSERT_EQ(moves.size(), static_cast<std::size_t>(threads_count));
        std::shuffle(moves.begin(), moves.end(), shuffler);
        field.run(std::move(moves));
        ++ends[race->judge(course)];
    }
    // Every end was seen, so that the test cannot pass by all verbs being refused.
    for (const OrderState state :
         {OrderState::active, OrderState::awaiting_payment, OrderState::expired, OrderState::cancelled})
        EXPECT_GT(ends[state], 0) << enum_text(state);
}
