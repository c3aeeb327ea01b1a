#include "support/story.h"

#include "base/text.h"
#include "check/check.h"
#include "orders/revenue.h"
#include "support/programme.h"

#include <algorithm>
#include <cctype>

namespace kvitt::stories
{
namespace
{

// Words parted by blanks; "..." is one word.
std::vector<std::string> words_of(const std::string& line)
{
    std::vector<std::string> words;
    std::size_t at = 0;
    while ((at = line.find_first_not_of(" \t", at)) != std::string::npos)
    {
        const bool quoted = line[at] == '"';
        const std::size_t begin = quoted ? at + 1 : at;
        const std::size_t end =
            std::min(quoted ? line.find('"', begin) : line.find_first_of(" \t", begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        at = quoted ? end + 1 : end;
    }
    return words;
}

} // namespace

void untrue_unless(bool good, const std::string& message)
{
    if (!good)
        throw Untrue(message);
}

std::optional<std::string> after(const std::vector<std::string>& words, const std::string& name)
{
    const auto found = std::find(words.begin(), words.end(), name);
    return found == words.end() || found + 1 == words.end() ? std::nullopt : std::optional(*(found + 1));
}

std::string joined(const std::vector<std::string>& words)
{
    std::string out;
    for (const std::string& word : words)
        out += (out.empty() ? "" : " ") + word;
    return out;
}

bool has(const std::vector<std::string>& words, const std::string& word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

Story::Story() : db_(Db::open_for_test())
{
    write([](Tx& tx) { load_test_programme(tx); });
}

const std::map<std::string, Story::Line>& Story::lines()
{
    static const std::map<std::string, Line> table{
        {"on", &Story::on},
        {"partner", &Story::partner},
        {"attains", &Story::attains},
        {"known", &Story::known_account},
        {"crowd", &Story::crowd},
        {"order", &Story::order},
        {"bank", &Story::bank},
        {"covered", &Story::covered},
        {"cancel", &Story::cancel},
        {"expire", &Story::expire},
        {"release", &Story::release},
        {"ask", &Story::ask},
        {"withdraw", &Story::withdraw},
        {"grant", &Story::grant},
        {"deny", &Story::deny},
        {"replace", &Story::replace},
        {"use-credit", &Story::use_credit},
        {"price", &Story::price},
        {"renewal-year", &Story::renewal_year},
        {"holds", &Story::holds},
        {"discount", &Story::discount},
        {"refuse", &Story::refuse},
        {"expect", &Story::expect},
        {"event", &Story::event},
        {"proof", &Story::proof},
        {"accept", &Story::accept},
        {"reject", &Story::reject},
        {"debit", &Story::debit},
        {"undo", &Story::undo},
        {"place", &Story::place},
        {"keep", &Story::keep},
        {"send-back", &Story::send_back},
        {"paid-out", &Story::paid_out},
        {"want-back", &Story::want_back},
        {"close", &Story::close},
        {"accept-at-rate", &Story::accept_at_rate},
    };
    return table;
}

const std::map<std::string, Story::Line>& Story::expectations()
{
    static const std::map<std::string, Line> table{
        {"order", &Story::expect_order},     {"membership", &Story::expect_membership},
        {"offer", &Story::expect_offer},     {"ledger", &Story::expect_ledger},
        {"credit", &Story::expect_credit},   {"links", &Story::expect_links},
        {"request", &Story::expect_request}, {"refund-right", &Story::expect_refund_right},
        {"proof", &Story::expect_proof},     {"awaiting", &Story::expect_awaiting},
        {"receipt", &Story::expect_receipt}, {"cases", &Story::expect_cases},
        {"losses", &Story::expect_losses},
    };
    return table;
}

void Story::run_line(const std::string& line)
{
    auto words = words_of(line.substr(0, line.find('#')));
    if (words.empty())
        return;
    const auto found = lines().find(words.front());
    untrue_unless(found != lines().end(), "no such line: " + words.front());
    words.erase(words.begin());
    (this->*found->second)(words);
}

const orders::OrderNumber& Story::number(const std::string& alias) const
{
    const auto found = orders_.find(alias);
    untrue_unless(found != orders_.end(), "no order called " + alias);
    return found->second;
}

Id<partners::Partner> Story::partner_named(const std::string& name) const
{
    const auto found = partners_.find(name);
    untrue_unless(found != partners_.end(), "no partner called " + name);
    return found->second.id;
}

// on 2026-03-01 [23:30]: noon of the day unless a time is given, in the programme's zone.
void Story::on(const Words& words)
{
    write([&](Tx& tx) {
        const int hour = words.size() > 1 ? std::stoi(words.at(1).substr(0, 2)) : 12;
        const int minute = words.size() > 1 ? std::stoi(words.at(1).substr(3, 2)) : 0;
        tx.move_clock(tx.zone().start_of(Date::parse(words.at(0))) + std::chrono::hours(hour) +
                      std::chrono::minutes(minute));
    });
}

// partner Acme 4812907 SE SEK [tax SE556677889901] [location 4812908] [suspended] [unverified] [outsider]
void Story::partner(const Words& words)
{
    partners::NewPartner input =
        test_partner(words.at(0), words.at(1), words.at(2), Currency::parse(words.at(3)));
    input.tax_id = after(words, "tax");
    if (const auto location = after(words, "location"))
        input.location_ids.push_back(*location);
    input.suspended = has(words, "suspended");
    input.network_member = !has(words, "outsider");
    if (has(words, "unverified"))
        input.verification = partners::Verification::pending;
    partners_[words.at(0)] = write([&](Tx& tx) { return partners::create(tx, input); });
}

// attains Acme cloud silver [until 2026-12-31]
void Story::attains(const Words& words)
{
    const auto until = after(words, "until");
    write([&](Tx& tx) {
        catalogue::record_attainment(
            tx, {partners_.at(words.at(0)).partner_id, words.at(1), *enum_parse<catalogue::Tier>(words.at(2)),
                 tx.today(), until ? std::optional(Date::parse(*until)) : std::nullopt, "story"});
    });
}

// crowd 250 DE EUR silver: so many companies of the country, each with an open order of the offer
void Story::crowd(const Words& words)
{
    constexpr int first_id = 6'000'001;
    for (int at = 0; at < std::stoi(words.at(0)); ++at)
    {
        const std::string id = std::to_string(first_id + at);
        const std::string name = "Crowd" + id;
        partner({name, id, words.at(1), words.at(2)});
        attains({name, "cloud", "silver"});
        order({name, name, words.at(3)});
    }
}

// known account DE02... of Acme
void Story::known_account(const Words& words)
{
    write([&](Tx& tx) { know_account(tx, words.at(1), partner_named(words.at(3))); });
}

// order A1 Acme silver [again A0]
void Story::order(const Words& words)
{
    orders::NewOrder input{partner_named(words.at(1)),
                           words.at(2),
                           orders::PaymentMethod::bank_transfer,
                           test_agreement,
                           "Story Teller",
                           {}};
    if (const auto before = after(words, "again"))
        input.again = number(*before);
    const auto made = write([&](Tx& tx) { return orders::submit(tx, input); });
    orders_.insert_or_assign(words.at(0), made.number);
}

// {A1} the number, {A1:shown} {A1:rf} {A1:ocr} its forms, {Acme} a partner's ID.
std::string Story::with_numbers(std::string text) const
{
    const auto put = [&](const std::string& mark, const std::string& value) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
            text.replace(at, mark.size(), value);
    };
    for (const auto& [alias, order_number] : orders_)
    {
        put("{" + alias + "}", order_number.text());
        put("{" + alias + ":shown}", order_number.shown());
        put("{" + alias + ":rf}", order_number.rf());
        put("{" + alias + ":ocr}", order_number.ocr());
    }
    for (const auto& [name, one] : partners_)
        put("{" + name + "}", one.partner_id);
    put("\\n", "\n");
    return text;
}

matching::Incoming Story::incoming(const Words& words)
{
    matching::Incoming incoming;
    incoming.amount = Money::parse(words.at(0), Currency::parse(words.at(1)));
    incoming.remittance = with_numbers(words.at(2));
    incoming.payer_name = after(words, "from");
    incoming.payer_account = after(words, "account");
    incoming.bank_ref = after(words, "bank-ref");
    incoming.returned = has(words, "returned");
    if (const auto reference = after(words, "ref"))
        incoming.creditor_ref = with_numbers(*reference);
    db_->read([&](Read& read) {
        const auto paid_on = after(words, "paid");
        incoming.payment_date = paid_on ? Date::parse(*paid_on) : read.today();
        incoming.booking_date = incoming.payment_date;
        incoming.receiving_account = catalogue::try_receiving_account(read, incoming.amount.currency())->code;
    });
    return incoming;
}

std::vector<matching::Placed> Story::receive(const Words& words)
{
    const auto payment = incoming(words);
    const auto placed = write([&](Tx& tx) { return matching::place(tx, payment); });
    if (const auto name = after(words, "as"))
        receipts_.insert_or_assign(*name, placed.receipt);
    return {placed};
}

// bank 23625.00 SEK "{A1} {Acme}" [as R1] [from "Acme AB"] [account DE..] [ref {A1:rf}] [bank-ref B1]
//      [paid 2026-03-20] [returned] -> allocated whole_number [activated A1]
void Story::bank(const Words& words)
{
    const auto placed = receive(words).front();
    Words found{enum_text(placed.decision.state)};
    for (const matching::Reason reason : placed.decision.reasons)
        found.push_back(enum_text(reason));
    for (const std::string& one : placed.activated)
        for (const auto& [alias, order_number] : orders_)
            if (order_number.text() == one)
                found.insert(found.end(), {"activated", alias});
    const auto arrow = std::find(words.begin(), words.end(), "->");
    untrue_unless(arrow != words.end(), "say after -> what becomes of the money: " + joined(found));
    untrue_unless(Words(arrow + 1, words.end()) == found, "the money became: " + joined(found));
}

// covered SEK 2026-04-01: a statement of that currency's account reaches to the day
void Story::covered(const Words& words)
{
    write([&](Tx& tx) {
        payments::note_coverage(tx, catalogue::try_receiving_account(tx, Currency::parse(words.at(0)))->code,
                                Date::parse(words.at(1)));
    });
}

// release -> 3
void Story::release(const Words& words)
{
    std::int64_t released = 0;
    for (std::int64_t some = 1; some > 0; released += some)
        some = write([](Tx& tx) { return orders::release_revenue(tx, 2); });
    untrue_unless(std::to_string(released) == words.at(1), "released " + std::to_string(released));
}

// expire -> 1
void Story::expire(const Words& words)
{
    const auto expired = write([](Tx& tx) { return orders::expire_due(tx, 200); });
    untrue_unless(std::to_string(expired) == words.at(1), "expired " + std::to_string(expired));
}

namespace
{

// All five, but for those named after `without`.
orders::ProofTicks ticks(const std::vector<std::string>& words)
{
    const auto without = std::find(words.begin(), words.end(), "without");
    const auto has = [&](const char* what) { return std::find(without, words.end(), what) == words.end(); };
    return {has("transfer_date"), has("our_account"), has("amount"), has("order_number"), has("partner_id")};
}

} // namespace

// proof A1 paid 2027-03-02 [to 5050-1055] [ref T-1] [without amount partner_id]: the file is a stand-in,
// since a verb only sees its name and hash
void Story::proof(const Words& words)
{
    write([&](Tx& tx) {
        const auto order = orders::find(tx, number(words.at(0)));
        const auto account = order.snapshot.receiving_account;
        orders::NewProof input;
        input.file = {"proof.pdf", orders::ProofType::pdf, 1, std::string(64, 'a'), std::string(64, 'b')};
        input.payment_date = Date::parse(after(words, "paid").value_or(tx.today().text()));
        input.paid_to_account = after(words, "to").value_or(account ? account->number : "");
        input.transaction_ref = after(words, "ref");
        input.shows = ticks(words);
        return orders::submit_proof(tx, order.number, input).version;
    });
}

std::int64_t Story::newest_proof(const std::string& alias) const
{
    const auto proofs = db_->read([&](Read& read) { return orders::list_proofs(read, number(alias)); });
    return proofs.empty() ? 0 : proofs.front().version;
}

// accept proof A1 [version 1] [without amount]
void Story::accept(const Words& words)
{
    const auto version = after(words, "version");
    const std::int64_t chosen = version ? std::stoll(*version) : newest_proof(words.at(1));
    write(
        [&](Tx& tx) { return orders::accept_proof(tx, number(words.at(1)), chosen, ticks(words)).version; });
}

// reject proof A1 "reason" [without amount]
void Story::reject(const Words& words)
{
    const std::int64_t version = newest_proof(words.at(1));
    write([&](Tx& tx) {
        return orders::reject_proof(tx, number(words.at(1)), version, ticks(words), words.at(2)).version;
    });
}

// refuse order B1 Acme silver -> open_order; a bad field by the code of its fault
void Story::refuse(const Words& words)
{
    const auto arrow = std::find(words.begin(), words.end(), "->");
    untrue_unless(arrow != words.end() && arrow + 1 != words.end(), "say after -> why");
    try
    {
        run_line(joined(Words(words.begin(), arrow)));
    }
    catch (const Refused& refused)
    {
        untrue_unless(refused.refusal().code == *(arrow + 1),
                      std::string("refused because of ") + refused.refusal().code);
        return;
    }
    catch (const InvalidFields& invalid)
    {
        const std::string& code = invalid.errors().front().code;
        untrue_unless(code == *(arrow + 1), "refused because of " + code);
        return;
    }
    throw Untrue("it was not refused");
}

void Story::expect(const Words& words)
{
    const auto found = expectations().find(words.at(0));
    untrue_unless(found != expectations().end(), "no such expectation: " + words.at(0));
    (this->*found->second)(Words(words.begin() + 1, words.end()));
}

// expect order A1 awaiting_payment 23625.00 SEK [paid 100.00] [from-credit 50.00] [until 2026-03-31]
//        [written-off 5.00]
void Story::expect_order(const Words& words)
{
    db_->read([&](Read& read) {
        const auto order = orders::find(read, number(words.at(0)));
        const std::string found = enum_text(order.shown_state()) + " " + order.quote.total.text() + " paid " +
                                  order.paid.number() + " from-credit " + order.from_credit.number() +
                                  " until " + order.deadline(read.zone()).text() + " written-off " +
                                  order.written_off.number();
        const auto is = [&](const std::string& name, const std::string& value) {
            return !after(words, name) || *after(words, name) == value;
        };
        const bool good = words.at(1) == enum_text(order.shown_state()) &&
                          (words.size() < 4 || words.at(2) + " " + words.at(3) == order.quote.total.text()) &&
                          is("paid", order.paid.number()) && is("from-credit", order.from_credit.number()) &&
                          is("until", order.deadline(read.zone()).text()) &&
                          is("written-off", order.written_off.number());
        untrue_unless(good, "the order is " + found);
    });
}

// expect proof A1 submitted [version 2] [reason "..."]: the newest one
void Story::expect_proof(const Words& words)
{
    const auto proofs = db_->read([&](Read& read) { return orders::list_proofs(read, number(words.at(0))); });
    untrue_unless(!proofs.empty(), "there is no proof");
    const orders::Proof& newest = proofs.front();
    const std::string found = enum_text(newest.state) + " version " + std::to_string(newest.version) +
                              " reason " + newest.reason.value_or("none");
    const bool good =
        words.at(1) == enum_text(newest.state) &&
        after(words, "version").value_or(std::to_string(newest.version)) == std::to_string(newest.version) &&
        after(words, "reason") == newest.reason;
    untrue_unless(good, "the proof is " + found);
}

// expect awaiting A1 review programme until 2027-03-09   or   expect awaiting A1 nothing
void Story::expect_awaiting(const Words& words)
{
    const std::string found = db_->read([&](Read& read) {
        const Days grace{catalogue::programme(read).expiry_grace_days};
        const auto awaited =
            orders::awaiting(orders::find(read, number(words.at(0))), read.now(), grace, read.zone());
        if (!awaited)
            return std::string("nothing");
        const Date last = read.zone().date_at(awaited->until - std::chrono::microseconds(1));
        return awaited->what + " " + awaited->who + " until " + last.text();
    });
    untrue_unless(found == joined(Words(words.begin() + 1, words.end())), "awaited is " + found);
}

// expect membership Acme silver active [until 2027-03-03]   or   expect membership Acme none
void Story::expect_membership(const Words& words)
{
    db_->read([&](Read& read) {
        std::string found = "none";
        for (const auto& one : memberships::list_for_partner(read, partner_named(words.at(0))))
            if (one.offer == words.at(1))
                found = enum_text(one.state_on(read.today())) + " until " + one.anniversary.text();
        const std::string wanted =
            joined(Words(words.begin() + (words.at(1) == "none" ? 1 : 2), words.end()));
        untrue_unless(found.substr(0, wanted.size()) == wanted, "the membership is " + found);
    });
}

// expect offer Acme gold 44343.75 SEK [discount 11825.00]   or   expect offer Acme silver blocked
// included_in_gold
void Story::expect_offer(const Words& words)
{
    db_->read([&](Read& read) {
        const auto offer =
            orders::offer_for(read, partners::find(read, partner_named(words.at(0))), words.at(1));
        std::string found = offer.quote
                                ? offer.quote->total.text() + " discount " + offer.quote->discount.number()
                                : "no price";
        if (!offer.blocks.empty())
        {
            found = "blocked";
            for (const Refusal* block : offer.blocks)
                found += std::string(" ") + block->code;
        }
        const std::string wanted = joined(Words(words.begin() + 2, words.end()));
        untrue_unless(found.substr(0, wanted.size()) == wanted, "the offer is " + found);
    });
}

// expect ledger bank:sek 23625.00 SEK partner-credit 0 SEK ...: accounts with their sums; debit is positive
void Story::expect_ledger(const Words& words)
{
    const auto balances = db_->read([](Read& read) { return ledger::balances(read); });
    for (std::size_t at = 0; at + 2 < words.size(); at += 3)
    {
        const Money wanted = Money::parse(words[at + 1], Currency::parse(words[at + 2]));
        Money found(0, wanted.currency());
        for (const auto& balance : balances)
            if (balance.account == words[at] && balance.currency == wanted.currency())
                found = Money(balance.amount, balance.currency);
        untrue_unless(found == wanted, words[at] + " has " + found.text());
    }
}

// expect credit Acme 100.00 SEK
void Story::expect_credit(const Words& words)
{
    const Money wanted = Money::parse(words.at(1), Currency::parse(words.at(2)));
    const Money found = db_->read(
        [&](Read& read) { return payments::credit_of(read, partner_named(words.at(0)), wanted.currency()); });
    untrue_unless(found == wanted, "the credit is " + found.text());
}

// event order_activated [A1]: it was recorded
void Story::event(const Words& words)
{
    const auto lease = db_->write(author_of(ActorKind::system), [](Tx& tx) {
        return store::take_lease(tx, "sealer", "story", std::chrono::seconds(60));
    });
    while (events::seal(*db_, *lease) > 0)
        continue;
    const auto all = db_->read([](Read& read) { return events::list_after(read, 0, 100'000); });
    const bool found = std::any_of(all.begin(), all.end(), [&](const events::SealedEvent& one) {
        return one.kind == words.at(0) &&
               (words.size() < 2 || one.order_number == number(words.at(1)).text());
    });
    untrue_unless(found, "no such event");
}

void Story::check_books()
{
    const auto report = db_->read([](Read& read) { return check::run(read, {}); });
    std::vector<std::string> faults;
    for (const check::Result& one : report.checks)
        faults.insert(faults.end(), one.rows.begin(), one.rows.end());
    untrue_unless(faults.empty(), "the books: " + joined(faults));
}

} // namespace kvitt::stories
