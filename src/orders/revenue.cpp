#include "orders/revenue.h"

#include "orders/orders_store.h"

#include <map>

namespace kvitt::orders
{
namespace
{

struct RevenueReleased
{
    static constexpr const char* kind = "revenue_released";
    std::string month; // "2027-02"
    std::int64_t memberships = 0;
    std::vector<Money> amounts; // one per currency
};
BOOST_DESCRIBE_STRUCT(RevenueReleased, (), (month, memberships, amounts))

struct Part
{
    memberships::Membership membership;
    Release release;
};

Date month_end(Date day)
{
    const auto civil = day.civil();
    const std::chrono::year_month_day_last last(civil.year(), std::chrono::month_day_last(civil.month()));
    return Date::of(static_cast<int>(last.year()), static_cast<unsigned>(last.month()),
                    static_cast<unsigned>(last.day()));
}

std::string month_of(Date day) { return day.text().substr(0, std::string("2027-02").size()); }

void add(std::vector<Money>& sums, Money amount)
{
    for (Money& sum : sums)
        if (sum.currency() == amount.currency())
        {
            sum += amount;
            return;
        }
    sums.push_back(amount);
}

void post_month(Tx& tx, const std::string& month, const std::vector<Part>& parts)
{
    RevenueReleased body{month, static_cast<std::int64_t>(parts.size()), {}};
    for (const Part& part : parts)
        add(body.amounts, part.release.amount);
    const auto event = events::record(tx, {}, body);
    for (const Part& part : parts)
    {
        const memberships::Membership& membership = part.membership;
        ledger::post(
            tx, event, part.release.posting_date, "revenue_released",
            {membership.partner, membership.order_number, {}},
            {{ledger::deferred_revenue, part.release.amount}, {ledger::revenue, -part.release.amount}});
        memberships::note_released(tx, membership.id, part.release.until);
    }
}

Days term_of(const memberships::Membership& membership)
{
    return membership.anniversary - membership.starts_on;
}

} // namespace

Money earned(Money net, Days days, Days term)
{
    KVITT_ASSERT(term.count() > 0 && days.count() >= 0);
    if (days >= term)
        return net;
    __extension__ using Wide = __int128;
    const Wide product = static_cast<Wide>(net.minor()) * days.count();
    const Wide rounded = (2 * product + (product < 0 ? -term.count() : term.count())) / (2 * term.count());
    return {static_cast<std::int64_t>(rounded), net.currency()};
}

Release next_release(const memberships::Membership& membership, Money net)
{
    const Date last = std::min(month_end(membership.released_until), membership.anniversary - Days{1});
    const Date until = last + Days{1};
    const Days term = term_of(membership);
    const Money before = earned(net, membership.released_until - membership.starts_on, term);
    return {earned(net, until - membership.starts_on, term) - before, last, until};
}

std::int64_t release_revenue(Tx& tx, std::int64_t limit)
{
    const auto civil = tx.today().civil();
    const Date last_month_end =
        Date::of(static_cast<int>(civil.year()), static_cast<unsigned>(civil.month()), 1) - Days{1};
    std::map<std::string, std::vector<Part>> months;
    const auto due = memberships::list_to_release(tx, last_month_end, limit);
    for (const memberships::Membership& membership : due)
    {
        const OrderToPay order = *try_find_to_pay(tx, membership.order_number);
        const Release release = next_release(membership, Money(order.net, order.currency));
        months[month_of(release.posting_date)].push_back({membership, release});
    }
    for (const auto& [month, parts] : months)
        post_month(tx, month, parts);
    return static_cast<std::int64_t>(due.size());
}

Money revenue_of(Read& read, const Order& order)
{
    const auto membership = memberships::try_find_by_order(read, order.number.text());
    if (!membership || membership->basis != memberships::Basis::paid)
        return {0, order.quote.net.currency()};
    return earned(order.quote.net, membership->released_until - membership->starts_on, term_of(*membership));
}

void take_back_revenue(Tx& tx, Id<events::Event> event, const memberships::Membership& membership, Money net)
{
    const Money released = earned(net, membership.released_until - membership.starts_on, term_of(membership));
    ledger::post(tx, event, tx.today(), "revenue_taken_back",
                 {membership.partner, membership.order_number, {}},
                 {{ledger::revenue, released}, {ledger::deferred_revenue, -released}});
}

} // namespace kvitt::orders
