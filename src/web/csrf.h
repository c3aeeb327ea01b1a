// The token that every form carries: proof that the page it stands on came from here, to this browser. It
// differs from page to page, so that compression cannot betray it.
#pragma once

#include <string>
#include <string_view>

namespace kvitt::web
{

// `subject` is the session's token, or the visit cookie of somebody not signed in.
std::string csrf_token(const std::string& secret, std::string_view subject);
bool is_csrf_token(const std::string& secret, std::string_view subject, std::string_view token);

} // namespace kvitt::web
