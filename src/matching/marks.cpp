#include "matching/marks.h"

#include "base/digits.h"

#include <algorithm>

namespace kvitt::matching
{
namespace
{

constexpr std::string_view ascii_digits = "0123456789";
constexpr std::size_t shown_size = orders::OrderNumber::digits + 2;
// Two check digits and the number; printed, they stand in groups of four.
constexpr std::size_t rf_digits = 2 + orders::OrderNumber::digits;
constexpr std::size_t rf_size_max = 2 + rf_digits + 3;

void add_stretch(std::vector<Mark>& marks, std::string_view text, std::size_t at, std::size_t size)
{
    const std::string_view stretch = text.substr(at, size);
    const TextNumbers found = find_numbers({stretch});
    if (!found.numbers.empty())
        marks.push_back({MarkKind::order_number, at, stretch.size(), found.numbers.front().number.text()});
    else if (!found.partner_ids.empty())
        marks.push_back({MarkKind::partner_id, at, stretch.size(), found.partner_ids.front()});
}

bool is_digit(char c) { return ascii_digits.find(c) != std::string_view::npos; }

std::size_t run_end(std::string_view text, std::size_t at)
{
    return std::min(text.find_first_not_of(ascii_digits, at), text.size());
}

// "0000 000 000"
bool is_shown_form(std::string_view stretch)
{
    if (stretch.size() != shown_size)
        return false;
    for (std::size_t i = 0; i < shown_size; ++i)
        if (i == 4 || i == 8 ? stretch[i] != ' ' : !is_digit(stretch[i]))
            return false;
    return true;
}

// Each digit run by itself, and the shown form that may begin with it.
void add_runs(std::vector<Mark>& marks, std::string_view text)
{
    for (std::size_t at = text.find_first_of(ascii_digits); at != std::string_view::npos;)
    {
        const std::size_t end = run_end(text, at);
        add_stretch(marks, text, at, end - at);
        const std::size_t shown_end = at + shown_size;
        const bool ends_there = shown_end >= text.size() || !is_digit(text[shown_end]);
        if (ends_there && is_shown_form(text.substr(at, shown_size)))
            add_stretch(marks, text, at, shown_size);
        at = text.find_first_of(ascii_digits, end);
    }
}

// From "RF" to the last of its twelve digits, if no further digit follows.
void add_rf(std::vector<Mark>& marks, std::string_view text)
{
    for (std::size_t at = 0; at + 2 <= text.size(); ++at)
    {
        if ((text[at] | 0x20) != 'r' || (text[at + 1] | 0x20) != 'f')
            continue;
        std::string digits;
        std::size_t end = at + 2;
        for (; end < text.size() && digits.size() < rf_digits && end - at < rf_size_max; ++end)
            if (is_digit(text[end]))
                digits.push_back(text[end]);
            else if (text[end] != ' ')
                break;
        const bool ends_there = end >= text.size() || !is_digit(text[end]);
        if (ends_there && digits.size() == rf_digits && rf_valid("RF" + digits))
            add_stretch(marks, text, at, end - at);
    }
}

} // namespace

std::vector<Mark> find_marks(std::string_view text)
{
    text = text.substr(0, searched_bytes_max);
    std::vector<Mark> found;
    add_runs(found, text);
    add_rf(found, text);
    std::stable_sort(found.begin(), found.end(),
                     [](const Mark& a, const Mark& b) { return a.size > b.size; });
    std::vector<Mark> kept;
    for (const Mark& mark : found)
        if (std::none_of(kept.begin(), kept.end(),
                         [&](const Mark& k) { return mark.at < k.end() && k.at < mark.end(); }))
            kept.push_back(mark);
    std::sort(kept.begin(), kept.end(), [](const Mark& a, const Mark& b) { return a.at < b.at; });
    return kept;
}

} // namespace kvitt::matching
