#include "orders/number.h"

#include "base/digits.h"
#include "base/error.h"
#include "base/secret.h"
#include "base/text.h"

#include <charconv>

namespace kvitt::orders
{
namespace
{

constexpr std::uint32_t payload_min = 10'000'000; // eight digits, the first not 0
constexpr std::uint32_t payload_count = 90'000'000;

int number_at(std::string_view digits, std::size_t at, std::size_t size)
{
    int value = 0;
    std::from_chars(digits.data() + at, digits.data() + at + size, value);
    return value;
}

bool is_month(int month) { return month >= 1 && month <= 12; }
bool is_day(int day) { return day >= 1 && day <= 31; }

} // namespace

bool reads_as_time(std::string_view d)
{
    const bool short_year = is_month(number_at(d, 2, 2)) && is_day(number_at(d, 4, 2)) &&
                            number_at(d, 6, 2) < 24 && number_at(d, 8, 2) < 60;
    const auto is_year = [](int year) { return year >= 1900 && year <= 2099; };
    const bool day_first = is_day(number_at(d, 0, 2)) && is_month(number_at(d, 2, 2)) &&
                           is_year(number_at(d, 4, 4)) && number_at(d, 8, 2) < 24;
    const bool year_first = is_year(number_at(d, 0, 4)) && is_month(number_at(d, 4, 2)) &&
                            is_day(number_at(d, 6, 2)) && number_at(d, 8, 2) < 24;
    return short_year || day_first || year_first;
}

OrderNumber OrderNumber::draw()
{
    for (;;)
    {
        const std::string payload = std::to_string(payload_min + random_below(payload_count));
        std::string number = payload + mod97_10_digits(payload);
        if (!luhn_valid(number) && !reads_as_time(number))
            return OrderNumber(std::move(number));
    }
}

bool OrderNumber::is_valid(std::string_view ten_digits)
{
    return ten_digits.size() == digits && all_digits(ten_digits) && ten_digits.front() != '0' &&
           mod97(ten_digits) == 1;
}

OrderNumber OrderNumber::parse(std::string_view text)
{
    std::string bare;
    for (const char c : trimmed(text))
        if (c != ' ')
            bare.push_back(c);
    if (!is_valid(bare))
        throw Invalid("not an order number: ten digits with their check digits");
    return OrderNumber(std::move(bare));
}

std::string OrderNumber::shown() const
{
    return text_.substr(0, 4) + " " + text_.substr(4, 3) + " " + text_.substr(7);
}

std::string OrderNumber::rf() const { return rf_reference(text_); }

std::string OrderNumber::ocr() const { return ocr_with_length(text_); }

} // namespace kvitt::orders
