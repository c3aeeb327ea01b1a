#include "base/digits.h"

#include "base/error.h"
#include "base/text.h"

namespace kvitt
{
namespace
{

// Sum of the digits with weights 1, 2, 1, ... from the right, the first weight given.
int luhn_sum(std::string_view digits, bool double_last)
{
    int sum = 0;
    bool twice = double_last;
    for (auto at = digits.rbegin(); at != digits.rend(); ++at, twice = !twice)
    {
        const int value = (*at - '0') * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return sum;
}

} // namespace

bool luhn_valid(std::string_view digits) { return all_digits(digits) && luhn_sum(digits, false) % 10 == 0; }

char luhn_digit(std::string_view digits)
{
    KVITT_ASSERT(all_digits(digits));
    return static_cast<char>('0' + (10 - luhn_sum(digits, true) % 10) % 10);
}

int mod97(std::string_view alphanumeric)
{
    int value = 0;
    for (const char c : alphanumeric)
    {
        if (c >= '0' && c <= '9')
            value = (value * 10 + (c - '0')) % 97;
        else if (c >= 'A' && c <= 'Z')
            value = (value * 100 + (c - 'A' + 10)) % 97;
        else
            return -1;
    }
    return value;
}

std::string mod97_10_digits(std::string_view digits)
{
    KVITT_ASSERT(all_digits(digits));
    const int check = 98 - mod97(std::string(digits) + "00");
    return {static_cast<char>('0' + check / 10), static_cast<char>('0' + check % 10)};
}

std::string rf_reference(std::string_view body)
{
    const int rest = mod97(std::string(body) + "RF00");
    KVITT_ASSERT(rest >= 0 && !body.empty() && body.size() <= 21);
    const int check = 98 - rest;
    return std::string("RF") + static_cast<char>('0' + check / 10) + static_cast<char>('0' + check % 10) +
           std::string(body);
}

bool rf_valid(std::string_view reference)
{
    if (reference.size() < 5 || reference.size() > 25 || reference.substr(0, 2) != "RF" ||
        !all_digits(reference.substr(2, 2)))
        return false;
    return mod97(std::string(reference.substr(4)) + std::string(reference.substr(0, 4))) == 1;
}

std::string ocr_with_length(std::string_view body)
{
    std::string out(body);
    out.push_back(static_cast<char>('0' + (body.size() + 2) % 10));
    out.push_back(luhn_digit(out));
    return out;
}

bool iban_valid(std::string_view iban)
{
    const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (iban.size() < 15 || iban.size() > 34 || !is_letter(iban[0]) || !is_letter(iban[1]) ||
        !all_digits(iban.substr(2, 2)))
        return false;
    return mod97(std::string(iban.substr(4)) + std::string(iban.substr(0, 4))) == 1;
}

std::string grouped_iban(std::string_view iban)
{
    std::string out;
    for (std::size_t at = 0; at < iban.size(); ++at)
    {
        if (at > 0 && at % 4 == 0)
            out.push_back(' ');
        out.push_back(iban[at]);
    }
    return out;
}

} // namespace kvitt
