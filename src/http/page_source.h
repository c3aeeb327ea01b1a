// Templates as text, before the engine sees them: where their tags are, and the partials, translations and
// asset addresses put in. Knows nothing of values.
#pragma once

#include "http/page.h"

namespace kvitt::http
{

inline constexpr std::size_t partial_depth_max = 8;

struct Tag
{
    char kind = 0; // '#', '^', '/', '>', '!' as in mustache; 0 for a variable
    std::string name;
    std::size_t begin = 0; // of "{{" in the text
    std::size_t end = 0;   // behind "}}"
};

// All tags in order. Throws Bug, naming the page, for an unclosed one, one that shows text unescaped, or one
// that changes the delimiters.
std::vector<Tag> tags_of(std::string_view page, std::string_view text);

[[noreturn]] void page_fault(std::string_view page, const std::string& fault);

// The template of that name with all that does not depend on a view put in. Throws Bug naming page and fault.
std::string page_source(const PagesOptions& options, Language language, const std::string& name);

// Every message of the template, for the check that translations are complete.
std::vector<std::string> page_messages(const PagesOptions& options, const std::string& name);

} // namespace kvitt::http
