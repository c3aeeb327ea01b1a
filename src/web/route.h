// One row per address: method, pattern, what the caller must be allowed, who answers, and one line for the
// API's documentation and the menu. Rooms give vectors of rows; app concatenates them. A row without a need
// is for nobody.
#pragma once

#include "access/capabilities.h"
#include "http/message.h"

#include <functional>

namespace kvitt::web
{

class Context;

struct Need
{
    enum class Kind
    {
        nobody,
        anyone,
        signed_in,
        capability,
    };
    constexpr Need() = default;
    constexpr Need(access::Capability c) : kind(Kind::capability), capability(c) {}
    constexpr explicit Need(Kind k) : kind(k) {}

    Kind kind = Kind::nobody;
    access::Capability capability{};
};
inline constexpr Need anyone{Need::Kind::anyone};
inline constexpr Need signed_in{Need::Kind::signed_in};

using Answer = std::function<http::Response(Context&)>;

// Patterns below /api/ are for programs: Bearer keys, problem+json, no cookies. All others are pages: session
// cookie, and `csrf` in every form.
struct Route
{
    http::Method method = http::Method::get;
    std::string pattern;
    Need need = {};
    Answer answer = {};
    std::string doc = {};
    // For a form: the page it stands on. Shown again with what was entered, its faults and the status, when
    // the answer throws InvalidFields or Refused (Context::field, Context::entered, the alert above the
    // page).
    Answer again = {};
    // More than 0: the body is spooled to a file, at most so many bytes.
    std::uint64_t upload_bytes_max = 0;
    // Only for the demo's own addresses (product.md, Pages).
    bool without_csrf = false;

    bool is_api() const { return pattern.starts_with("/api/"); }
    bool writes() const { return method != http::Method::get && method != http::Method::head; }
};

using Routes = std::vector<Route>;

} // namespace kvitt::web
