// The company's details and the forms that correct them for orders to come. A placed order keeps its own.
#pragma once

#include "purchase/details_views.h"

namespace kvitt::purchase
{

inline const Refusal company_not_yours_to_correct{RefusalKind::forbidden, "company_not_yours_to_correct",
                                                  "Your role does not allow you to correct this address."};

// ISO 3166-1 alpha-2, as in a list of countries to choose from.
class Country
{
  public:
    Country() = default;
    // Throws Invalid for what is not a country of today.
    static Country parse(std::string_view code);
    const std::string& text() const { return code_; }

  private:
    explicit Country(std::string code) : code_(std::move(code)) {}
    std::string code_;
};

// A tax ID as people write it: blanks go, letters become capitals. Whether it is one, the partners room says.
class TaxId
{
  public:
    static constexpr std::size_t characters_max = 40; // as typed
    TaxId() = default;
    static TaxId parse(std::string_view text);
    const std::string& text() const { return text_; }

  private:
    explicit TaxId(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

// An address of this site to go on to.
class NextPage
{
  public:
    NextPage() = default;
    static NextPage parse(std::string_view text) { return NextPage(http::Url::local(text)); }
    const std::string& text() const { return url_.text(); }
    const http::Url& url() const { return url_; }

  private:
    explicit NextPage(http::Url url) : url_(std::move(url)) {}
    http::Url url_;
};

struct TaxIdForm
{
    std::optional<TaxId> tax_id;
    std::optional<NextPage> next;
};
BOOST_DESCRIBE_STRUCT(TaxIdForm, (), (tax_id, next))

using AddressLine = Text<partners::address_line_characters_max>;

struct AddressForm
{
    AddressLine street;
    std::optional<AddressLine> street_2;
    AddressLine postal_code;
    AddressLine city;
    std::optional<AddressLine> region;
    Country country;
    std::optional<NextPage> next;
};
BOOST_DESCRIBE_STRUCT(AddressForm, (), (street, street_2, postal_code, city, region, country, next))

struct CompanyPageView
{
    CompanyView company;
};
BOOST_DESCRIBE_STRUCT(CompanyPageView, (), (company))

struct TaxIdPageView
{
    web::FieldView tax_id;
    http::Url action;
    http::Url back;
    std::string next;
};
BOOST_DESCRIBE_STRUCT(TaxIdPageView, (), (tax_id, action, back, next))

struct CountryOption
{
    std::string code;
    std::string name;
    bool chosen = false;
};
BOOST_DESCRIBE_STRUCT(CountryOption, (), (code, name, chosen))

struct AddressPageView
{
    std::string title;
    std::string use; // what the address is for
    std::vector<web::FieldView> fields;
    std::vector<CountryOption> countries;
    bool country_fixed = false; // the legal country decides price and tax, so the desk changes it
    std::optional<std::string> country_fault;
    std::string desk_email;
    http::Url action;
    http::Url back;
    std::string next;
};
BOOST_DESCRIBE_STRUCT(AddressPageView, (),
                      (title, use, fields, countries, country_fixed, country_fault, desk_email, action, back,
                       next))

// What is entered, or stands there now.
struct AddressTexts
{
    std::string title;
    std::string use;
};
AddressTexts address_texts(http::Language language, partners::AddressKind kind);
// All countries by name, or only the chosen one.
std::vector<CountryOption> country_options(http::Language language, const std::string& chosen,
                                           bool only_chosen);

} // namespace kvitt::purchase
