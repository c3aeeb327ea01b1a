#include "matching/desk_views.h"

#include "base/json.h"
#include "http/locale.h"
#include "web/layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace kvitt;
using namespace kvitt::matching;
using http::Language;
using payments::ReceiptState;
using testing::HasSubstr;
using testing::Not;

namespace
{

const Currency sek = Currency::parse("SEK");
const Currency eur = Currency::parse("EUR");
const Date today = Date::of(2026, 11, 23);

http::RenderContext context(Language language) { return {language, TimeZone::parse("Europe/Stockholm")}; }

const http::Pages& pages()
{
    static const http::Pages all(http::embedded_pages());
    return all;
}

template <class V> std::string render(Language language, const char* name, const V& view)
{
    web::Frame frame;
    frame.layout.language = enum_text(language);
    return pages().render(context(language), name, view, frame);
}

orders::Order order(const char* company, std::int64_t total, Currency currency = sek)
{
    orders::Order out;
    out.number = orders::OrderNumber::draw();
    out.partner = Id<partners::Partner>(total);
    out.quote.total = Money(total, currency);
    out.paid = Money(0, currency);
    out.written_off = Money(0, currency);
    out.snapshot.legal_name = company;
    out.expires_at = Instant::parse("2026-12-24T23:00:00Z");
    return out;
}

ReceiptFacts facts(ReceiptState state, std::vector<Reason> reasons, std::int64_t amount = 100'00)
{
    ReceiptFacts out;
    out.receipt.id = Id<payments::Receipt>(4711);
    out.receipt.receiving_account = "sek";
    out.receipt.amount = amount;
    out.receipt.currency = sek;
    out.receipt.payment_date = today;
    out.receipt.payer_name = "Granvik & S\xC3\xB6ner";
    out.receipt.remittance = "MEDLEMSAVGIFT";
    out.receipt.state = state;
    out.receipt.reasons = kvitt::to_json(reasons);
    out.account =
        catalogue::ReceivingAccount{"sek", sek, "bankgiro", "5050-1055", "", "Nordlys", "SEB", {}, "SE"};
    return out;
}

std::vector<Reason> all_reasons()
{
    std::vector<Reason> out;
    for (const auto name : enum_names<Reason>())
        out.push_back(*enum_parse<Reason>(name));
    return out;
}

std::string text_of(const std::vector<LineView>& lines)
{
    std::string out;
    for (const LineView& line : lines)
        for (const SegmentView& segment : line.segments)
            out += segment.mark ? "[" + segment.text + "]" : segment.text;
    return out;
}

} // namespace

TEST(Reasons, EachHasItsWordsInBothLanguages)
{
    for (const Reason reason : all_reasons())
    {
        EXPECT_NE(reason_title(Language::en, reason), reason_title(Language::sv, reason))
            << enum_text(reason);
        EXPECT_NE(reason_text(Language::en, reason), reason_text(Language::sv, reason)) << enum_text(reason);
        EXPECT_THAT(reason_sentence(Language::sv, reason, {}), Not(HasSubstr("{"))) << enum_text(reason);
    }
}

TEST(Reasons, NameThePartiesWhereTheyAreKnown)
{
    auto sample = facts(ReceiptState::suggested, {Reason::other_partner_id});
    sample.candidates = {order("Granvik Data AB", 44'343'75)};
    sample.receipt.candidates = json::array{sample.candidates.front().number.text()};
    EXPECT_THAT(receipt_row(context(Language::en), sample, "MPN ID").sentence,
                HasSubstr("ID of another partner than the one that placed it"));
    sample.partner_ids = {{"4812907", sample.candidates.front().partner, "Granvik Data AB"},
                          {"4812970", Id<partners::Partner>(7), "Kvarnby IT AB"}};
    EXPECT_EQ(receipt_row(context(Language::en), sample, "MPN ID").sentence,
              "The order is Granvik Data AB's, the MPN ID 4812970 is Kvarnby IT AB's.");

    // What the partner has open is shown beside, but was not named.
    auto named = facts(ReceiptState::suggested, {Reason::partner_id_only});
    named.candidates = {order("Kvarnby IT AB", 100'00)};
    named.partner_ids = {{"4812970", named.candidates.front().partner, "Kvarnby IT AB"}};
    EXPECT_THAT(receipt_row(context(Language::en), named, "MPN ID").sentence,
                HasSubstr("names Kvarnby IT AB,"));
}

TEST(Reasons, AWaivedGapIsNotCalledAPart)
{
    auto sample = facts(ReceiptState::allocated, {Reason::whole_number, Reason::part_of_amount});
    sample.paid = {order("Granvik Data AB", 100'50)};
    EXPECT_EQ(receipt_row(context(Language::en), sample, "MPN ID").reason, "Part of the amount");
    sample.paid.front().written_off = Money(50, sek);
    EXPECT_EQ(receipt_row(context(Language::en), sample, "MPN ID").reason, "Small difference waived");
}

TEST(BankText, IsCutIntoSegmentsAndNeverMarkup)
{
    const std::string number = orders::OrderNumber::draw().text();
    const std::string hostile = "<script>alert(1)</script> " + number + " \"&' \xE2\x80\xAE";
    const auto lines = marked_lines(Language::en, hostile, 1000);
    EXPECT_EQ(text_of(lines), "<script>alert(1)</script> [" + number + "] \"&' \xE2\x80\xAE");
    ReceiptsInput input;
    input.receipts = {facts(ReceiptState::unmatched, {Reason::unknown_number})};
    input.receipts.front().receipt.remittance = hostile;
    const std::string page =
        render(Language::en, "matching/receipts", receipts_view(context(Language::en), input));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
    EXPECT_THAT(page, HasSubstr("<mark title=\"Order number\">" + number + "</mark>"));
    EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
}

TEST(BankText, IsCutAtWholeCharacters)
{
    EXPECT_EQ(text_of(marked_lines(Language::en, "\xC3\xA5\xC3\xA4\xC3\xB6 abc", 2)),
              "\xC3\xA5\xC3\xA4\xE2\x80\xA6");
    EXPECT_EQ(text_of(marked_lines(Language::en, "abc\n\n  \ndef", 100)), "abcdef");
    EXPECT_EQ(marked_lines(Language::en, "abc\n\n  \ndef", 100).size(), 2U);
    EXPECT_TRUE(marked_lines(Language::en, "", 100).empty());
}

TEST(Candidates, SayHowTheAmountCompares)
{
    const auto fit = [](const orders::Order& order, std::int64_t amount) {
        return candidate_view(context(Language::en), order, Money(amount, sek)).fit.value_or("");
    };
    auto open = order("Granvik", 400'00);
    EXPECT_EQ(fit(open, 400'00), "exactly what is open");
    EXPECT_THAT(fit(open, 385'00), HasSubstr("15.00"));
    EXPECT_THAT(fit(open, 385'00), HasSubstr("less than"));
    EXPECT_THAT(fit(open, 401'00), HasSubstr("more than"));
    EXPECT_THAT(fit(order("Kranich", 400'00, eur), 400'00), HasSubstr("open"));
    open.state = orders::OrderState::active;
    EXPECT_EQ(fit(open, 400'00), "");
}

TEST(Receipts, ListEachStateAndReasonInBothLanguages)
{
    for (const Language language : {Language::en, Language::sv})
    {
        ReceiptsInput input;
        input.partner_id_label = "MPN ID";
        for (const Reason reason : all_reasons())
            for (const auto name : enum_names<ReceiptState>())
                input.receipts.push_back(facts(*enum_parse<ReceiptState>(name), {reason}));
        input.waiting = {
            {ReceiptState::held, kvitt::to_json(std::vector{Reason::wrong_currency}), sek, 1234, 5}};
        input.more = true;
        const std::string page =
            render(language, "matching/receipts", receipts_view(context(language), input));
        for (const auto name : enum_names<ReceiptState>())
            EXPECT_THAT(page, HasSubstr("data-state=\"" + std::string(name) + "\""));
        EXPECT_THAT(page, HasSubstr(http::number_text(language, 1234)));
        EXPECT_THAT(page, HasSubstr("before=" + Id<payments::Receipt>(4711).text()));
        EXPECT_THAT(page, HasSubstr(language == Language::en ? "wait for a person"
                                                             : "v\xC3\xA4ntar p\xC3\xA5 handl"));
    }
}

TEST(Receipts, AddressesKeepTheQuestion)
{
    EXPECT_EQ(receipts_url({}).text(), "/desk/receipts");
    EXPECT_EQ(receipts_url({Shelf::held, "18 900", Reason::wrong_currency}).text(),
              "/desk/receipts?state=held&reason=wrong_currency&q=18%20900");
    ReceiptsInput input;
    input.question.text = "guld";
    const auto view = receipts_view(context(Language::en), input);
    EXPECT_EQ(view.without_search.text(), "/desk/receipts");
    EXPECT_EQ(view.empty.title, "No receipt fits");
    EXPECT_EQ(view.shelves.front().url.text(), "/desk/receipts?q=guld");
}

TEST(Receipt, SaysWhereTheMoneyIs)
{
    auto sample = facts(ReceiptState::allocated, {Reason::whole_number, Reason::more_than_amount}, 110'00);
    sample.paid = {order("Granvik Data AB", 100'00)};
    const std::string number = sample.paid.front().number.text();
    const Instant at = Instant::parse("2026-11-23T09:00:00Z");
    sample.parts = {{"allocated", number, 100'00, sek, at}, {"excess", number, 10'00, sek, at}};
    auto view = receipt_view(context(Language::en), sample, "MPN ID", std::nullopt);
    ASSERT_EQ(view.places.size(), 2U);
    EXPECT_EQ(view.places.at(0).amount, Money(100'00, sek));
    EXPECT_EQ(view.places.at(1).what, "Partner credit");
    EXPECT_EQ(view.history.size(), 3U);
    EXPECT_FALSE(view.awaited);

    sample.parts.push_back({"allocated", number, -100'00, sek, at});
    sample.parts.push_back({"released", number, 100'00, sek, at});
    view = receipt_view(context(Language::en), sample, "MPN ID", std::nullopt);
    ASSERT_EQ(view.places.size(), 1U);
    EXPECT_EQ(view.places.at(0).amount, Money(110'00, sek));
    EXPECT_THAT(
        render(Language::sv, "matching/receipt",
               receipt_view(context(Language::sv), sample, "MPN ID", http::url("/desk/statements/1"))),
        HasSubstr("Tillgodohavande"));
}

TEST(Receipt, WhatWaitsSaysWhoIsAwaitedAndUntilWhen)
{
    auto sample = facts(ReceiptState::suggested, {Reason::other_partner_id});
    EXPECT_EQ(receipt_view(context(Language::en), sample, "MPN ID", {}).awaited,
              "Awaited: a decision by the finance desk. No deadline runs for this money.");
    sample.candidates = {order("Granvik", 100'00)};
    EXPECT_THAT(*receipt_view(context(Language::en), sample, "MPN ID", {}).awaited,
                HasSubstr("can be paid until 24 December 2026"));
    EXPECT_EQ(receipt_view(context(Language::en), sample, "MPN ID", {}).places.front().what,
              "Not placed yet");
}

TEST(Desk, GroupsByReasonAcrossCurrencies)
{
    DeskInput input;
    input.today = today;
    input.sees_receipts = input.may_upload = true;
    const auto none = kvitt::to_json(std::vector{Reason::no_number});
    input.waiting = {{ReceiptState::held, kvitt::to_json(std::vector{Reason::wrong_currency}), eur, 1, 5'00},
                     {ReceiptState::unmatched, none, eur, 2, 10'00},
                     {ReceiptState::unmatched, none, sek, 3, 20'00}};
    input.orders_open = 1;
    input.orders_overdue = 2;
    const auto view = desk_view(context(Language::en), input);
    ASSERT_EQ(view.waiting.size(), 2U);
    EXPECT_EQ(view.waiting.at(0).count, "5");
    EXPECT_EQ(view.waiting.at(0).sums, (std::vector<Money>{Money(10'00, eur), Money(20'00, sek)}));
    EXPECT_EQ(view.waiting.at(0).url.text(), "/desk/receipts?reason=no_number");
    EXPECT_EQ(view.orders.at(0).text, "order awaits payment");
    EXPECT_FALSE(view.any_proofs);
    input.proofs = {1, 2};
    EXPECT_EQ(desk_view(context(Language::en), input).proofs.at(0).text, "proof waits for a review");
    EXPECT_EQ(desk_view(context(Language::en), input).proofs.at(1).url.text(), "/desk/proofs?state=overdue");
    for (const Language language : {Language::en, Language::sv})
        EXPECT_THAT(render(language, "matching/desk", desk_view(context(language), input)),
                    HasSubstr("data-reason=\"no_number\""));
    input.sees_receipts = input.may_upload = false;
    const std::string page = render(Language::en, "matching/desk", desk_view(context(Language::en), input));
    EXPECT_THAT(page, Not(HasSubstr("data-reason")));
    EXPECT_THAT(page, Not(HasSubstr("type=\"file\"")));
}

namespace
{

statements::FileSummary file(statements::FileState state)
{
    statements::FileSummary out;
    out.id = Id<statements::File>(815);
    out.name = "extrait <b>.xml";
    out.sha256 = std::string(64, 'a');
    out.state = state;
    out.format = "camt.053.001.08";
    out.statement_count = 1;
    out.entry_count = 1200;
    out.known_count = 3;
    out.taken_at = Instant::parse("2026-11-23T09:00:00Z");
    out.actor_name = "Maja Lind";
    if (state == statements::FileState::refused)
    {
        out.error_line = 12;
        out.error_element = "Ntry";
        out.error_message = "has no amount";
    }
    return out;
}

statements::StatementSummary statement(std::optional<bool> adds_up)
{
    statements::StatementSummary out;
    out.id = Id<statements::StoredStatement>(1);
    out.number = 1;
    out.account = "SE4550000000058398257466";
    out.ours = true;
    out.from_day = out.to_day = today;
    out.opening = 100'00;
    out.opening_currency = sek;
    out.adds_up = adds_up;
    out.entry_count = 6;
    out.warnings = json::array{"numbers 4 to 6 of its statements are not here"};
    return out;
}

std::vector<EntryFacts> entry_samples()
{
    statements::EntrySummary entry;
    entry.line = 33;
    entry.amount = 100'00;
    entry.currency = sek;
    entry.remittance = "ORDER";
    std::vector<EntryFacts> out;
    const auto add = [&](auto change) {
        out.push_back({entry, std::nullopt});
        change(out.back());
    };
    add([](EntryFacts& e) { e.receipt = facts(ReceiptState::suggested, {Reason::partner_id_only}).receipt; });
    add([](EntryFacts& e) { e.entry.known = true; });
    add([](EntryFacts& e) { e.entry.waits = true; });
    add([](EntryFacts& e) { e.entry.amount = -5; });
    add([](EntryFacts& e) { e.entry.held = "DEM is not a currency in use"; });
    add([](EntryFacts& e) { e.entry.status = statements::EntryStatus::pending; });
    add([](EntryFacts&) {});
    return out;
}

} // namespace

TEST(Statements, EachResultOfAnUploadIsExplicit)
{
    Imported taken;
    taken.path = "a.xml";
    taken.result = "taken";
    taken.statements = 1;
    taken.entries = 3;
    taken.allocated = 2;
    taken.unmatched = 1;
    taken.activated = {orders::OrderNumber::draw().text()};
    Imported known = taken;
    known.result = "already_known";
    Imported refused;
    refused.path = "b.xml";
    refused.result = "refused";
    refused.error = ImportError{7, "Stmt", "has no account"};
    for (const Language language : {Language::en, Language::sv})
    {
        StatementsInput input;
        input.may_upload = true;
        for (const Imported& imported : {taken, known, refused})
            input.results.push_back(
                upload_view(context(language), imported, http::url("/desk/statements/1")));
        const std::string page =
            render(language, "matching/statements", statements_view(context(language), input));
        for (const char* state : {"taken", "already_known", "refused"})
            EXPECT_THAT(page, HasSubstr("data-state=\"" + std::string(state) + "\""));
        EXPECT_THAT(page, HasSubstr("has no account"));
        EXPECT_THAT(page, HasSubstr("<code>Stmt</code>"));
        EXPECT_THAT(page, HasSubstr(language == Language::en ? "Line 7" : "Rad 7"));
        EXPECT_THAT(page, HasSubstr(language == Language::en ? "Nothing was changed."
                                                             : "Ingenting \xC3\xA4ndrades."));
    }
    EXPECT_TRUE(upload_view(context(Language::en), known, {}).outcomes.empty());
}

TEST(Statements, AFileShowsWhatBecameOfEachEntry)
{
    for (const Language language : {Language::en, Language::sv})
        for (const std::optional<bool> adds_up :
             {std::optional<bool>(true), std::optional<bool>(false), std::optional<bool>()})
        {
            StatementFileInput input;
            input.file = file(statements::FileState::taken);
            input.statements = {statement(adds_up)};
            input.shown = input.statements.front();
            input.entries = entry_samples();
            input.sees_receipts = true;
            const std::string page =
                render(language, "matching/statement_file", statement_file_view(context(language), input));
            for (const char* state :
                 {"suggested", "known", "waits", "money_out", "held", "not_booked", "batch"})
                EXPECT_THAT(page, HasSubstr("data-state=\"" + std::string(state) + "\""));
            EXPECT_THAT(page, HasSubstr("numbers 4 to 6 of its statements are not here"));
            EXPECT_THAT(page, HasSubstr("extrait &lt;b&gt;.xml"));
            EXPECT_THAT(page, HasSubstr("/desk/receipts/"));
        }
}

TEST(Statements, ARefusedFileSaysWhereAndThatNothingChanged)
{
    StatementFileInput input;
    input.file = file(statements::FileState::refused);
    const std::string page =
        render(Language::en, "matching/statement_file", statement_file_view(context(Language::en), input));
    EXPECT_THAT(page, HasSubstr("Nothing was changed."));
    EXPECT_THAT(page, HasSubstr("Line 12"));
    EXPECT_THAT(page, HasSubstr("has no amount"));
}
