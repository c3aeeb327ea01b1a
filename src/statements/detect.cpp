#include "statements/detect.h"

#include "base/text.h"

#include <algorithm>

namespace kvitt::statements
{
namespace
{

using namespace std::string_view_literals;

// Byte-order marks, and how "<" alone looks in wide encodings (XML 1.0, appendix F).
struct Mark
{
    std::string_view bytes;
    std::string_view encoding;
    bool is_text_mark; // of a text in general, not only of XML
};

constexpr Mark marks[] = {
    {"\xef\xbb\xbf"sv, "UTF-8", true},
    {"\x00\x00\xfe\xff"sv, "UTF-32", true},
    {"\xff\xfe\x00\x00"sv, "UTF-32", true},
    {"\xff\xfe"sv, "UTF-16", true},
    {"\xfe\xff"sv, "UTF-16", true},
    {"<\0\0\0"sv, "UTF-32", false},
    {"\0\0\0<"sv, "UTF-32", false},
    {"<\0"sv, "UTF-16", false},
    {"\0<"sv, "UTF-16", false},
};

// One byte per character is enough to find '<' and the declaration: both are ASCII.
std::string narrowed(std::string_view text)
{
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return c != '\0'; });
    return out;
}

std::string declared_encoding(std::string_view text)
{
    const auto end = text.find("?>");
    if (text.substr(0, 5) != "<?xml" || end == std::string_view::npos)
        return {};
    const std::string_view declaration = text.substr(0, end);
    const auto name = declaration.find("encoding");
    const auto open = declaration.find_first_of("\"'", name == std::string_view::npos ? end : name);
    if (open == std::string_view::npos)
        return {};
    const auto close = declaration.find(declaration[open], open + 1);
    std::string out(declaration.substr(open + 1, close == std::string_view::npos ? close : close - open - 1));
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return out;
}

} // namespace

Detected detect(std::string_view start)
{
    Detected found;
    std::string_view text = start.substr(0, detect_bytes_max);
    for (const Mark& mark : marks)
        if (found.encoding.empty() && text.substr(0, mark.bytes.size()) == mark.bytes)
        {
            found.encoding = mark.encoding;
            text.remove_prefix(mark.is_text_mark ? mark.bytes.size() : 0);
        }
    const std::string narrow = narrowed(text);
    const auto first = narrow.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || narrow[first] != '<')
        return found;
    found.family = Family::camt;
    if (found.encoding.empty())
        found.encoding = declared_encoding(std::string_view(narrow).substr(first));
    if (found.encoding.empty())
        found.encoding = "UTF-8";
    return found;
}

std::string known_formats() { return "camt.053 in any version; camt.052 and camt.054 can be looked at"; }

} // namespace kvitt::statements
