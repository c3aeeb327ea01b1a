#include "purchase/company_views.h"
#include "purchase/order_page_views.h"
#include "purchase/replace_views.h"
#include "purchase/samples.h"
#include "web/layout.h"

#include <gmock/gmock.h>

using namespace kvitt;
using namespace kvitt::purchase;
using testing::HasSubstr;
using testing::Not;

namespace
{

const http::RenderContext english{http::Language::en, TimeZone::utc()};
const http::RenderContext swedish{http::Language::sv, TimeZone::utc()};

const http::Pages& pages()
{
    static const http::Pages all([] {
        http::PagesOptions options = http::embedded_pages();
        std::erase_if(options.names, [](const std::string& name) { return !name.starts_with("purchase/"); });
        return options;
    }());
    return all;
}

template <class View>
std::string render(const http::RenderContext& context, const char* page, const View& view)
{
    return pages().render(context, page, view, web::Frame{});
}

std::string order_page(const OrderFacts& facts)
{
    render(swedish, "purchase/order", order_view(swedish, facts));
    return render(english, "purchase/order", order_view(english, facts));
}

std::string order_page(const orders::Order& order, const Situation& situation = samples::situation(),
                       const std::vector<payments::Arrival>& arrivals = {})
{
    return order_page(OrderFacts{situation, order, {arrivals, Money(), {}}, {}, {}});
}

payments::Arrival arrival_of(const orders::Order& order, std::int64_t amount, std::int64_t applied)
{
    return {Id<payments::Receipt>(1), Date::of(2026, 11, 25), order.quote.total.currency(), amount, applied};
}

// An order that ended on the day after it was placed.
orders::Order ended(orders::OrderState state)
{
    auto order = samples::order();
    order.state = state;
    order.closed_at = samples::now + std::chrono::hours(24);
    return order;
}

// The company has that much credit, which pays for silver.
Situation with_credit(std::int64_t amount, bool covered)
{
    Situation situation = samples::situation();
    situation.credits = {Money(amount, Currency::parse("SEK"))};
    situation.offers[0].credit = situation.credits[0];
    situation.offers[0].covered = covered;
    return situation;
}

orders::CancelRequest request_in(orders::CancelRequestState state)
{
    orders::CancelRequest request;
    request.order_number = samples::order().number.text();
    request.asked_by = "Anna <Ek>";
    request.asked_at = samples::now;
    request.state = state;
    if (state != orders::CancelRequestState::open)
        request.decided_at = samples::now + std::chrono::hours(48);
    request.answer = "The rest is on its way.";
    return request;
}

web::FieldView field(const char* name)
{
    web::FieldView view;
    view.name = view.label = name;
    return view;
}

} // namespace

TEST(OffersPage, ATileIsForSaleOrSaysWhyNot)
{
    const auto view = offers_view(english, samples::situation());
    EXPECT_EQ(view.tiles[0].subscribe->text(), "/purchase/silver");
    EXPECT_FALSE(view.tiles[1].subscribe.has_value());
    const std::string page = render(english, "purchase/offers", view);
    EXPECT_THAT(page, HasSubstr("SEK\u00a018,900.00"));
    EXPECT_THAT(page, HasSubstr("data-block=\"requirements_not_met\""));
    EXPECT_THAT(page, HasSubstr("aria-describedby=\"why-gold\""));
    EXPECT_THAT(page, HasSubstr("Nothing bought yet"));
    EXPECT_THAT(render(swedish, "purchase/offers", offers_view(swedish, samples::situation())),
                HasSubstr("Tillgängliga för köp"));
}

TEST(OffersPage, ADiscountStrikesTheListPrice)
{
    Situation situation = samples::situation();
    situation.offers[1].quote = samples::quote(Currency::parse("SEK"), 4'730'000, true);
    situation.offers[1].blocks.clear();
    const std::string page = render(english, "purchase/offers", offers_view(english, situation));
    EXPECT_THAT(page, HasSubstr("47,300.00</s>"));
    EXPECT_THAT(page, HasSubstr("35,475.00"));
    EXPECT_THAT(page, HasSubstr("Upgrade discount 25%"));
}

TEST(OffersPage, PurchasedRowsSayWhatIsAwaited)
{
    Situation situation = samples::situation();
    situation.orders = {samples::order()};
    const auto view = offers_view(english, situation);
    ASSERT_EQ(view.purchased.size(), 1u);
    EXPECT_EQ(view.purchased[0].state.code, "awaiting_payment");
    EXPECT_THAT(view.purchased[0].next, HasSubstr("23 December 2026"));
    EXPECT_TRUE(view.purchased[0].cancel.has_value());
    EXPECT_EQ(view.purchased[0].replace->text(), "/orders/4817220985/replace");
    situation.orders[0].cancel_requested = true;
    const auto asked = offers_view(english, situation).purchased[0];
    EXPECT_EQ(asked.state.code, "cancel_requested");
    EXPECT_FALSE(asked.cancel.has_value());
    EXPECT_FALSE(asked.replace.has_value());
    EXPECT_THAT(asked.next, HasSubstr("the programme's decision"));
    EXPECT_THAT(render(english, "purchase/offers", view), HasSubstr("data-state=\"awaiting_payment\""));
}

TEST(OffersPage, AnActiveOrderShowsItsMembershipsState)
{
    Situation situation = samples::situation();
    situation.orders = {samples::order()};
    situation.orders[0].state = orders::OrderState::active;
    situation.memberships = {samples::membership("silver", samples::today)};
    const auto active = offers_view(english, situation).purchased[0];
    EXPECT_EQ(active.state.word, "Active");
    EXPECT_EQ(active.next, "Runs until 23 November 2027.");
    situation.today = Date::of(2027, 11, 24);
    EXPECT_EQ(offers_view(english, situation).purchased[0].state.code, "in_window");
}

TEST(Dashboard, LeadsToTheOneThingToDo)
{
    Situation situation = samples::situation();
    EXPECT_EQ(dashboard_view(english, situation).next.action->url.text(), "/purchase/silver");
    situation.orders = {samples::order()};
    const auto waiting = dashboard_view(english, situation);
    EXPECT_EQ(waiting.next.action->url.text(), "/orders/4817220985");
    EXPECT_THAT(render(english, "purchase/dashboard", waiting), HasSubstr("Pay order 4817 220 985"));
    situation.orders[0].cancel_requested = true;
    EXPECT_EQ(dashboard_view(english, situation).next.title, "Wait for the programme's decision");
    const auto credit = dashboard_view(english, with_credit(2'000'000, false)).next;
    EXPECT_EQ(credit.action->url.text(), "/purchase/silver");
    EXPECT_THAT(credit.text, HasSubstr("SEK\u00a03,625.00 is left to transfer"));
    situation = with_credit(2'362'500, true);
    situation.orders = {ended(orders::OrderState::expired)};
    const auto covered = dashboard_view(english, situation).next;
    EXPECT_THAT(covered.text, HasSubstr("no new transfer is needed"));
    EXPECT_EQ(covered.action->url.text(), "/purchase/silver?again=4817220985");
    situation.orders.clear();
    for (auto& offer : situation.offers)
        offer.blocks = {&orders::not_verified};
    EXPECT_EQ(dashboard_view(english, situation).next.title, "Before you can buy");
    EXPECT_THAT(render(swedish, "purchase/dashboard", dashboard_view(swedish, situation)),
                HasSubstr("Inget medlemskap ännu"));
}

TEST(Compare, AlignsBenefitsByName)
{
    const std::vector<catalogue::Benefit> benefits{
        {"silver", 1, "Advisory hours", "Rådgivningstimmar", "20", "20"},
        {"gold", 1, "Advisory hours", "Rådgivningstimmar", "50", "50"},
        {"gold", 2, "Gold logo", "Guldlogotyp", "yes", "ja"}};
    const auto view = compare_view(english, samples::situation(), benefits);
    ASSERT_EQ(view.benefits.size(), 2u);
    EXPECT_EQ(view.benefits[0].cells[1].quantity, "50");
    EXPECT_FALSE(view.benefits[1].cells[0].quantity.has_value());
    EXPECT_THAT(render(english, "purchase/compare", view), HasSubstr("not included"));
}

TEST(Details, ChoosesTransferAndExplainsTheCard)
{
    const Situation situation = samples::situation();
    const auto view = details_view(english, {situation, situation.offers[0]}, "", std::nullopt);
    EXPECT_TRUE(view.bank_transfer);
    const std::string page = render(english, "purchase/details", view);
    EXPECT_THAT(page, HasSubstr("value=\"card\" disabled"));
    EXPECT_THAT(page, HasSubstr("has not connected a card gateway"));
    EXPECT_THAT(page, HasSubstr("/company/tax-id?next=%2Fpurchase%2Fsilver"));
    const auto both =
        details_view(swedish, {situation, situation.offers[0], true}, "", "Välj hur ni vill betala.");
    EXPECT_FALSE(both.bank_transfer);
    EXPECT_THAT(render(swedish, "purchase/details", both), HasSubstr("Välj hur ni vill betala."));
}

TEST(Details, ABlockedOfferHasNoForm)
{
    const Situation situation = samples::situation();
    const std::string page =
        render(english, "purchase/details",
               details_view(english, {situation, situation.offers[1]}, "", std::nullopt));
    EXPECT_THAT(page, HasSubstr("cannot be bought now"));
    EXPECT_THAT(page, Not(HasSubstr("name=\"payment_method\"")));
}

TEST(Transfer, ShowsAccountAgreementAndCredit)
{
    Situation situation = samples::situation();
    const TransferTerms terms{{"2026-01", samples::today,
                               "# Billing\n\nOne.\nStill one.\n\nTwo.\n# Renewal\nThree.",
                               "# Fakturering\n\nEtt."},
                              samples::bankgiro()};
    const auto input = [&] {
        return PurchaseInput{situation, situation.offers[0], false, orders::OrderNumber::parse("4817220985")};
    };
    const auto view = transfer_view(english, input(), terms, false, std::nullopt);
    EXPECT_EQ(view.back.text(), "/purchase/silver?again=4817220985");
    ASSERT_EQ(view.agreement.size(), 2u);
    EXPECT_EQ(view.agreement[0].paragraphs, (std::vector<std::string>{"One. Still one.", "Two."}));
    const std::string page = render(english, "purchase/transfer", view);
    EXPECT_THAT(page, HasSubstr("5050-1055"));
    EXPECT_THAT(page, HasSubstr("<strong>Granvik Data AB</strong>"));
    EXPECT_THAT(page, HasSubstr("23 December 2026"));
    situation = with_credit(2'000'000, false);
    EXPECT_EQ(transfer_view(english, input(), terms, false, std::nullopt).due,
              Money(362'500, Currency::parse("SEK")));
    // Nine kronor are missing: within the tolerance, so nothing is left to transfer.
    situation = with_credit(2'361'600, true);
    const auto covered = transfer_view(swedish, input(), terms, true, "Ordern kräver ditt godkännande.");
    EXPECT_TRUE(covered.covered);
    EXPECT_TRUE(covered.due.is_zero());
    EXPECT_THAT(render(swedish, "purchase/transfer", covered), HasSubstr("Ordern kräver ditt godkännande."));
}

TEST(Transfer, WithoutAnAccountNothingCanBeSubmitted)
{
    const Situation situation = samples::situation();
    const TransferTerms terms{{"2026-01", samples::today, "Text.", "Text."}, std::nullopt};
    const std::string page =
        render(english, "purchase/transfer",
               transfer_view(english, {situation, situation.offers[0]}, terms, false, {}));
    EXPECT_THAT(page, HasSubstr("has not named an account"));
    EXPECT_THAT(page, HasSubstr("aria-disabled=\"true\""));
}

TEST(OrderPage, GivesEitherReferenceOrText)
{
    const auto order = samples::order();
    const std::string bankgiro = order_page(order);
    EXPECT_THAT(bankgiro, HasSubstr("data-copy=\"" + order.number.ocr() + "\""));
    EXPECT_THAT(bankgiro, HasSubstr("data-copy=\"4817220985 4812907\""));
    EXPECT_THAT(bankgiro, HasSubstr("data-copy=\"23625.00\""));
    EXPECT_THAT(bankgiro, Not(HasSubstr("qr.svg")));
    const std::string euro = order_page(samples::order(samples::iban()));
    EXPECT_THAT(euro, HasSubstr("data-copy=\"RF744817220985\""));
    EXPECT_THAT(euro, HasSubstr("DE89 3704 0044 0532 0130 00"));
    EXPECT_THAT(euro, HasSubstr("/orders/4817220985/qr.svg"));
    const std::string dollar = order_page(samples::order(samples::plain_account()));
    EXPECT_THAT(dollar, Not(HasSubstr("does not take that reference")));
    EXPECT_THAT(dollar, HasSubstr("data-copy=\"4817220985 4812907\""));
}

TEST(OrderPage, PartPaidAsksForTheRest)
{
    auto order = samples::order(samples::iban());
    order.paid = Money(1'000'000, order.paid.currency());
    const std::string page =
        order_page(order, samples::situation(), {arrival_of(order, 1'000'000, 1'000'000)});
    EXPECT_THAT(page, HasSubstr("data-state=\"part_paid\""));
    EXPECT_THAT(page, HasSubstr("data-copy=\"13625.00\""));
    EXPECT_THAT(page, HasSubstr("The programme decides, because something has been done for it."));
    EXPECT_THAT(*order_qr_payload(order), HasSubstr("\nEUR13625.00\n"));
}

TEST(OrderPage, AfterTheDeadlineTheBankIsAwaited)
{
    Situation situation = samples::situation();
    situation.now = samples::order().expires_at + std::chrono::hours(5);
    const auto order = samples::order(samples::iban());
    const std::string page = order_page(order, situation);
    EXPECT_THAT(page, HasSubstr("statement, until 30 December 2026"));
    EXPECT_THAT(page, Not(HasSubstr("data-copy")));
    EXPECT_THAT(page, Not(HasSubstr("qr.svg")));
}

TEST(OrderPage, EndedOrdersSayWhatHappenedWithoutBankDetails)
{
    using orders::OrderState;
    for (const auto state : {OrderState::active, OrderState::cancelled, OrderState::expired,
                             OrderState::failed, OrderState::refunded})
    {
        auto order = samples::order(samples::iban());
        order.state = state;
        order.closed_at = samples::now;
        Situation situation = samples::situation();
        if (state == OrderState::active)
            situation.memberships = {samples::membership("silver", samples::today)};
        const std::string page = order_page(order, situation, {arrival_of(order, 2'362'500, 0)});
        EXPECT_THAT(page, Not(HasSubstr("data-copy"))) << enum_text(state);
        EXPECT_THAT(page, Not(HasSubstr("qr.svg"))) << enum_text(state);
        EXPECT_THAT(page, Not(HasSubstr("hx-"))) << enum_text(state); // nothing more will come
        EXPECT_THAT(page, HasSubstr("25 November 2026")) << enum_text(state);
    }
}

TEST(OrderPage, AnExpiredOrderIsNotPaidAgainAndSaysWhetherMoneyWaits)
{
    const auto order = ended(orders::OrderState::expired);
    const std::string without = order_page(order);
    EXPECT_THAT(without, HasSubstr("Do not pay this order any more"));
    EXPECT_THAT(without, HasSubstr("href=\"/purchase/silver?again=4817220985\""));
    EXPECT_THAT(without, HasSubstr("No money of yours waits for it. A new order asks SEK\u00a023,625.00."));
    const std::string part = order_page(order, with_credit(2'000'000, false));
    EXPECT_THAT(part, HasSubstr("SEK\u00a03,625.00 is left to transfer"));
    EXPECT_THAT(order_page(order, with_credit(2'362'500, true)), HasSubstr("no new transfer is needed"));
}

TEST(OrderPage, AnEndedOrderPointsAtItsSuccessorInsteadOfSellingAgain)
{
    Situation situation = samples::situation();
    const auto order = ended(orders::OrderState::cancelled);
    situation.links = {{"4817220985", "1000000064", orders::LinkKind::replaced, false}};
    const std::string page = order_page(order, situation);
    EXPECT_THAT(page, HasSubstr("Replaced by order 1000 000 064 on 24 November 2026"));
    EXPECT_THAT(page, HasSubstr("href=\"/orders/1000000064\""));
    EXPECT_THAT(page, HasSubstr("data-relation=\"replaced_by\""));
    EXPECT_THAT(page, Not(HasSubstr("again=")));
}

TEST(OrderPage, TellsOfTheRequestToCancel)
{
    using orders::CancelRequestState;
    const Situation situation = samples::situation();
    auto order = samples::order();
    order.paid = Money(100, order.paid.currency());
    const auto page = [&](CancelRequestState state) {
        order.cancel_requested = state == CancelRequestState::open;
        return order_page(OrderFacts{situation, order, {}, request_in(state), {}});
    };
    const std::string open = page(CancelRequestState::open);
    EXPECT_THAT(open, HasSubstr("data-state=\"cancel_requested\""));
    EXPECT_THAT(open, HasSubstr("Anna &lt;Ek&gt; asked on 23 November 2026"));
    EXPECT_THAT(open, HasSubstr("data-copy")); // it can still be paid
    EXPECT_THAT(page(CancelRequestState::refused), HasSubstr("The rest is on its way."));
    EXPECT_THAT(page(CancelRequestState::withdrawn), Not(HasSubstr("data-note")));
    order = ended(orders::OrderState::cancelled);
    EXPECT_THAT(page(CancelRequestState::granted), HasSubstr("Cancelled on 25 November 2026 as you asked"));
}

TEST(OrderPage, TellsOfMoneyThatIsTooMuchOrInAnotherCurrency)
{
    const Situation situation = samples::situation();
    auto order = samples::order();
    payments::Receipt held;
    held.amount = 200'000;
    held.currency = Currency::parse("EUR");
    held.payment_date = Date::of(2026, 11, 25);
    const std::string waits = order_page(OrderFacts{situation, order, {{}, Money(), {held}}, {}, {}});
    EXPECT_THAT(waits, HasSubstr("data-note=\"wrong_currency\""));
    EXPECT_THAT(waits, HasSubstr("this order is to be paid in SEK"));
    order.state = orders::OrderState::active;
    order.paid = order.quote.total;
    order.from_credit = Money(1'000'000, order.paid.currency());
    Situation with_money = samples::situation();
    with_money.credits = {Money(637'500, order.paid.currency())};
    const OrderFacts facts{
        with_money,
        order,
        {{arrival_of(order, 3'000'000, 2'362'500)}, Money(637'500, order.paid.currency()), {}},
        {},
        orders::OrderNumber::parse("1000000064")};
    const std::string paid = order_page(facts);
    EXPECT_THAT(paid, HasSubstr("SEK\u00a06,375.00 more was paid than the order cost"));
    EXPECT_THAT(paid, HasSubstr("SEK\u00a023,625.00 of it for this order"));
    EXPECT_THAT(paid, HasSubstr("From credit"));
    EXPECT_THAT(paid, HasSubstr("upgrade discount of order 1000 000 064"));
}

TEST(OrderPage, OffersCreditThatCameAfterSubmit)
{
    Situation situation = samples::situation();
    const auto order = samples::order();
    const Currency sek = Currency::parse("SEK");
    OrderMoney money;
    EXPECT_THAT(order_page(OrderFacts{situation, order, money, {}, {}}), Not(HasSubstr("use-credit")));
    money.credit = orders::UsableCredit{Money(300'000, sek), Money(2'062'500, sek)};
    const std::string part = order_page(OrderFacts{situation, order, money, {}, {}});
    EXPECT_THAT(part, HasSubstr("action=\"/orders/4817220985/use-credit\""));
    EXPECT_THAT(part, HasSubstr("Use your credit of SEK\u00a03,000.00"));
    EXPECT_THAT(part, HasSubstr("SEK\u00a020,625.00 is left to transfer then"));
    money.credit = orders::UsableCredit{Money(2'362'500, sek), Money(0, sek)};
    const std::string whole = order_page(OrderFacts{situation, order, money, {}, {}});
    EXPECT_THAT(whole, HasSubstr("nothing is left to transfer"));
    situation.may_buy = false;
    EXPECT_THAT(order_page(OrderFacts{situation, order, money, {}, {}}), Not(HasSubstr("use-credit")));
}

TEST(OrderPage, ARefreshSeesWhatChanged)
{
    auto order = samples::order();
    const auto before =
        order_fingerprint(order, orders::awaiting(order, samples::now, Days{7}, TimeZone::utc()), {});
    const auto late =
        order_fingerprint(order, orders::awaiting(order, order.expires_at, Days{7}, TimeZone::utc()), {});
    order.paid = Money(1, order.paid.currency());
    EXPECT_NE(before, late);
    EXPECT_NE(before,
              order_fingerprint(order, orders::awaiting(order, samples::now, Days{7}, TimeZone::utc()), {}));
}

TEST(CancelPage, CancelsAtOnceOrAsksOrSaysWhyNot)
{
    CancelFacts facts{samples::order(), true, {}};
    const auto page = [&](const http::RenderContext& context) {
        return render(context, "purchase/cancel", cancel_view(context, facts));
    };
    EXPECT_THAT(page(english), HasSubstr("The order ends at once"));
    EXPECT_THAT(page(english), Not(HasSubstr("name=\"reason\"")));
    facts.unactioned = false;
    EXPECT_THAT(page(english), HasSubstr("A proof of payment has been sent in"));
    EXPECT_THAT(page(english), Not(HasSubstr("name=\"money_to\"")));
    facts.order.paid = Money(100'000, facts.order.paid.currency());
    for (const char* name : {"reason", "money_to"})
        EXPECT_THAT(page(swedish), HasSubstr("name=\"" + std::string(name) + "\""));
    EXPECT_THAT(page(english), HasSubstr("SEK\u00a01,000.00 has arrived"));
    facts.request = request_in(orders::CancelRequestState::open);
    EXPECT_THAT(page(swedish), HasSubstr("action=\"/orders/4817220985/cancel/withdraw\""));
    facts.order.state = orders::OrderState::active;
    EXPECT_THAT(page(english), HasSubstr("nothing to cancel"));
    EXPECT_THAT(page(english), Not(HasSubstr("<form class=\"panel\"")));
}

TEST(ReplacePage, OffersWhatCanTakeTheOrdersPlace)
{
    Situation situation = samples::situation();
    const auto order = samples::order();
    situation.offers[1].blocks.clear();
    situation.offers[1].credit = Money(1'000'000, Currency::parse("SEK"));
    ReplaceFacts facts{situation, order, situation.offers, {"2026-01", samples::today, "# A\n\nB.", "C."},
                       false,     ""};
    const auto view = replace_view(english, facts);
    ASSERT_EQ(view.offers.size(), 2u);
    EXPECT_FALSE(view.offers[0].possible); // the same once more
    EXPECT_TRUE(view.offers[1].chosen);    // all there is to choose
    const std::string page = render(english, "purchase/replace", view);
    EXPECT_THAT(page, HasSubstr("data-block=\"nothing_to_replace\""));
    EXPECT_THAT(page, HasSubstr("value=\"gold\" required checked"));
    EXPECT_THAT(page, HasSubstr("Left to transfer"));
    EXPECT_THAT(page, HasSubstr("value=\"card\" disabled"));
    for (const char* name : {"offer", "payment_method", "accepted", "agreement_version"})
        EXPECT_THAT(page, HasSubstr("name=\"" + std::string(name) + "\""));
    facts.offers[1].blocks = {&orders::requirements_not_met};
    const std::string nothing = render(swedish, "purchase/replace", replace_view(swedish, facts));
    EXPECT_THAT(nothing, HasSubstr("Inget kan ta dess plats just nu"));
    EXPECT_THAT(nothing, Not(HasSubstr("name=\"offer\"")));
    const auto closed = ended(orders::OrderState::expired);
    const ReplaceFacts late{situation, closed, {}, facts.agreement, false, ""};
    EXPECT_THAT(render(english, "purchase/replace", replace_view(english, late)),
                HasSubstr("not open any more"));
}

TEST(CompanyPages, RenderWithEveryFieldOfTheirForms)
{
    Situation situation = samples::situation();
    situation.may_edit_company = false;
    situation.admins = {{"Anna Ek", "anna@granvik.example"}};
    const CompanyPageView company{company_view(english, situation, http::url("/company"))};
    EXPECT_THAT(render(english, "purchase/company", company), HasSubstr("Anna Ek (anna@granvik.example)"));
    EXPECT_FALSE(company.company.edit_legal_address.has_value());

    AddressPageView address;
    for (const char* name : {"street", "street_2", "postal_code", "city", "region"})
        address.fields.push_back(field(name));
    address.countries = country_options(http::Language::sv, "SE", false);
    const std::string page = render(swedish, "purchase/address", address);
    for (const auto name : field_names<AddressForm>())
        EXPECT_THAT(page, HasSubstr("name=\"" + std::string(name) + "\""));
    EXPECT_THAT(page, HasSubstr("value=\"SE\" selected>Sverige"));

    TaxIdPageView tax_id;
    tax_id.tax_id = field("tax_id");
    for (const auto name : field_names<TaxIdForm>())
        EXPECT_THAT(render(english, "purchase/tax_id", tax_id),
                    HasSubstr("name=\"" + std::string(name) + "\""));
}

TEST(CompanyForms, RefuseWhatTheyCannotKeep)
{
    EXPECT_THROW(Country::parse("XX"), Invalid);
    EXPECT_THROW(Country::parse("se"), Invalid);
    EXPECT_EQ(Country::parse("JP").text(), "JP");
    EXPECT_EQ(TaxId::parse(" se 556677.8899 01 ").text(), "SE556677889901");
    EXPECT_THROW(TaxId::parse(std::string(41, '1')), Invalid);
    EXPECT_THROW(NextPage::parse("//evil.example"), Invalid);
}
