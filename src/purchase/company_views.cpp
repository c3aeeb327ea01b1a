#include "purchase/company_views.h"

#include "http/messages.h"

#include <unicode/coll.h>
#include <unicode/locid.h>

#include <algorithm>
#include <memory>

namespace kvitt::purchase
{

namespace
{

std::vector<std::string> country_codes()
{
    std::vector<std::string> codes;
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code)
        codes.emplace_back(*code);
    return codes;
}

void sort_by_name(http::Language language, std::vector<CountryOption>& options)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Collator> collator(
        icu::Collator::createInstance(icu::Locale(enum_text(language).c_str()), status));
    KVITT_ASSERT(U_SUCCESS(status));
    std::sort(options.begin(), options.end(), [&](const CountryOption& a, const CountryOption& b) {
        UErrorCode unused = U_ZERO_ERROR;
        return collator->compareUTF8(a.name, b.name, unused) == UCOL_LESS;
    });
}

} // namespace

Country Country::parse(std::string_view code)
{
    const auto codes = country_codes();
    if (std::find(codes.begin(), codes.end(), code) == codes.end())
        throw Invalid("is not one of the countries in the list");
    return Country(std::string(code));
}

TaxId TaxId::parse(std::string_view text)
{
    const auto typed = Text<characters_max>::parse(text);
    std::string out;
    for (const char c : typed.text())
        if (c != ' ' && c != '.')
            out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return TaxId(out);
}

AddressTexts address_texts(http::Language language, partners::AddressKind kind)
{
    switch (kind)
    {
    case partners::AddressKind::legal:
        return {http::translate(language, "Correct legal address"),
                http::translate(language, "Where the company is registered.")};
    case partners::AddressKind::bill_to:
        return {http::translate(language, "Correct bill-to address"),
                http::translate(language, "Who receives the invoice.")};
    case partners::AddressKind::sold_to:
        return {http::translate(language, "Correct sold-to address"),
                http::translate(language, "Who is responsible for the purchase; it stands on the invoice.")};
    }
    return {};
}

std::vector<CountryOption> country_options(http::Language language, const std::string& chosen,
                                           bool only_chosen)
{
    std::vector<CountryOption> options;
    for (const std::string& code : country_codes())
        if (!only_chosen || code == chosen)
            options.push_back({code, orders::country_name(language, code), code == chosen});
    sort_by_name(language, options);
    return options;
}

} // namespace kvitt::purchase
