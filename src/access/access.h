// Who may come in and as whom: users with roles, sessions, API keys. Times here are machine time. Whether a
// caller may do a thing is capabilities.h; passwords are checked in sign_in.h, outside any transaction.
#pragma once

#include "access/capabilities.h"
#include "events/events.h"

namespace kvitt::access
{

inline constexpr std::size_t email_bytes_max = 254; // RFC 5321, 4.5.3.1.3
inline constexpr std::size_t user_name_characters_max = 100;
inline constexpr std::size_t key_name_characters_max = 100;
inline constexpr std::chrono::hours session_idle_max{12};
inline constexpr std::chrono::hours session_age_max{24 * 7};
inline constexpr std::chrono::minutes session_seen_every{5};
inline constexpr std::size_t session_token_bytes = 32;
// Rows removed in one transaction.
inline constexpr std::int64_t forget_rows_max = 200;

// A mailbox by which a person signs in; lower case, so that it is the same however it is typed.
class EmailAddress
{
  public:
    EmailAddress() = default;
    // Throws Invalid. Not RFC 5322 whole: what people have (local@domain.tld), no quotes, no blanks.
    static EmailAddress parse(std::string_view text);
    const std::string& text() const { return text_; }
    friend auto operator<=>(const EmailAddress&, const EmailAddress&) = default;

  private:
    explicit EmailAddress(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

struct User
{
    Id<User> id;
    std::string email;
    std::string name;
    std::optional<std::string> language;          // "en" or "sv" if chosen
    std::optional<Id<partners::Partner>> partner; // nothing: the programme's desk
    bool active = true;
    std::vector<Role> roles;

    bool is_desk() const { return !partner.has_value(); }
};

struct NewUser
{
    std::string email;
    std::string name;
    std::optional<std::string> language;
    std::optional<Id<partners::Partner>> partner;
    std::vector<Role> roles;
    std::string password_hash; // of hash_password; empty: cannot sign in yet
};

struct UserAdded
{
    static constexpr const char* kind = "user_added";
    Id<User> user;
    std::string email;
    std::string name;
    std::vector<Role> roles;
};
BOOST_DESCRIBE_STRUCT(UserAdded, (), (user, email, name, roles))

struct PasswordSet
{
    static constexpr const char* kind = "password_set";
    Id<User> user;
};
BOOST_DESCRIBE_STRUCT(PasswordSet, (), (user))

struct UserActiveSet
{
    static constexpr const char* kind = "user_active_set";
    Id<User> user;
    bool active = false;
};
BOOST_DESCRIBE_STRUCT(UserActiveSet, (), (user, active))

struct SignedOut
{
    static constexpr const char* kind = "signed_out";
    Id<User> user;
};
BOOST_DESCRIBE_STRUCT(SignedOut, (), (user))

inline const Refusal email_taken{RefusalKind::conflict, "email_taken",
                                 "There is a user with this e-mail address already."};
inline const Refusal role_elsewhere{RefusalKind::invalid, "role_elsewhere",
                                    "The role {role} is not for a user of this kind."};
inline const Refusal user_not_found{RefusalKind::not_found, "user_not_found", "There is no such user."};

// Checks address, name and that the roles fit the kind of user; records user_added.
User add_user(Tx& tx, const NewUser& input);
// Ends the user's sessions; records password_set.
void set_password(Tx& tx, Id<User> id, const std::string& password_hash);
void set_language(Tx& tx, Id<User> id, const std::string& language);
// Ends the user's sessions.
void set_active(Tx& tx, Id<User> id, bool active);
User find_user(Read& read, Id<User> id);
std::optional<User> try_find_user(Read& read, std::string_view email);
// The hash as stored, for `kvitt dump`.
std::string password_hash_of(Read& read, Id<User> id);
// All, by address.
std::vector<User> list_users(Read& read);

// Somebody who can give roles.
struct Contact
{
    std::string name;
    std::string email;
};
BOOST_DESCRIBE_STRUCT(Contact, (), (name, email))

// The partner's global admins, or the desk's administrators where there is no partner: who can help.
std::vector<Contact> list_admins(Read& read, std::optional<Id<partners::Partner>> partner);

// Who is calling and what it may; made from a session or a key.
struct Caller
{
    Actor actor; // id 0 and an empty name: nobody signed in
    std::optional<Id<User>> user;
    std::optional<Id<partners::Partner>> partner; // acts for this company only
    std::optional<std::string> language;
    std::vector<Role> roles;
    std::vector<Scope> scopes;
    CapabilitySet capabilities;

    bool is_known() const { return actor.id != 0; }
    // A person of the desk or a key of the programme's own: may act for any partner.
    bool is_desk() const { return is_known() && !partner.has_value(); }
    bool may(Capability capability) const { return capabilities.has(capability); }
};

struct Session
{
    std::string token_hash;
    Caller caller;
    bool seen_due = false; // call note_seen: last-seen is older than session_seen_every
};

// The user as caller. Refused if there is none.
Caller caller_for(Read& read, Id<User> id);
// The token of a new session, to be known by the browser only.
std::string start_session(Tx& tx, Id<User> id);
// Nothing for an unknown, ended, idle or too old session, or a user who is not active.
std::optional<Session> try_find_session(Read& read, std::string_view token);
void note_seen(Tx& tx, const std::string& token_hash);
// Records signed_out, if there was such a session.
void sign_out(Tx& tx, std::string_view token);
// Nobody is signed in any more: for a copy of a database that is put to use.
void end_all_sessions(Tx& tx);

struct ApiKey;

struct NewApiKey
{
    std::string name;
    std::vector<Scope> scopes;
    std::optional<Id<partners::Partner>>
        partner; // required unless the scope desk or statements:write is all it has
};

// `token` is shown once and never again: only its hash is kept.
struct MadeApiKey
{
    Id<ApiKey> id;
    std::string token; // "kv_..."
};

struct KeyAdded
{
    static constexpr const char* kind = "key_added";
    Id<ApiKey> key;
    std::string name;
    std::vector<std::string> scopes;
};
BOOST_DESCRIBE_STRUCT(KeyAdded, (), (key, name, scopes))

struct KeyEnded
{
    static constexpr const char* kind = "key_ended";
    Id<ApiKey> key;
};
BOOST_DESCRIBE_STRUCT(KeyEnded, (), (key))

inline const Refusal key_without_scope{RefusalKind::invalid, "key_without_scope",
                                       "An API key needs at least one scope."};
inline const Refusal key_of_the_desk{RefusalKind::invalid, "key_of_the_desk",
                                     "The scope {scope} is the programme's own: such a key has no partner."};
inline const Refusal key_not_found{RefusalKind::not_found, "key_not_found", "There is no such API key."};

MadeApiKey add_api_key(Tx& tx, const NewApiKey& input);
std::optional<Caller> try_find_api_key(Read& read, std::string_view token);
void end_api_key(Tx& tx, Id<ApiKey> id);

// The secret that signs CSRF tokens: made on first use, the same for every process on this database.
std::string server_secret(Tx& tx);

} // namespace kvitt::access
