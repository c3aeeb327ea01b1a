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
    out.paid = out.written_off = Money(0, sek);
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
    return {order(), {"Nordlys", "Nordlys AB", "SE", "MPN ID", "desk@nordlys.example", 30, 7}, placed, {}, {},
            {}};
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

TEST(OrderViews, AwaitingSaysWhatFromWhomUntilWhen)
{
    Order one = order();
    EXPECT_EQ(awaiting_text(english, Audience::partner, one, awaited(one, placed)),
              "Awaited: your bank transfer of SEK\u00a012,500.00, by 23 December 2026 at the latest.");
    EXPECT_THAT(awaiting_text(english, Audience::desk, one, awaited(one, placed)),
                HasSubstr("the partner's"));
    EXPECT_THAT(awaiting_text(swedish, Audience::partner, one, awaited(one, placed)),
                HasSubstr("senast 23 december 2026"));
    EXPECT_THAT(awaiting_text(english, Audience::partner, one, awaited(one, one.expires_at)),
                HasSubstr("statement, until 30 December 2026"));
    one.paid = Money(1'000'000, sek);
    EXPECT_THAT(awaiting_text(english, Audience::partner, one, awaited(one, placed)),
                HasSubstr("the missing SEK\u00a02,500.00 from you"));
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
    for (const char* name : {"number", "partner_id", "offer", "payment_method", "state", "shown_state",
                             "list", "discount", "net", "tax", "total", "paid", "reference",
                             "receiving_account", "created_at", "expires_at", "awaiting"})
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
    for (const char* name : {"reference", "receiving_account", "awaiting"})
        EXPECT_TRUE(closed.at(name).is_null()) << name;
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
