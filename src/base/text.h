// Text at the door: what a form, a bank file or an address may carry, made safe to store and compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kvitt
{

// Well-formed UTF-8 without NUL (PostgreSQL text cannot hold it).
bool is_storable_text(std::string_view text);
// Number of code points; the text must be well-formed.
std::size_t length(std::string_view utf8);
// The first `count` code points.
std::string first_characters(std::string_view utf8, std::size_t count);
// Without white space at both ends, and inner runs of white space as one blank.
std::string squeezed(std::string_view text);
std::string_view trimmed(std::string_view text);
// Case folded, marks removed (å becomes a), for search and for comparing names. ICU NFKD and case folding.
std::string folded(std::string_view utf8);
std::string lower_ascii(std::string_view text);
bool all_digits(std::string_view text);
std::string only_digits(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
// Percent-encoding for one path segment or query value (RFC 3986 unreserved characters stay).
std::string url_encoded(std::string_view text);
// Marks a text in a table as one that is shown translated, for scripts/messages.py.
constexpr const char* msg(const char* text) { return text; }

} // namespace kvitt
