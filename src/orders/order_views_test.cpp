#include "orders/cancel_desk_views.h"
#include "orders/desk_views.h"
#include "orders/order_cursor.h"
#include "orders/order_json.h"

#include "web/layout.h"

#include <gmock/gmock.h>

using namespace kvitt;
using namespace kvitt::orders;
using testing::HasSubstr;

namespace
{

const http::RenderContext english{http::Language::en, TimeZone::utc()};
const http::RenderContext swedish{http::Language::sv, TimeZone::utc()};
const Instant placed = Instant::parse("2026-11-23T13:02:00Z");
const Currency sek = Currency::parse("SEK");
const partners::Address address{"Storgatan 1", std::nullopt, "411 38", "Göteborg", std::nullopt, "SE"};

Order order()
{
    Order out;
    out.number = OrderNumber::parse("4817220985");
    out.offer = "silver";
    out.quote = {Money(1'000'000, sek), Money(0, sek),     std::nullopt, Money(1'000'000, sek),
                 Money(250'000, sek),   BasisPoints{2500}, "domestic",   Money(1'250'000, sek)};
    out.paid = out.written_off = out.from_credit = Money(0, sek);
    out.created_at = out.accepted_at = placed;
    out.expires_at = Instant::parse("2026-12-24T00:00:00Z");
    out.snapshot.partner_id = "4812907";
    out.snapshot.legal_name = "Granvik <Data> AB";
    out.snapshot.offer_name_en = "Silver membership";
    out.snapshot.offer_name_sv = "Silvermedlemskap";
    out.snapshot.legal_address = out.snapshot.bill_to_address = out.snapshot.sold_to_address = address;
    out.snapshot.receiving_account = catalogue::ReceivingAccount{
        "sek", sek, "bankgiro", "5050-1055", "SE35", "Nordlys AB", "SEB", {}, "SE"};
    return out;
}

Awaiting awaited(const Order& of, Instant now) { return *awaiting(of, now, Days{7}, TimeZone::utc()); }

std::string page(const char* name, const auto& view)
{
    static const http::Pages pages([] {
        http::PagesOptions options = http::embedded_pages();
        std::erase_if(options.names, [](const std::string& one) { return !one.starts_with("orders/"); });
        return options;
    }());
    pages.render(swedish, name, view, web::Frame{});
    return pages.render(english, name, view, web::Frame{});
}

DeskOrderInput desk_input()
{
    return {order(), {"Nordlys", "Nordlys AB", "SE", "MPN ID", "desk@nordlys.example", 30, 7},
            placed,  {},
            {},      {},
            {},      {}};
}

} // namespace

TEST(OrderViews, EveryStateHasAWordInBothLanguages)
{
    for (const auto name : enum_names<ShownState>())
    {
        const auto state = *enum_parse<ShownState>(name);
        EXPECT_EQ(state_view(http::Language::en, state).code, name);
        EXPECT_NE(state_view(http::Language::en, state).word, state_view(http::Language::sv, state).word);
    }
    for (const auto name : enum_names<memberships::MembershipState>())
    {
        const auto state = *enum_parse<memberships::MembershipState>(name);
        EXPECT_NE(state_view(http::Language::en, state).word, state_view(http::Language::sv, state).word);
    }
}

namespace
{

std::string told(const http::RenderContext& context, Audience audience, const Order& of, Instant now)
{
    return awaiting_text(context, audience, of, awaited(of, now), "desk@nordlys.example");
}

// As if uploaded and paid on the day the order was placed.
NewestProof proof(ProofState state)
{
    return {1, state, Date::of(2026, 11, 23), Instant::parse("2026-12-01T00:00:00Z"), false, std::nullopt};
}

} // namespace

TEST(OrderViews, AwaitingSaysWhatFromWhomUntilWhen)
{
    Order one = order();
    EXPECT_EQ(told(english, Audience::partner, one, placed),
              "Awaited: your bank transfer of SEK\u00a012,500.00, by 23 December 2026 at the latest.");
    EXPECT_THAT(told(english, Audience::desk, one, placed), HasSubstr("the partner's"));
    EXPECT_THAT(told(swedish, Audience::partner, one, placed), HasSubstr("senast 23 december 2026"));
    EXPECT_THAT(told(english, Audience::partner, one, one.expires_at),
                HasSubstr("statement, until 30 December 2026"));
    one.paid = Money(1'000'000, sek);
    EXPECT_THAT(told(english, Audience::partner, one, placed),
                HasSubstr("the missing SEK\u00a02,500.00 from you"));
}

TEST(OrderViews, AProofChangesWhatIsAwaited)
{
    Order one = order();
    const Instant late = Instant::parse("2026-12-01T00:00:00Z");
    for (const auto& [state, what, who] : {std::tuple(ProofState::submitted, "review", "programme"),
                                           std::tuple(ProofState::accepted, "money", "bank"),
                                           std::tuple(ProofState::rejected, "new_proof", "partner")})
    {
        one.proof = proof(state);
        EXPECT_EQ(awaited(one, placed).what, what);
        EXPECT_EQ(awaited(one, placed).who, who);
        for (const Audience audience : {Audience::partner, Audience::desk})
            EXPECT_NE(told(english, audience, one, placed), told(swedish, audience, one, placed));
        EXPECT_EQ(one.is_overdue(late), state != ProofState::rejected);
        EXPECT_FALSE(one.is_overdue(late - std::chrono::microseconds(1)));
    }
    one.proof = proof(ProofState::accepted);
    EXPECT_THAT(told(english, Audience::partner, one, placed), HasSubstr("by 30 November 2026"));
    EXPECT_EQ(awaited(one, late).what, "missing_money");
    EXPECT_THAT(told(english, Audience::partner, one, late), HasSubstr("write to desk@nordlys.example"));
    EXPECT_THAT(told(english, Audience::partner, one, late), HasSubstr("You paid on 23 November 2026"));
    one.proof->money_since = true;
    one.paid = Money(1'000'000, sek);
    EXPECT_EQ(awaited(one, late).what, "rest_of_payment");
    one.proof->money_since = false; // what came is older than the proof
    EXPECT_EQ(awaited(one, late).what, "missing_money");
    EXPECT_EQ(awaited(one, one.expires_at).what, "statement");
    one.state = OrderState::active;
    EXPECT_FALSE(one.is_overdue(late));
}

TEST(OrderViews, FilesAndMissingTicksInWords)
{
    ProofFile file{"kvitto.jpg", ProofType::jpg, 1'572'864, "", ""};
    EXPECT_EQ(file_text(http::Language::en, file), "kvitto.jpg, JPG, 1.5 MB");
    EXPECT_EQ(file_text(http::Language::sv, file), "kvitto.jpg, JPG, 1,5 MB");
    file.bytes = 2047;
    EXPECT_EQ(file_text(http::Language::en, file), "kvitto.jpg, JPG, 1 kB");
    EXPECT_EQ(missing_text(english, "MPN ID", {true, true, false, true, false}),
              "the amount and its currency, the MPN ID");
    EXPECT_EQ(missing_text(english, "MPN ID", {true, true, true, true, true}), "");
    const auto ticks = tick_views(english, order(), "MPN ID", {false, true, false, false, false}, "shows_");
    ASSERT_EQ(ticks.size(), 5U);
    EXPECT_EQ(ticks[1].name, "shows_our_account");
    EXPECT_EQ(ticks[1].value, "5050-1055");
    EXPECT_TRUE(ticks[1].ticked);
    EXPECT_EQ(ticks[4].label, "Your MPN ID");
    EXPECT_EQ(ticks[4].value, "4812907");
}

TEST(OrderViews, TaxSaysItsRateAndWhy)
{
    Quote quote = order().quote;
    EXPECT_EQ(tax_label(http::Language::en, quote), "VAT 25%");
    for (const char* treatment : {"domestic", "reverse_charge", "consumer", "export"})
    {
        quote.tax_treatment = treatment;
        EXPECT_FALSE(tax_reason(http::Language::sv, quote).empty());
        EXPECT_NE(tax_reason(http::Language::sv, quote), tax_reason(http::Language::en, quote));
    }
}

TEST(OrderViews, AddressesEndWithTheCountryInWords)
{
    EXPECT_EQ(address_lines(http::Language::sv, address),
              (std::vector<std::string>{"Storgatan 1", "411 38 Göteborg", "Sverige"}));
}

TEST(OrderJson, HasEveryMemberAndNullForWhatIsUnknown)
{
    Order one = order();
    const json::object open = to_json(order_json(one, placed, Days{7}, TimeZone::utc())).as_object();
    for (const char* name : {"number",
                             "partner_id",
                             "offer",
                             "payment_method",
                             "state",
                             "shown_state",
                             "list",
                             "discount",
                             "net",
                             "tax",
                             "total",
                             "paid",
                             "credit_used",
                             "reference",
                             "receiving_account",
                             "created_at",
                             "expires_at",
                             "awaiting",
                             "links",
                             "cancel_request",
                             "refund_right_ended_by",
                             "proof"})
        EXPECT_TRUE(open.contains(name)) << name;
    EXPECT_EQ(open.at("reference").at("text").as_string(), "4817220985 4812907");
    EXPECT_EQ(open.at("reference").at("rf").as_string(), "RF744817220985");
    EXPECT_EQ(open.at("reference").at("ocr").as_string(), one.number.ocr());
    EXPECT_EQ(open.at("awaiting").at("who").as_string(), "partner");
    EXPECT_TRUE(open.at("receiving_account").at("bic").is_null());
    EXPECT_FALSE(open.at("receiving_account").as_object().contains("statement_account"));
    one.state = OrderState::cancelled;
    one.payment_method = PaymentMethod::card;
    one.snapshot.receiving_account.reset();
    const json::object closed = to_json(order_json(one, placed, Days{7}, TimeZone::utc())).as_object();
    for (const char* name :
         {"reference", "receiving_account", "awaiting", "cancel_request", "refund_right_ended_by", "proof"})
        EXPECT_TRUE(closed.at(name).is_null()) << name;
}

TEST(OrderJson, NamesItsTies)
{
    OrderTies ties;
    ties.related = {{Relation::follows, OrderNumber::parse("1000000064"), true}};
    CancelRequest request;
    request.reason = "Merged";
    request.money_to = MoneyTo::payer;
    request.asked_at = placed;
    ties.request = request;
    Order one = order();
    one.cancel_requested = true;
    const json::object out = to_json(order_json(one, placed, Days{7}, TimeZone::utc(), ties)).as_object();
    EXPECT_EQ(out.at("shown_state").as_string(), "cancel_requested");
    EXPECT_EQ(out.at("awaiting").at("who").as_string(), "programme");
    EXPECT_EQ(out.at("links").at(0).at("relation").as_string(), "follows");
    EXPECT_TRUE(out.at("links").at(0).at("price_kept").as_bool());
    EXPECT_EQ(out.at("cancel_request").at("money_to").as_string(), "payer");
    EXPECT_TRUE(out.at("cancel_request").at("answer").is_null());
}

TEST(OrderCursor, ReadsWhatItWrites)
{
    const OrderCursor cursor(order());
    EXPECT_EQ(OrderCursor::parse(cursor.text()).text(), cursor.text());
    OrderFilter filter;
    OrderCursor::parse(cursor.text()).apply_to(filter);
    EXPECT_EQ(filter.before, placed);
    EXPECT_EQ(filter.before_number, "4817220985");
    for (const char* wrong :
         {"", ".", "1", "a.4817220985", "1.4817220984", "1.2.3", "123456789012345678.4817220985"})
        EXPECT_THROW(OrderCursor::parse(wrong), Invalid) << wrong;
}

TEST(DeskPages, ListShowsRowsOrSaysWhyItIsEmpty)
{
    DeskOrdersInput input;
    input.programme = desk_input().programme;
    input.now = placed;
    EXPECT_THAT(page("orders/list", desk_orders_view(english, input)), HasSubstr("No orders yet"));
    input.text = "zzz";
    EXPECT_THAT(page("orders/list", desk_orders_view(english, input)), HasSubstr("No order fits"));
    input.orders = {order()};
    input.state = OrderState::awaiting_payment;
    const std::string rows = page("orders/list", desk_orders_view(english, input));
    EXPECT_THAT(rows, HasSubstr("Granvik &lt;Data&gt; AB"));
    EXPECT_THAT(rows, HasSubstr("value=\"awaiting_payment\" selected"));
    EXPECT_THAT(rows, HasSubstr("data-state=\"awaiting_payment\""));
}

TEST(DeskPages, OneOrderShowsMoneyAndEvents)
{
    DeskOrderInput input = desk_input();
    EXPECT_THAT(page("orders/show", desk_order_view(english, input)), HasSubstr("No money yet"));
    payments::Receipt receipt;
    receipt.amount = 100'000;
    receipt.currency = sek;
    receipt.payment_date = Date::of(2026, 11, 25);
    receipt.remittance = "<ORDER> 4817220985";
    receipt.state = payments::ReceiptState::allocated;
    input.receipts = {receipt};
    events::SealedEvent event;
    event.kind = "order_submitted";
    event.actor_kind = ActorKind::clock;
    event.at = placed;
    input.events = {event};
    const std::string shown = page("orders/show", desk_order_view(english, input));
    EXPECT_THAT(shown, HasSubstr("&lt;ORDER&gt; 4817220985"));
    EXPECT_THAT(shown, HasSubstr("Allocated"));
    EXPECT_THAT(shown, HasSubstr("Order placed"));
    EXPECT_THAT(shown, HasSubstr("the clock"));
}

TEST(DeskPages, RequestsToCancelAreDecidedWithAnAnswer)
{
    CancelRequest request;
    request.order_number = "4817220985";
    request.asked_by = "Anna <Ek>";
    request.asked_at = placed;
    request.money_to = MoneyTo::payer;
    Order one = order();
    one.cancel_requested = true;
    EXPECT_THAT(page("orders/cancel_requests", requests_view(english, "MPN ID", {})),
                HasSubstr("No request waits"));
    const std::string queue =
        page("orders/cancel_requests", requests_view(english, "MPN ID", {{request, one}}));
    EXPECT_THAT(queue, HasSubstr("/desk/cancel-requests/4817220985"));
    one.paid = Money(100, sek);
    RequestView view = request_view(english, {request, one});
    EXPECT_THAT(page("orders/cancel_request", view), HasSubstr("The role finance decides"));
    view.may_decide = true;
    const std::string decide = page("orders/cancel_request", view);
    EXPECT_THAT(decide, HasSubstr("Anna &lt;Ek&gt;"));
    EXPECT_THAT(decide, HasSubstr("value=\"payer\" checked"));
    EXPECT_THAT(decide, HasSubstr("name=\"answer\""));
    request.state = CancelRequestState::refused;
    request.decided_by = "Finance";
    request.decided_at = placed;
    request.answer = "It is paid, says the bank.";
    EXPECT_THAT(page("orders/cancel_request", request_view(english, {request, one})),
                HasSubstr("It is paid, says the bank."));
}
