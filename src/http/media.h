// What a client prefers (RFC 9110, 12): media type, language, coding. A malformed header counts as none.
#pragma once

#include "http/language.h"
#include "http/message.h"

#include <span>

namespace kvitt::http
{

// The offered type that the Accept value prefers; the first of equals; nothing if none is acceptable.
// An empty Accept accepts all.
std::optional<std::string_view> preferred_media(std::string_view accept,
                                                std::span<const std::string_view> offered);
// True for a program: JSON is preferred over HTML. Browsers and clients without Accept get pages.
bool prefers_json(const Request& request);
// Nothing if no language of ours is named.
std::optional<Language> preferred_language(std::string_view accept_language);
bool accepts_gzip(std::string_view accept_encoding);
// The parameter of a structured header value, unquoted: parameter("form-data; name=\"a\"", "name") is "a".
std::optional<std::string> parameter(std::string_view header_value, std::string_view name);

} // namespace kvitt::http
