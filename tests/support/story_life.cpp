// The lines of a story about an order's life after Submit: cancelling, replacing, prices and discounts that
// change meanwhile, and what remains of it.
#include "support/programme.h"
#include "support/story.h"

#include <algorithm>

namespace kvitt::stories
{

// cancel A1: at once
void Story::cancel(const Words& words)
{
    write([&](Tx& tx) { return orders::cancel(tx, number(words.at(0))); });
}

// ask A1 ["reason"] [payer]: the partner presses Cancel and the desk is asked
void Story::ask(const Words& words)
{
    orders::CancelInput input;
    if (words.size() > 1 && words.at(1) != "payer")
        input.reason = orders::CancelReason::parse(words.at(1));
    if (has(words, "payer"))
        input.money_to = orders::MoneyTo::payer;
    const auto order = write([&](Tx& tx) { return orders::cancel_or_ask(tx, number(words.at(0)), input); });
    untrue_unless(order.cancel_requested, "the order is " + enum_text(order.shown_state()));
}

void Story::withdraw(const Words& words)
{
    write([&](Tx& tx) { return orders::withdraw_request(tx, number(words.at(0))); });
}

// grant A1 [payer]
void Story::grant(const Words& words)
{
    const auto money_to = has(words, "payer") ? orders::MoneyTo::payer : orders::MoneyTo::credit;
    write([&](Tx& tx) { return orders::grant_request(tx, number(words.at(0)), money_to); });
}

// deny A1 "why"
void Story::deny(const Words& words)
{
    write([&](Tx& tx) {
        return orders::refuse_request(tx, number(words.at(0)), orders::CancelReason::parse(words.at(1)));
    });
}

// replace A1 gold A2 [card]: the order of gold that takes A1's place is A2 from now on
void Story::replace(const Words& words)
{
    const auto method =
        has(words, "card") ? orders::PaymentMethod::card : orders::PaymentMethod::bank_transfer;
    const auto made = write([&](Tx& tx) {
        return orders::replace(tx, number(words.at(0)),
                               {words.at(1), method, test_agreement, "Story Teller"});
    });
    orders_.insert_or_assign(words.at(2), made.number);
}

// use-credit A1: what the partner's button does; what the page said before must be what happens
void Story::use_credit(const Words& words)
{
    write([&](Tx& tx) {
        const auto before = orders::find(tx, number(words.at(0)));
        const auto promised = orders::try_usable_credit(tx, before);
        const auto order = orders::use_credit(tx, before.number);
        const auto rest = order.is_open() ? order.open_amount() : Money(0, order.paid.currency());
        untrue_unless(promised && order.paid - before.paid == promised->used && rest == promised->rest,
                      "it is not what the page said: " + order.paid.text() + " is paid");
    });
}

// price silver SE 20000.00 SEK: from today
void Story::price(const Words& words)
{
    const Money amount = Money::parse(words.at(2), Currency::parse(words.at(3)));
    write([&](Tx& tx) {
        catalogue::CatalogueFile file;
        file.prices = {{words.at(0), words.at(1), tx.today(), amount.currency(), amount.minor()}};
        catalogue::load(tx, file);
    });
}

// renewal-year from_payment: the programme's rule from now on
void Story::renewal_year(const Words& words)
{
    write([&](Tx& tx) {
        catalogue::CatalogueFile file;
        file.programme = catalogue::programme(tx);
        file.programme->renewal_year = enum_parse<catalogue::RenewalYear>(words.at(0));
        catalogue::load(tx, file);
    });
}

// discount gold_upgrade gold silver 2500 [in-window] [until 2027-12-31]: a row of the catalogue, valid from
// today
void Story::discount(const Words& words)
{
    write([&](Tx& tx) {
        catalogue::Discount row{words.at(0),
                                words.at(1),
                                words.at(2),
                                BasisPoints{std::stoll(words.at(3))},
                                tx.today(),
                                {},
                                has(words, "in-window")};
        if (const auto until = after(words, "until"))
            row.valid_until = Date::parse(*until);
        catalogue::CatalogueFile file;
        file.discounts = {row};
        catalogue::load(tx, file);
    });
}

// holds Acme silver included: a membership that no order of kvitt's paid for, from today
void Story::holds(const Words& words)
{
    write([&](Tx& tx) {
        const auto number = orders::OrderNumber::draw().text();
        memberships::start(tx, partner_named(words.at(0)), catalogue::find_offer(tx, words.at(1)), number,
                           *enum_parse<memberships::Basis>(words.at(2)));
    });
}

std::string Story::alias(const std::string& number) const
{
    for (const auto& [name, one] : orders_)
        if (one.text() == number)
            return name;
    return number;
}

// expect links A1 replaced_by A2 follows A0 ...: all of them, in any order; nothing after A1: none
void Story::expect_links(const Words& words)
{
    const auto related =
        db_->read([&](Read& read) { return orders::list_related(read, number(words.at(0))); });
    std::vector<std::string> found;
    for (const auto& one : related)
        found.push_back(enum_text(one.relation) + " " + alias(one.order.text()) +
                        (one.price_kept ? " price-kept" : ""));
    std::vector<std::string> wanted;
    for (std::size_t at = 1; at < words.size(); ++at)
        if (words[at] == "price-kept")
            wanted.back() += " price-kept";
        else if (at + 1 < words.size())
        {
            wanted.push_back(words[at] + " " + words[at + 1]);
            ++at;
        }
    std::sort(found.begin(), found.end());
    std::sort(wanted.begin(), wanted.end());
    untrue_unless(found == wanted, "its links are: " + joined(found));
}

// expect request A1 refused ["answer"]: its newest request to cancel
void Story::expect_request(const Words& words)
{
    const auto request =
        db_->read([&](Read& read) { return orders::try_newest_request(read, number(words.at(0))); });
    untrue_unless(request.has_value(), "there is none");
    const std::string found = enum_text(request->state) + " " + request->answer.value_or("");
    untrue_unless(enum_text(request->state) == words.at(1) &&
                      (words.size() < 3 || request->answer == words.at(2)),
                  "the request is " + found);
}

// expect refund-right A1 ended-by A2   or   expect refund-right A1 whole
void Story::expect_refund_right(const Words& words)
{
    const auto ended =
        db_->read([&](Read& read) { return orders::refund_right_ended_by(read, number(words.at(0))); });
    const std::string found = ended ? "ended-by " + alias(ended->text()) : "whole";
    untrue_unless(found == joined(Words(words.begin() + 1, words.end())), "it is " + found);
}

} // namespace kvitt::stories
