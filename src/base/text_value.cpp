#include "base/text_value.h"

namespace kvitt::detail
{
namespace
{

bool has_control(std::string_view text, std::string_view but)
{
    for (const char c : text)
        if ((static_cast<unsigned char>(c) < 0x20 || c == 0x7f) && but.find(c) == std::string_view::npos)
            return true;
    return false;
}

void check(const std::string& text, std::size_t characters_max)
{
    if (text.empty())
        throw Invalid("must be filled in");
    if (length(text) > characters_max)
        throw Invalid("is too long");
}

} // namespace

std::string limited_line(std::string_view text, std::size_t characters_max)
{
    if (!is_storable_text(text))
        throw Invalid("is not readable text");
    std::string line = squeezed(text);
    if (has_control(line, ""))
        throw Invalid("has characters that cannot be kept");
    check(line, characters_max);
    return line;
}

std::string limited_lines(std::string_view text, std::size_t characters_max)
{
    if (!is_storable_text(text))
        throw Invalid("is not readable text");
    std::string lines;
    for (const char c : trimmed(text))
        if (c != '\r')
            lines.push_back(c);
    if (has_control(lines, "\n\t"))
        throw Invalid("has characters that cannot be kept");
    check(lines, characters_max);
    return lines;
}

} // namespace kvitt::detail
