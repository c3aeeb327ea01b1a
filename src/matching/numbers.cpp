#include "matching/numbers.h"

#include "base/digits.h"
#include "base/text.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

using orders::OrderNumber;

constexpr std::size_t partner_id_digits = 7;
constexpr std::size_t ocr_digits = OrderNumber::digits + 2;
constexpr std::string_view ascii_digits = "0123456789";

// A maximal run of digits and where it stands.
struct Run
{
    std::size_t at = 0;
    std::string_view digits;
    std::size_t end() const { return at + digits.size(); }
};

std::vector<Run> digit_runs(std::string_view text)
{
    std::vector<Run> runs;
    for (std::size_t at = text.find_first_of(ascii_digits); at != std::string_view::npos;)
    {
        const std::size_t end = std::min(text.find_first_not_of(ascii_digits, at), text.size());
        runs.push_back({at, text.substr(at, end - at)});
        at = text.find_first_of(ascii_digits, end);
    }
    return runs;
}

std::string_view without_zeros(std::string_view digits)
{
    return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

template <class T> void add_once(std::vector<T>& list, const T& value)
{
    if (std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(value);
}

bool is_ocr(std::string_view digits)
{
    return digits.size() == ocr_digits && digits[OrderNumber::digits] == '2' && luhn_valid(digits) &&
           OrderNumber::is_valid(digits.substr(0, OrderNumber::digits));
}

void add(TextNumbers& found, std::string_view digits, std::string_view partner_id = {})
{
    add_once(found.numbers, NumberInText{OrderNumber::parse(digits), std::string(partner_id)});
}

// One run by itself: number, OCR, number and partner ID in either order, or a partner ID.
void read_run(TextNumbers& found, std::string_view run)
{
    const std::string_view bare = without_zeros(run);
    if (OrderNumber::is_valid(bare))
        add(found, bare);
    else if (is_ocr(bare))
        add(found, bare.substr(0, OrderNumber::digits));
    if (run.size() == partner_id_digits)
        add_once(found.partner_ids, std::string(run));
    // Zeros in front of a number are no partner's ID.
    if (run.size() != OrderNumber::digits + partner_id_digits || OrderNumber::is_valid(bare))
        return;
    if (OrderNumber::is_valid(run.substr(0, OrderNumber::digits)))
        add(found, run.substr(0, OrderNumber::digits), run.substr(OrderNumber::digits));
    if (OrderNumber::is_valid(run.substr(partner_id_digits)))
        add(found, run.substr(partner_id_digits), run.substr(0, partner_id_digits));
}

bool parted_by_one_blank(std::string_view text, const Run& left, const Run& right)
{
    return right.at == left.end() + 1 && text[left.end()] == ' ';
}

// "0000 000 000", the form in which the number is shown.
void read_shown_form(TextNumbers& found, std::string_view text, const std::vector<Run>& runs)
{
    for (std::size_t i = 0; i + 2 < runs.size(); ++i)
    {
        const bool sizes =
            runs[i].digits.size() == 4 && runs[i + 1].digits.size() == 3 && runs[i + 2].digits.size() == 3;
        if (!sizes || !parted_by_one_blank(text, runs[i], runs[i + 1]) ||
            !parted_by_one_blank(text, runs[i + 1], runs[i + 2]))
            continue;
        std::string joined;
        for (std::size_t part = 0; part < 3; ++part)
            joined.append(runs[i + part].digits);
        if (OrderNumber::is_valid(joined))
            add(found, joined);
    }
}

// ISO 11649 over an order number, printed in one piece or in groups of four.
void read_rf(TextNumbers& found, std::string_view text)
{
    static constexpr std::size_t rf_digits = 2 + OrderNumber::digits;
    for (std::size_t at = 0; at + 2 <= text.size(); ++at)
    {
        if ((text[at] | 0x20) != 'r' || (text[at + 1] | 0x20) != 'f')
            continue;
        std::string digits;
        std::size_t next = at + 2;
        for (; next < text.size(); ++next)
        {
            if (text[next] == ' ' && (digits.size() + 2) % 4 == 0 && digits.size() < rf_digits)
                continue;
            if (ascii_digits.find(text[next]) == std::string_view::npos)
                break;
            digits.push_back(text[next]);
        }
        if (digits.size() == rf_digits && rf_valid("RF" + digits) &&
            OrderNumber::is_valid(std::string_view(digits).substr(2)))
            add(found, std::string_view(digits).substr(2));
    }
}

} // namespace

TextNumbers find_numbers(const std::vector<std::string_view>& texts)
{
    TextNumbers found;
    for (std::string_view text : texts)
    {
        text = text.substr(0, searched_bytes_max);
        const auto runs = digit_runs(text);
        for (const Run& run : runs)
            read_run(found, run.digits);
        read_shown_form(found, text, runs);
        read_rf(found, text);
    }
    return found;
}

} // namespace kvitt::matching
