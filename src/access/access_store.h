// SQL of the access room.
#pragma once

#include "access/access.h"

namespace kvitt::access
{

struct UserRow
{
    Id<User> id;
    std::string email;
    std::string name;
    std::string password_hash;
    std::optional<std::string> language;
    std::optional<Id<partners::Partner>> partner;
    bool active = true;
    Instant created_at;
};
BOOST_DESCRIBE_STRUCT(UserRow, (), (id, email, name, password_hash, language, partner, active, created_at))

struct RoleRow
{
    Id<User> user_id;
    Role role = Role::member;
};
BOOST_DESCRIBE_STRUCT(RoleRow, (), (user_id, role))

struct SessionRow
{
    std::string token_hash;
    Id<User> user_id;
    Instant created_at;
    Instant seen_at;
};
BOOST_DESCRIBE_STRUCT(SessionRow, (), (token_hash, user_id, created_at, seen_at))

struct ApiKeyRow
{
    Id<ApiKey> id;
    std::string name;
    std::string token_hash;
    std::string scopes; // separated by blanks
    std::optional<Id<partners::Partner>> partner;
    Instant created_at;
    std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(ApiKeyRow, (), (id, name, token_hash, scopes, partner, created_at, ended_at))

// `open_from`: before it nothing is tried.
struct TriesRow
{
    std::string subject;
    std::int64_t failures = 0;
    Instant last_at;
    Instant open_from;
};
BOOST_DESCRIBE_STRUCT(TriesRow, (), (subject, failures, last_at, open_from))

void insert_user(Tx& tx, const UserRow& row, const std::vector<Role>& roles);
std::optional<UserRow> try_user(Read& read, Id<User> id);
std::optional<UserRow> try_user_by_email(Read& read, const std::string& email);
std::vector<UserRow> list_user_rows(Read& read);
std::vector<Role> list_roles(Read& read, Id<User> id);
std::vector<Contact> list_partner_contacts(Read& read, Id<partners::Partner> partner, Role role);
std::vector<Contact> list_desk_contacts(Read& read, Role role);
bool update_password(Tx& tx, Id<User> id, const std::string& password_hash);
bool update_language(Tx& tx, Id<User> id, const std::string& language);
bool update_active(Tx& tx, Id<User> id, bool active);

void insert_session(Tx& tx, const SessionRow& row);
std::optional<SessionRow> try_session(Read& read, const std::string& token_hash);
void update_seen(Tx& tx, const std::string& token_hash, Instant at);
void delete_session(Tx& tx, const std::string& token_hash);
void delete_sessions_of(Tx& tx, Id<User> id);
void delete_all_sessions(Tx& tx);
std::int64_t delete_idle_sessions(Tx& tx, Instant seen_before, std::int64_t limit);

void insert_api_key(Tx& tx, const ApiKeyRow& row);
std::optional<ApiKeyRow> try_api_key(Read& read, const std::string& token_hash);
bool end_api_key_row(Tx& tx, Id<ApiKey> id, Instant at);

std::optional<TriesRow> try_tries(Read& read, const std::string& subject);
void put_tries(Tx& tx, const TriesRow& row);
void delete_tries(Tx& tx, const std::string& subject);
std::int64_t delete_old_tries(Tx& tx, Instant last_before, std::int64_t limit);

std::optional<std::string> try_secret(Read& read, const std::string& name);
void insert_secret(Tx& tx, const std::string& name, const std::string& value);

} // namespace kvitt::access
