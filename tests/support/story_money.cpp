// The lines of a story about money after it came: placed by hand, taken back, sent back, taken back by a
// bank.
#include "support/story.h"

#include <algorithm>

namespace kvitt::stories
{

Id<payments::Receipt> Story::receipt(const std::string& alias) const
{
    const auto found = receipts_.find(alias);
    untrue_unless(found != receipts_.end(), "no receipt called " + alias);
    return found->second;
}

// debit -23625.00 SEK "{A1}" [returned] [bank-ref B1] -> taken_back A1: what a debit on our account is, and
// the orders that lose by it
void Story::debit(const Words& words)
{
    matching::Incoming line = incoming(words);
    if (sent_back_ && line.remittance == "{return}")
        line.remittance = sent_back_->reference();
    const auto left = write([&](Tx& tx) { return matching::take_out(tx, line); });
    Words found{enum_text(left.departure)};
    for (const std::string& number : left.orders)
        found.push_back(alias(number));
    const auto arrow = std::find(words.begin(), words.end(), "->");
    untrue_unless(arrow != words.end(), "say after -> what it is: " + joined(found));
    untrue_unless(Words(arrow + 1, words.end()) == found, "it was: " + joined(found));
}

// undo R1 on A1 ["note"]   or   undo R1 of Acme: it was the partner's credit
void Story::undo(const Words& words)
{
    const auto note = orders::UndoNote::parse("It was a mistake.");
    const auto id = receipt(words.at(0));
    write([&](Tx& tx) {
        if (const auto order = after(words, "on"))
            orders::undo_allocation(tx, id, number(*order), note);
        else
            orders::undo_credit(tx, id, partner_named(after(words, "of").value()), note);
    });
}

// place R1 on A1 [100.00 SEK]: by hand
void Story::place(const Words& words)
{
    orders::HandAllocation input{receipt(words.at(0)), number(words.at(2)), {}};
    if (words.size() > 4)
        input.amount = Money::parse(words.at(3), Currency::parse(words.at(4)));
    write([&](Tx& tx) { orders::allocate_by_hand(tx, input); });
}

// keep R1 for Acme [100.00 SEK]: as its credit, by hand
void Story::keep(const Words& words)
{
    std::optional<Money> amount;
    if (words.size() > 4)
        amount = Money::parse(words.at(3), Currency::parse(words.at(4)));
    write([&](Tx& tx) {
        orders::credit_by_hand(tx, receipt(words.at(0)), partner_named(words.at(2)), amount);
    });
}

// accept-at-rate R1 on A1 23625.00 SEK "11.30, ECB 2027-02-01"
void Story::accept_at_rate(const Words& words)
{
    const Money into = Money::parse(words.at(3), Currency::parse(words.at(4)));
    write([&](Tx& tx) {
        orders::accept_at_rate(tx, receipt(words.at(0)), number(words.at(2)), into,
                               payments::ExchangeRate::parse(words.at(5)));
    });
}

// send-back R1 [of Acme] [amount 100.00 SEK]
void Story::send_back(const Words& words)
{
    payments::NewReturn input{receipt(words.at(0)),
                              {},
                              {},
                              payments::Payee::parse("Payer"),
                              payments::Payee::parse("SE35 5000 0000 0549 1000 0003"),
                              payments::ReturnReason::parse("Asked for.")};
    if (const auto owner = after(words, "of"))
        input.from_credit_of = partner_named(*owner);
    const auto amount = std::find(words.begin(), words.end(), "amount");
    if (amount != words.end())
        input.amount = Money::parse(*(amount + 1), Currency::parse(*(amount + 2)));
    sent_back_ = write([&](Tx& tx) { return payments::send_back(tx, input); });
}

// paid-out: a person says that the last one has left the account
void Story::paid_out(const Words&)
{
    untrue_unless(sent_back_.has_value(), "nothing was sent back");
    write([&](Tx& tx) { payments::settle_by_hand(tx, sent_back_->id, tx.today()); });
}

// want-back Acme SEK: the partner asks for its credit
void Story::want_back(const Words& words)
{
    write([&](Tx& tx) { payments::ask_back(tx, partner_named(words.at(0)), Currency::parse(words.at(1))); });
}

// close "note": the oldest open case
void Story::close(const Words& words)
{
    write([&](Tx& tx) {
        const auto open = payments::list_open_cases(tx, 1);
        untrue_unless(!open.empty(), "no case is open");
        payments::close_case(tx, open.front().id, payments::CaseNote::parse(words.at(0)));
    });
}

// expect receipt R1 STATE [unplaced X] [reason CODE]
void Story::expect_receipt(const Words& words)
{
    db_->read([&](Read& read) {
        const auto found = payments::find(read, receipt(words.at(0)));
        const auto places = payments::places_of(read, found);
        const std::string told = enum_text(found.state) + " unplaced " + places.unplaced.number() +
                                 " reasons " + json_text(found.reasons);
        const bool good =
            enum_text(found.state) == words.at(1) &&
            after(words, "unplaced").value_or(places.unplaced.number()) == places.unplaced.number() &&
            told.find(after(words, "reason").value_or("")) != std::string::npos;
        untrue_unless(good, "the receipt is " + told);
    });
}

// expect cases bank_return discount_unearned ...: all that are open, oldest first; nothing after it: none
void Story::expect_cases(const Words& words)
{
    Words found;
    for (const auto& one : db_->read([](Read& read) { return payments::list_open_cases(read, 100); }))
        found.push_back(enum_text(one.kind));
    untrue_unless(found == words, "open cases are: " + joined(found));
}

// expect losses A1 undone active awaiting_payment ...: cause, state before, state after of each
void Story::expect_losses(const Words& words)
{
    Words found;
    for (const auto& loss :
         db_->read([&](Read& read) { return orders::list_losses(read, number(words.at(0))); }))
        found.insert(found.end(), {enum_text(loss.cause), enum_text(loss.was), enum_text(loss.became)});
    untrue_unless(found == Words(words.begin() + 1, words.end()), "the losses are: " + joined(found));
}

} // namespace kvitt::stories
