#include "http/media.h"

#include "base/text.h"

#include <array>

namespace kvitt::http
{
namespace
{

constexpr int weight_max = 1000; // q=1

struct Preference
{
    std::string value; // lower case
    int weight = weight_max;
};

// "0", "1", "0.25": in thousandths (RFC 9110, 12.4.2); nothing if malformed.
std::optional<int> weight_parse(std::string_view text)
{
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1') ||
        (text.size() > 1 && text[1] != '.'))
        return std::nullopt;
    int weight = text[0] == '1' ? weight_max : 0;
    int scale = 100;
    for (const char c : text.substr(text.size() > 1 ? 2 : 1))
    {
        if (c < '0' || c > '9')
            return std::nullopt;
        weight += (c - '0') * scale;
        scale /= 10;
    }
    return weight <= weight_max ? std::optional(weight) : std::nullopt;
}

std::vector<Preference> preferences(std::string_view header)
{
    std::vector<Preference> out;
    for (const auto item : split(header, ','))
    {
        const auto parts = split(item, ';');
        Preference preference{lower_ascii(trimmed(parts[0])), weight_max};
        for (std::size_t i = 1; i < parts.size(); ++i)
        {
            const auto part = trimmed(parts[i]);
            if (part.substr(0, 2) == "q=" || part.substr(0, 2) == "Q=")
                preference.weight = weight_parse(part.substr(2)).value_or(0);
        }
        if (!preference.value.empty())
            out.push_back(std::move(preference));
    }
    return out;
}

// The weight of the most specific range that covers the type.
int weight_of(const std::vector<Preference>& accepted, std::string_view type)
{
    const std::string range = std::string(type.substr(0, type.find('/'))) + "/*";
    for (const std::string_view wanted : {type, std::string_view(range), std::string_view("*/*")})
        for (const auto& preference : accepted)
            if (preference.value == wanted)
                return preference.weight;
    return 0;
}

} // namespace

std::optional<std::string_view> preferred_media(std::string_view accept,
                                                std::span<const std::string_view> offered)
{
    auto accepted = preferences(accept);
    if (accepted.empty())
        accepted.push_back({"*/*", weight_max});
    std::optional<std::string_view> best;
    int best_weight = 0;
    for (const auto type : offered)
        if (const int weight = weight_of(accepted, type); weight > best_weight)
        {
            best = type;
            best_weight = weight;
        }
    return best;
}

bool prefers_json(const Request& request)
{
    constexpr std::array<std::string_view, 3> offered = {"text/html", "application/json",
                                                         "application/problem+json"};
    const auto best = preferred_media(request.headers.find("Accept").value_or(""), offered);
    return best && *best != offered[0];
}

std::optional<Language> preferred_language(std::string_view accept_language)
{
    std::optional<Language> best;
    int best_weight = 0;
    for (const auto& preference : preferences(accept_language))
    {
        const auto language = enum_parse<Language>(preference.value.substr(0, preference.value.find('-')));
        if (language && preference.weight > best_weight)
        {
            best = language;
            best_weight = preference.weight;
        }
    }
    return best;
}

bool accepts_gzip(std::string_view accept_encoding)
{
    int any = 0;
    for (const auto& preference : preferences(accept_encoding))
    {
        if (preference.value == "gzip" || preference.value == "x-gzip")
            return preference.weight > 0;
        if (preference.value == "*")
            any = preference.weight;
    }
    return any > 0;
}

std::optional<std::string> parameter(std::string_view header_value, std::string_view name)
{
    std::size_t at = header_value.find(';');
    while (at != std::string_view::npos && at < header_value.size())
    {
        const auto equals = header_value.find('=', ++at);
        if (equals == std::string_view::npos)
            return std::nullopt;
        const bool wanted = lower_ascii(trimmed(header_value.substr(at, equals - at))) == name;
        std::string value;
        at = equals + 1;
        if (at < header_value.size() && header_value[at] == '"')
        {
            for (++at; at < header_value.size() && header_value[at] != '"'; ++at)
            {
                // Browsers write %22 for a quote and leave backslashes alone, so only \" and \\ are escapes.
                const bool escape = header_value[at] == '\\' && at + 1 < header_value.size() &&
                                    (header_value[at + 1] == '"' || header_value[at + 1] == '\\');
                at += escape ? 1 : 0;
                value.push_back(header_value[at]);
            }
            at = header_value.find(';', at);
        }
        else
        {
            const auto end = header_value.find(';', at);
            value =
                std::string(trimmed(header_value.substr(at, end == std::string_view::npos ? end : end - at)));
            at = end;
        }
        if (wanted)
            return value;
    }
    return std::nullopt;
}

} // namespace kvitt::http
