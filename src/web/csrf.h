// The token that every form carries: proof that the page it stands on came from here, to this browser. Made
// with a nonce of its own for each page, so that no two share bytes and compression cannot betray it
// (BREACH); a mask over it would hide nothing more. Nothing is kept: the nonce is part of it.
#pragma once

#include <string>
#include <string_view>

namespace kvitt::web
{

// `subject` is the session's token, or the visit cookie of somebody not signed in.
std::string csrf_token(const std::string& secret, std::string_view subject);
bool is_csrf_token(const std::string& secret, std::string_view subject, std::string_view token);

} // namespace kvitt::web
