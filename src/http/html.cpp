#include "http/html.h"

#include "base/error.h"

#include <algorithm>
#include <array>

namespace kvitt::http
{
namespace
{

bool is_name(std::string_view name)
{
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !name.empty() && letter(name[0]) && std::all_of(name.begin(), name.end(), [&](char c) {
        return letter(c) || (c >= '0' && c <= '9') || c == '-';
    });
}

template <std::size_t N> bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view reference_of(char c)
{
    switch (c)
    {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return {};
    }
}

constexpr std::array<std::string_view, 9> active_elements = {"script", "style", "iframe", "object",  "embed",
                                                             "base",   "link",  "meta",   "template"};
constexpr std::array<std::string_view, 6> address_attributes = {"href",       "src",   "action",
                                                                "formaction", "style", "srcdoc"};

} // namespace

std::string html_escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (const auto reference = reference_of(text[at]); !reference.empty())
        {
            out.append(text.substr(from, at - from)).append(reference);
            from = at + 1;
        }
    return out.append(text.substr(from));
}

Html html_text(std::string_view text) { return Html(html_escaped(text)); }

Html html_element(std::string_view name,
                  std::initializer_list<std::pair<std::string_view, std::string_view>> attributes,
                  const Html& content)
{
    KVITT_ASSERT(is_name(name) && !is_one_of(name, active_elements));
    std::string out("<");
    out.append(name);
    for (const auto& [attribute, value] : attributes)
    {
        KVITT_ASSERT(is_name(attribute) && attribute.substr(0, 2) != "on");
        KVITT_ASSERT(!is_one_of(attribute, address_attributes));
        out.append(" ").append(attribute).append("=\"").append(html_escaped(value)).append("\"");
    }
    out.append(">").append(content.text()).append("</").append(name).append(">");
    return Html(std::move(out));
}

} // namespace kvitt::http
