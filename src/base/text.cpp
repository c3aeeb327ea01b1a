#include "base/text.h"

#include "base/error.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace kvitt
{
namespace
{

constexpr std::string_view white = " \t\r\n\f\v";

// Calls `take(code point, begin, end)`; a code point < 0 is malformed and ends the walk.
template <class F> void each_code_point(std::string_view text, F take)
{
    const auto size = static_cast<int32_t>(text.size());
    for (int32_t at = 0; at < size;)
    {
        const int32_t begin = at;
        UChar32 c = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion" // inside ICU's macro
        U8_NEXT(text.data(), at, size, c);
#pragma GCC diagnostic pop
        if (!take(c, begin, at))
            return;
    }
}

} // namespace

bool is_storable_text(std::string_view text)
{
    bool good = true;
    each_code_point(text, [&](UChar32 c, int32_t, int32_t) { return good = c > 0; });
    return good;
}

std::size_t length(std::string_view utf8)
{
    std::size_t count = 0;
    each_code_point(utf8, [&](UChar32, int32_t, int32_t) { return ++count, true; });
    return count;
}

std::string first_characters(std::string_view utf8, std::size_t count)
{
    std::size_t end = 0;
    each_code_point(utf8, [&](UChar32, int32_t, int32_t next) {
        if (count == 0)
            return false;
        --count;
        end = static_cast<std::size_t>(next);
        return true;
    });
    return std::string(utf8.substr(0, end));
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(white);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

std::string squeezed(std::string_view text)
{
    std::string out;
    for (const char c : trimmed(text))
    {
        const bool blank = white.find(c) != std::string_view::npos;
        if (blank && !out.empty() && out.back() == ' ')
            continue;
        out.push_back(blank ? ' ' : c);
    }
    return out;
}

std::string folded(std::string_view utf8)
{
    UErrorCode status = U_ZERO_ERROR;
    const auto* decompose = icu::Normalizer2::getNFKDInstance(status);
    KVITT_ASSERT(U_SUCCESS(status));
    const auto wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
    icu::UnicodeString apart = decompose->normalize(wide, status);
    apart.foldCase();
    icu::UnicodeString bare;
    for (int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1))
        if (u_charType(apart.char32At(at)) != U_NON_SPACING_MARK)
            bare.append(apart.char32At(at));
    std::string out;
    bare.toUTF8String(out);
    return squeezed(out);
}

std::string lower_ascii(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool all_digits(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string only_digits(std::string_view text)
{
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out),
                 [](char c) { return c >= '0' && c <= '9'; });
    return out;
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;)
    {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

std::string url_encoded(std::string_view text)
{
    static constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text)
    {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            out.push_back(c);
        else
            out.append({'%', hex[byte >> 4], hex[byte & 15]});
    }
    return out;
}

} // namespace kvitt
