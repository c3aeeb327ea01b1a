#include "purchase/company_views.h"
#include "purchase/pages_http.h"
#include "web/error_response.h"

namespace kvitt::purchase
{

namespace
{

using access::Capability;
using http::Response;
using http::Url;
using partners::AddressKind;
using web::Context;

struct NextQuery
{
    std::optional<NextPage> next;
};
BOOST_DESCRIBE_STRUCT(NextQuery, (), (next))

Url next_url(const std::optional<NextPage>& next) { return next ? next->url() : http::url("/company"); }

// Where the form leads: in the address at first, in the form when it is shown again.
std::optional<NextPage> next_of(Context& c)
{
    const std::string entered = c.entered("next");
    // What is shown again may be what was refused.
    return entered.empty() ? c.query<NextQuery>().next
                           : NextPage::parse(web::local_or(entered, "/company").text());
}

Response get_company(Context& c)
{
    const auto situation = c.read([&](Read& read) {
        Situation out = outline_of(read, partners::find(read, c.partner()));
        add_rights(c, read, out);
        return out;
    });
    return c.page("purchase/company",
                  CompanyPageView{company_view(c.render_context(), situation, http::url("/company"))});
}

Response get_tax_id(Context& c)
{
    const auto next = next_of(c);
    const auto partner = c.read([&](Read& read) { return partners::find(read, c.partner()); });
    TaxIdPageView view;
    view.tax_id = c.field("tax_id", c.translate("Tax ID"), partner.tax_id.value_or(""));
    view.tax_id.required = false;
    view.tax_id.hint =
        c.translate("With country letters, like SE556677889901. Leave it empty if the company has "
                    "none; the tax on new orders follows from it.");
    view.action = http::url("/company/tax-id");
    view.back = next_url(next);
    view.next = next ? next->text() : "";
    return c.page("purchase/tax_id", view);
}

Response post_tax_id(Context& c)
{
    const auto input = c.form<TaxIdForm>();
    const auto tax_id = input.tax_id ? std::optional(input.tax_id->text()) : std::nullopt;
    c.write([&](Tx& tx) { partners::correct_tax_id(tx, c.partner(), tax_id); });
    return c.changed(json::object{{"tax_id", tax_id ? json::value(*tax_id) : json::value()}},
                     next_url(input.next));
}

AddressKind kind_in(const Context& c)
{
    const auto kind = enum_parse<AddressKind>(c.param("kind"));
    require(kind.has_value(), web::address_not_readable, {{"part", c.param("kind")}});
    // Each kind has its own right (domain.md 2.1); the route asks only for a signed-in person.
    const Capability needed =
        *kind == AddressKind::legal ? Capability::edit_company : Capability::edit_bill_to;
    require(c.may(needed), company_not_yours_to_correct);
    return *kind;
}

const partners::Address& address_of(const partners::Partner& partner, AddressKind kind)
{
    switch (kind)
    {
    case AddressKind::legal:
        return partner.legal_address;
    case AddressKind::bill_to:
        return partner.bill_to_address;
    case AddressKind::sold_to:
        return partner.sold_to_address;
    }
    throw Bug("an address of no kind");
}

std::vector<web::FieldView> address_fields(const Context& c, const partners::Address& now)
{
    const auto field = [&](const char* name, const char* label, const std::string& value, bool required,
                           const char* autocomplete) {
        web::FieldView view = c.field(name, c.translate(label), value);
        view.required = required;
        view.autocomplete = autocomplete;
        return view;
    };
    return {field("street", "Street and number", now.street, true, "address-line1"),
            field("street_2", "Second line (optional)", now.street_2.value_or(""), false, "address-line2"),
            field("postal_code", "Postal code", now.postal_code, true, "postal-code"),
            field("city", "City", now.city, true, "address-level2"),
            field("region", "State or region (optional)", now.region.value_or(""), false, "address-level1")};
}

Response get_address(Context& c)
{
    const AddressKind kind = kind_in(c);
    const auto next = next_of(c);
    partners::Partner partner;
    AddressPageView view;
    c.read([&](Read& read) {
        partner = partners::find(read, c.partner());
        view.desk_email = catalogue::programme(read).desk_email;
    });
    const partners::Address& now = address_of(partner, kind);
    const AddressTexts texts = address_texts(c.language(), kind);
    view.title = texts.title;
    view.use = texts.use;
    view.fields = address_fields(c, now);
    view.country_fixed = kind == AddressKind::legal;
    view.countries =
        country_options(c.language(), view.country_fixed ? now.country : c.entered("country", now.country),
                        view.country_fixed);
    view.country_fault = c.fault("country");
    view.action = http::url("/company/addresses/{}", enum_text(kind));
    view.back = next_url(next);
    view.next = next ? next->text() : "";
    return c.page("purchase/address", view);
}

std::optional<std::string> line(const std::optional<AddressLine>& text)
{
    return text ? std::optional(text->text()) : std::nullopt;
}

Response post_address(Context& c)
{
    const AddressKind kind = kind_in(c);
    const auto input = c.form<AddressForm>();
    c.write([&](Tx& tx) {
        partners::Address address{input.street.text(), line(input.street_2), input.postal_code.text(),
                                  input.city.text(),   line(input.region),   input.country.text()};
        // The legal country decides price and currency, so it is not corrected here.
        if (kind == AddressKind::legal)
            address.country = partners::find(tx, c.partner()).legal_address.country;
        partners::correct_address(tx, c.partner(), kind, address);
    });
    return c.changed(json::object{{"kind", enum_text(kind)}}, next_url(input.next));
}

} // namespace

web::Routes company_routes()
{
    using http::Method;
    return {
        {Method::get, "/company", web::signed_in, get_company, "Legal data, addresses and tax ID."},
        {Method::get, "/company/tax-id", Capability::edit_tax_id, get_tax_id, "Form for the tax ID."},
        {Method::post, "/company/tax-id", Capability::edit_tax_id, post_tax_id, "Corrects the tax ID.",
         get_tax_id},
        {Method::get, "/company/addresses/{kind}", web::signed_in, get_address, "Form for one address."},
        {Method::post, "/company/addresses/{kind}", web::signed_in, post_address, "Corrects one address.",
         get_address},
    };
}

} // namespace kvitt::purchase
