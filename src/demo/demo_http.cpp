#include "demo/demo_http.h"

#include "base/digits.h"
#include "base/text.h"
#include "demo/clock.h"
#include "http/locale.h"
#include "orders/order_json.h"
#include "orders/order_views.h"
#include "web/context.h"

#include <algorithm>

namespace kvitt::demo
{
namespace
{

using http::Url;
using http::url;

constexpr std::int64_t open_orders_max = 50;
constexpr std::int64_t receipts_looked_at_max = 100;
constexpr std::size_t reference_characters_max = 500;
constexpr std::size_t name_characters_max = 140;   // Max140Text
constexpr std::size_t account_characters_max = 34; // Max34Text
constexpr Days date_distance_max{400};             // from today; a typing mistake beyond

// --- the clock ---

struct ClockForm
{
    std::string at;
};
BOOST_DESCRIBE_STRUCT(ClockForm, (), (at))

struct ClockStep
{
    std::string at;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ClockStep, (), (at, text))

struct ClockPage
{
    std::string now;
    std::string zone;
    web::FieldView at;
    std::vector<ClockStep> steps;
};
BOOST_DESCRIBE_STRUCT(ClockPage, (), (now, zone, at, steps))

struct Moved
{
    Instant business_time;
};
BOOST_DESCRIBE_STRUCT(Moved, (), (business_time))

const Refusal clock_only_forward{RefusalKind::invalid, "clock_only_forward",
                                 "Business time only moves forward."};

// As an input of type datetime-local wants it: local time to the minute.
std::string local_minutes(Instant at, const TimeZone& zone)
{
    constexpr std::size_t to_the_minute = 16;
    return (at + zone.offset_at(at)).text().substr(0, to_the_minute);
}

std::vector<ClockStep> clock_steps(const web::Context& c, Instant now)
{
    std::vector<ClockStep> steps;
    for (const int days : {1, 7, 30, 365})
        steps.push_back({(now + std::chrono::hours(24) * days).text(),
                         c.translate_plural("{n} day on", "{n} days on", days)});
    return steps;
}

http::Response get_clock(web::Context& c)
{
    const auto [now, zone] = c.read([](Read& read) { return std::pair(read.now(), read.zone()); });
    ClockPage page;
    page.now = http::instant_text(c.language(), now, zone);
    page.zone = zone.name();
    page.at = c.field("at", c.translate("Move business time to"), local_minutes(now, zone));
    page.at.type = "datetime-local";
    page.steps = clock_steps(c, now);
    return c.page("demo/clock", page);
}

http::Response post_clock(web::Context& c, const Demo& demo)
{
    const std::string at = c.form<ClockForm>().at;
    const Instant moved = c.read([&](Read& read) {
        try
        {
            const Instant to = business_time(at, read.zone());
            if (to < read.now())
                throw Refused(clock_only_forward);
            return to;
        }
        catch (const Invalid& invalid)
        {
            throw InvalidFields({{"at", "invalid", invalid.what()}});
        }
    });
    c.db().write(c.author(), [&](Tx& tx) { tx.move_clock(moved); });
    demo.run_due_jobs();
    return c.changed(to_json(Moved{moved}), url("/demo/clock"));
}

// --- the sandbox bank ---

struct TransferForm
{
    std::optional<Text<reference_characters_max>> reference;
    std::string amount;
    Currency currency;
    std::optional<Date> booking_date;
    std::optional<Date> value_date;
    std::optional<Text<name_characters_max>> payer_name;
    std::optional<Text<account_characters_max>> payer_account;
};
BOOST_DESCRIBE_STRUCT(TransferForm, (),
                      (reference, amount, currency, booking_date, value_date, payer_name, payer_account))

struct TakeBackForm
{
    Text<reference_characters_max> bank_ref;
};
BOOST_DESCRIBE_STRUCT(TakeBackForm, (), (bank_ref))

struct OpenOrder
{
    Url prefill;
    Url show;
    std::string number;
    std::string partner;
    std::string open_amount;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(OpenOrder, (), (prefill, show, number, partner, open_amount, chosen))

struct SentView
{
    std::string file;
    std::string amount;
    std::string reference;
    std::string code; // of what became of it
    std::string word;
    std::string tone;
    std::optional<web::ActionView> order;
    std::optional<std::string> bank_ref; // by which it can be taken back
};
BOOST_DESCRIBE_STRUCT(SentView, (), (file, amount, reference, code, word, tone, order, bank_ref))

struct CurrencyChoice
{
    std::string code;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(CurrencyChoice, (), (code, chosen))

struct BankPage
{
    std::optional<std::string> sent; // the file just made
    Url again;
    std::vector<OpenOrder> open;
    bool any_open = false;
    web::FieldView reference;
    web::FieldView amount;
    std::vector<CurrencyChoice> currencies;
    std::optional<std::string> currency_fault;
    web::FieldView booking_date;
    web::FieldView value_date;
    web::FieldView payer_name;
    web::FieldView payer_account;
    std::vector<SentView> made;
    bool any_made = false;
};
BOOST_DESCRIBE_STRUCT(BankPage, (),
                      (sent, again, open, any_open, reference, amount, currencies, currency_fault,
                       booking_date, value_date, payer_name, payer_account, made, any_made))

// What the form is filled with before anybody types.
struct Prefill
{
    std::string reference;
    std::string amount;
    std::string currency;
    std::string day;
    std::string payer_name;
};

std::string chosen_number(const web::Context& c)
{
    const auto chosen = c.request().query.find("order");
    return chosen && orders::OrderNumber::is_valid(*chosen) ? std::string(*chosen) : std::string();
}

Prefill prefill_for(Read& read, const std::string& number)
{
    Prefill prefill;
    prefill.day = read.today().text();
    const auto order =
        number.empty() ? std::nullopt : orders::try_find(read, orders::OrderNumber::parse(number));
    if (!order)
        return prefill;
    prefill.reference = orders::reference_text(*order);
    prefill.amount = order->open_amount().number();
    prefill.currency = order->quote.total.currency().text();
    prefill.payer_name = order->snapshot.legal_name;
    return prefill;
}

std::vector<OpenOrder> open_orders(const web::Context& c, Read& read, const std::string& chosen)
{
    std::vector<OpenOrder> out;
    orders::OrderFilter filter;
    filter.state = orders::OrderState::awaiting_payment;
    filter.limit = open_orders_max;
    for (const orders::Order& order : orders::list(read, filter))
        out.push_back({url("/demo/bank").with("order", order.number.text()),
                       url("/orders/{}", order.number.text()), order.number.shown(),
                       order.snapshot.legal_name, http::money_text(c.language(), order.open_amount()),
                       order.number.text() == chosen});
    return out;
}

// The order that a reference names, for a link; what kvitt makes of it is the matcher's business.
std::optional<orders::OrderNumber> order_in(Read& read, const std::string& reference)
{
    std::string text = reference;
    std::erase(text, ' ');
    for (std::size_t at = 0; at + orders::OrderNumber::digits <= text.size(); ++at)
    {
        const std::string ten = text.substr(at, orders::OrderNumber::digits);
        if (orders::OrderNumber::is_valid(ten) && orders::try_find(read, orders::OrderNumber::parse(ten)))
            return orders::OrderNumber::parse(ten);
    }
    return std::nullopt;
}

struct Word
{
    const char* word;
    const char* tone;
};

Word word_of(payments::ReceiptState state)
{
    switch (state)
    {
    case payments::ReceiptState::allocated:
        return {"applied to its order", "good"};
    case payments::ReceiptState::credit:
        return {"kept as the partner's credit", "good"};
    case payments::ReceiptState::suggested:
        return {"waits at the desk with a suggestion", "wait"};
    case payments::ReceiptState::held:
        return {"held at the desk", "wait"};
    case payments::ReceiptState::unmatched:
        return {"not matched, waits at the desk", "bad"};
    case payments::ReceiptState::returned:
        return {msg("back with its payer"), "past"};
    }
    throw Bug("a receipt in no state");
}

std::vector<SentView> sent_views(const web::Context& c, Read& read, const SandboxBank& bank)
{
    payments::ReceiptFilter filter;
    filter.limit = receipts_looked_at_max;
    const auto receipts = payments::list(read, filter);
    std::vector<SentView> out;
    for (const Sent& sent : bank.recent())
    {
        SentView view{sent.file,
                      http::money_text(c.language(), sent.amount),
                      sent.reference,
                      "in_inbox",
                      c.translate("on its way to kvitt"),
                      "wait",
                      std::nullopt,
                      std::nullopt};
        const auto found = std::find_if(receipts.begin(), receipts.end(), [&](const payments::Receipt& r) {
            return r.bank_ref == sent.bank_ref;
        });
        if (found != receipts.end())
        {
            const Word word = word_of(found->state);
            view.code = enum_text(found->state);
            view.word = c.translate(word.word);
            view.tone = word.tone;
            if (!sent.taken_back)
                view.bank_ref = sent.bank_ref;
        }
        if (const auto number = order_in(read, sent.reference))
            view.order = web::ActionView{url("/orders/{}", number->text()),
                                         c.translate("Order {number}", {{"number", number->shown()}})};
        out.push_back(std::move(view));
    }
    return out;
}

// One for each receiving account: a bank can only be sent what it keeps an account for.
std::vector<CurrencyChoice> currency_choices(const web::Context& c, Read& read, const std::string& current)
{
    const std::string chosen = c.entered("currency", current);
    std::vector<CurrencyChoice> out;
    for (const catalogue::ReceivingAccount& account : catalogue::dump(read).receiving_accounts)
        out.push_back({account.currency.text(), account.currency.text() == chosen});
    return out;
}

web::FieldView optional_field(web::FieldView field)
{
    field.required = false;
    return field;
}

web::FieldView typed(web::FieldView field, const char* type)
{
    field.type = type;
    return field;
}

web::FieldView hinted(web::FieldView field, std::string hint)
{
    field.hint = std::move(hint);
    return field;
}

http::Response get_bank(web::Context& c, const Demo& demo)
{
    const std::string chosen = chosen_number(c);
    BankPage page;
    page.again = url("/demo/bank");
    const auto sent = c.request().query.find("sent");
    if (sent)
        page.sent = std::string(*sent);
    const Prefill prefill = c.read([&](Read& read) {
        page.open = open_orders(c, read, chosen);
        page.made = sent_views(c, read, demo.bank);
        Prefill made = prefill_for(read, chosen);
        page.currencies = currency_choices(c, read, made.currency);
        return made;
    });
    page.any_open = !page.open.empty();
    page.any_made = !page.made.empty();
    page.reference =
        hinted(optional_field(c.field("reference", c.translate("Reference"), prefill.reference)),
               c.translate("As the payer writes it: free text, RF or OCR. Make mistakes, banks do."));
    page.amount = hinted(c.field("amount", c.translate("Amount"), prefill.amount),
                         c.translate("Digits and a decimal point, like 1250.00"));
    page.amount.input_mode = "decimal";
    page.currency_fault = c.fault("currency");
    page.booking_date =
        typed(optional_field(c.field("booking_date", c.translate("Booking date"), prefill.day)), "date");
    page.value_date =
        typed(optional_field(c.field("value_date", c.translate("Value date"), prefill.day)), "date");
    page.payer_name = optional_field(c.field("payer_name", c.translate("Payer's name"), prefill.payer_name));
    page.payer_account = optional_field(c.field("payer_account", c.translate("Payer's account")));
    return c.page("demo/bank", page);
}

// "17 900,00" and "17900.00" are the same amount.
Money amount_from(const std::string& typed_amount, Currency currency, std::vector<FieldError>& errors)
{
    std::string text;
    for (const char c : squeezed(typed_amount))
        if (c != ' ')
            text += c == ',' && typed_amount.find('.') == std::string::npos ? '.' : c;
    try
    {
        const Money amount = Money::parse(text, currency);
        if (!amount.is_positive())
            errors.push_back({"amount", "range", "Must be more than zero."});
        return amount;
    }
    catch (const Invalid& invalid)
    {
        errors.push_back({"amount", "invalid", invalid.what()});
        return {0, currency};
    }
}

void check_day(const char* field, Date day, Date today, std::vector<FieldError>& errors)
{
    if (day < today - date_distance_max || day > today + date_distance_max)
        errors.push_back({field, "range", "Must be within 400 days of today."});
}

std::optional<std::string> text_of(const auto& value)
{
    return value ? std::optional(value->text()) : std::nullopt;
}

Transfer transfer_from(const TransferForm& form, Date today)
{
    std::vector<FieldError> errors;
    Transfer transfer;
    transfer.reference = text_of(form.reference).value_or("");
    transfer.amount = amount_from(form.amount, form.currency, errors);
    transfer.booking_date = form.booking_date.value_or(today);
    transfer.value_date = form.value_date.value_or(transfer.booking_date);
    transfer.payer_name = text_of(form.payer_name);
    transfer.payer_account = text_of(form.payer_account);
    check_day("booking_date", transfer.booking_date, today, errors);
    check_day("value_date", transfer.value_date, today, errors);
    if (!errors.empty())
        throw InvalidFields(std::move(errors));
    return transfer;
}

http::Response post_transfer(web::Context& c, const Demo& demo)
{
    const auto form = c.form<TransferForm>();
    const auto [transfer, account, now] = c.read([&](Read& read) {
        const auto account_of = catalogue::try_receiving_account(read, form.currency);
        if (!account_of)
            throw InvalidFields(
                {{"currency", "no_receiving_account", "The programme has no account in this currency."}});
        return std::tuple(transfer_from(form, read.today()), *account_of, read.now());
    });
    const Sent sent = demo.bank.send(account, transfer, now);
    return c.changed(to_json(sent), url("/demo/bank").with("sent", sent.file));
}

http::Response post_return(web::Context& c, const Demo& demo)
{
    const auto form = c.form<TakeBackForm>();
    const Sent sent = c.read([&](Read& read) {
        const auto account = [&](Currency currency) {
            return *catalogue::try_receiving_account(read, currency);
        };
        return demo.bank.take_back(form.bank_ref.text(), account, read.today(), read.now());
    });
    return c.changed(to_json(sent), url("/demo/bank").with("sent", *sent.taken_back));
}

} // namespace

web::Routes routes(const Demo& demo)
{
    using http::Method;
    const web::Answer show_bank = [&demo](web::Context& c) { return get_bank(c, demo); };
    web::Route move{Method::post,
                    "/demo/clock",
                    web::anyone,
                    [&demo](web::Context& c) { return post_clock(c, demo); },
                    "Moves business time on and runs what is due then",
                    get_clock};
    move.without_csrf = true;
    web::Route transfer{Method::post,
                        "/demo/bank/transfers",
                        web::anyone,
                        [&demo](web::Context& c) { return post_transfer(c, demo); },
                        "Sends money as a payer would",
                        show_bank};
    transfer.without_csrf = true;
    web::Route take_back{Method::post,
                         "/demo/bank/returns",
                         web::anyone,
                         [&demo](web::Context& c) { return post_return(c, demo); },
                         "Takes a transfer back, as the payer's bank would",
                         show_bank};
    return {{Method::get, "/demo/clock", web::anyone, get_clock, "Business time, and how to move it"},
            std::move(move),
            {Method::get, "/demo/bank", web::anyone, show_bank, "The sandbox bank"},
            std::move(transfer),
            std::move(take_back)};
}

std::optional<web::DemoBanner> banner(Read& read) { return web::DemoBanner{read.now(), url("/demo/clock")}; }

} // namespace kvitt::demo
