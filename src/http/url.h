// Addresses that may stand in href, action and Location: a `Url` is either built from a pattern with encoded
// arguments or checked. A template takes nothing else there (http/page.h).
#pragma once

#include "base/id.h"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace kvitt::http
{

class Url
{
  public:
    // "/"
    Url() : text_("/") {}
    // An address of this server, from outside (`next` of the sign-in form). Throws Invalid for anything that
    // a browser could take for another host: "//", "/\", a scheme, control characters.
    static Url local(std::string_view text);
    // An https, http or mailto address from data. Throws Invalid.
    static Url external(std::string_view text);

    const std::string& text() const { return text_; }
    // The same with one more query value.
    Url with(std::string_view name, std::string_view value) const;
    Url with(std::string_view name, std::int64_t value) const;

  private:
    explicit Url(std::string text) : text_(std::move(text)) {}
    friend Url url_from(std::string_view pattern, std::initializer_list<std::string> arguments);
    std::string text_;
};

// Fills each `{}`; the count must agree (KVITT_ASSERT).
Url url_from(std::string_view pattern, std::initializer_list<std::string> arguments);

// Percent-decoded (RFC 3986), and '+' as a blank where forms and queries mean that; nothing if it is
// malformed or does not give storable text.
std::optional<std::string> url_decoded(std::string_view text, bool plus_is_blank);

namespace detail
{
inline std::string url_argument(std::string_view text) { return std::string(text); }
inline std::string url_argument(std::integral auto number) { return std::to_string(number); }
template <class T> std::string url_argument(const Id<T>& id) { return id.text(); }
} // namespace detail

// url("/orders/{}/proof", number): the pattern is ours, each argument is percent-encoded.
template <class... T> Url url(std::string_view pattern, const T&... arguments)
{
    return url_from(pattern, {detail::url_argument(arguments)...});
}

} // namespace kvitt::http
