#include "http/url.h"

#include "base/error.h"
#include "base/text.h"

#include <algorithm>

namespace kvitt::http
{
namespace
{

int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

// What RFC 3986 allows in an address at all.
bool is_address_text(std::string_view text)
{
    constexpr std::string_view refused = "\"<>\\^`{|}";
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return c > 0x20 && c < 0x7f && refused.find(c) == std::string_view::npos;
    });
}

} // namespace

std::optional<std::string> url_decoded(std::string_view text, bool plus_is_blank)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at)
    {
        if (text[at] == '%')
        {
            const int high = at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
            const int low = at + 2 < text.size() ? hex_value(text[at + 2]) : -1;
            if (high < 0 || low < 0)
                return std::nullopt;
            out.push_back(static_cast<char>(high * 16 + low));
            at += 2;
        }
        else
            out.push_back(text[at] == '+' && plus_is_blank ? ' ' : text[at]);
    }
    if (!is_storable_text(out))
        return std::nullopt;
    return out;
}

Url Url::local(std::string_view text)
{
    if (text.empty() || text[0] != '/' || text.substr(0, 2) == "//" || !is_address_text(text))
        throw Invalid("not an address of this site");
    return Url(std::string(text));
}

Url Url::external(std::string_view text)
{
    const auto starts = [&](std::string_view scheme) {
        return text.size() > scheme.size() && text.substr(0, scheme.size()) == scheme;
    };
    if (!(starts("https://") || starts("http://") || starts("mailto:")) || !is_address_text(text))
        throw Invalid("not a web or mail address");
    return Url(std::string(text));
}

Url Url::with(std::string_view name, std::string_view value) const
{
    const char* separator = text_.find('?') == std::string::npos ? "?" : "&";
    return Url(text_ + separator + url_encoded(name) + "=" + url_encoded(value));
}

Url Url::with(std::string_view name, std::int64_t value) const { return with(name, std::to_string(value)); }

Url url_from(std::string_view pattern, std::initializer_list<std::string> arguments)
{
    std::string out;
    const std::string* next = arguments.begin();
    std::size_t from = 0;
    for (auto at = pattern.find("{}"); at != std::string_view::npos; at = pattern.find("{}", from))
    {
        KVITT_ASSERT(next != arguments.end());
        out.append(pattern.substr(from, at - from)).append(url_encoded(*next++));
        from = at + 2;
    }
    KVITT_ASSERT(next == arguments.end());
    out.append(pattern.substr(from));
    return Url(std::move(out));
}

} // namespace kvitt::http
