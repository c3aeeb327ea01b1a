// Business stories: plain text in the words of the programme, run against a fresh database through the same
// verbs as the product. docs/stories.md lists the lines. After each story the books are checked.
#pragma once

#include "matching/leaving.h"
#include "orders/by_hand.h"
#include "orders/cancelling.h"
#include "orders/links.h"
#include "orders/losing.h"
#include "orders/offers.h"
#include "orders/proofs.h"
#include "orders/replacing.h"
#include "orders/using_credit.h"
#include "payments/cases.h"
#include "payments/credit_back.h"

#include <map>

namespace kvitt::stories
{

// The word after `name`, if it stands in the line.
std::optional<std::string> after(const std::vector<std::string>& words, const std::string& name);
bool has(const std::vector<std::string>& words, const std::string& word);
std::string joined(const std::vector<std::string>& words);
// Throws Untrue.
void untrue_unless(bool good, const std::string& message);

// A line that did not come true; the message says what was found instead.
class Untrue : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

class Story
{
  public:
    Story();
    // Runs one line; empty lines and `#` do nothing. Throws Untrue.
    void run_line(const std::string& line);
    // Every invariant that `kvitt check` proves, at the end.
    void check_books();

  private:
    using Words = std::vector<std::string>;
    using Line = void (Story::*)(const Words&);
    static const std::map<std::string, Line>& lines();
    static const std::map<std::string, Line>& expectations();

    void on(const Words& words);
    void partner(const Words& words);
    void attains(const Words& words);
    void crowd(const Words& words);
    void known_account(const Words& words);
    void order(const Words& words);
    void bank(const Words& words);
    void covered(const Words& words);
    void cancel(const Words& words);
    void ask(const Words& words);
    void withdraw(const Words& words);
    void grant(const Words& words);
    void deny(const Words& words);
    void replace(const Words& words);
    void use_credit(const Words& words);
    void price(const Words& words);
    void renewal_year(const Words& words);
    void discount(const Words& words);
    void holds(const Words& words);
    void expire(const Words& words);
    void release(const Words& words);
    void proof(const Words& words);
    void accept(const Words& words);
    void reject(const Words& words);
    void refuse(const Words& words);
    void expect(const Words& words);
    void event(const Words& words);

    void debit(const Words& words);
    void undo(const Words& words);
    void place(const Words& words);
    void keep(const Words& words);
    void accept_at_rate(const Words& words);
    void send_back(const Words& words);
    void paid_out(const Words& words);
    void want_back(const Words& words);
    void close(const Words& words);
    void expect_receipt(const Words& words);
    void expect_cases(const Words& words);
    void expect_losses(const Words& words);

    void expect_order(const Words& words);
    void expect_proof(const Words& words);
    void expect_awaiting(const Words& words);
    void expect_membership(const Words& words);
    void expect_offer(const Words& words);
    void expect_ledger(const Words& words);
    void expect_credit(const Words& words);
    void expect_links(const Words& words);
    void expect_request(const Words& words);
    void expect_refund_right(const Words& words);

    template <class Verb> auto write(Verb&& verb)
    {
        return db_->write(author_of(ActorKind::system), std::forward<Verb>(verb));
    }
    std::string with_numbers(std::string text) const;
    const orders::OrderNumber& number(const std::string& alias) const;
    std::int64_t newest_proof(const std::string& alias) const;
    std::string alias(const std::string& number) const;
    Id<partners::Partner> partner_named(const std::string& name) const;
    matching::Incoming incoming(const Words& words);
    std::vector<matching::Placed> receive(const Words& words);
    Id<payments::Receipt> receipt(const std::string& alias) const;

    std::unique_ptr<Db> db_;
    std::map<std::string, orders::OrderNumber> orders_;
    std::map<std::string, partners::Partner> partners_;
    std::map<std::string, Id<payments::Receipt>> receipts_;
    std::optional<payments::Return> sent_back_; // the last one
};

} // namespace kvitt::stories
