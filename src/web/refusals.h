// What the web room itself refuses, and the views of the pages that say so.
#pragma once

#include "base/error.h"
#include "web/parts.h"

namespace kvitt::web
{

inline const Refusal page_not_found{RefusalKind::not_found, "page_not_found",
                                    "There is no page at this address."};
inline const Refusal sign_in_needed{RefusalKind::unauthenticated, "sign_in_needed", "Sign in first."};
inline const Refusal key_needed{RefusalKind::unauthenticated, "key_needed",
                                "Send a valid API key: Authorization: Bearer kv_..."};
inline const Refusal not_allowed{RefusalKind::forbidden, "not_allowed", "Your roles do not let you {what}."};
inline const Refusal key_not_allowed{RefusalKind::forbidden, "key_not_allowed",
                                     "This API key's scopes do not let it {what}."};
inline const Refusal form_expired{RefusalKind::forbidden, "form_expired",
                                  "This form had become too old to be sent. Nothing was changed. Check what "
                                  "you entered and send it again."};
inline const Refusal wrong_password{RefusalKind::unauthenticated, "wrong_password",
                                    "That e-mail address and password do not fit together."};
inline const Refusal too_many_tries{
    RefusalKind::too_many, "too_many_tries",
    "There were too many tries to sign in. Wait {seconds} s, then try again."};
inline const Refusal unavailable{
    RefusalKind::unavailable, "unavailable",
    "The database cannot be reached just now. Nothing was changed. Try again shortly."};

struct AlreadyDoneView
{
    Url url;
};
BOOST_DESCRIBE_STRUCT(AlreadyDoneView, (), (url))

// Any refusal without a page of its own.
struct ErrorView
{
    std::string code;
    std::string title;
    std::string text;
    bool retry = false; // the same again may work
    std::string request_id;
    std::optional<Url> back = {}; // to the form that was sent
};
BOOST_DESCRIBE_STRUCT(ErrorView, (), (code, title, text, retry, request_id, back))

struct AdminView
{
    std::string name;
    std::string email;
    std::optional<Url> write;
};
BOOST_DESCRIBE_STRUCT(AdminView, (), (name, email, write))

// Who is refused: what is missing, which roles have it, who can give one.
struct DeniedView
{
    std::string what;
    std::optional<std::string> roles_needed; // nothing: none on this side
    std::string roles_held;
    bool any_admins = false;
    std::vector<AdminView> admins;
};
BOOST_DESCRIBE_STRUCT(DeniedView, (), (what, roles_needed, roles_held, any_admins, admins))

} // namespace kvitt::web
