#include "access/access_store.h"

#include <algorithm>

namespace kvitt::access
{
namespace
{

struct SecretRow
{
    std::string name;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(SecretRow, (), (name, value))

} // namespace

void insert_user(Tx& tx, const UserRow& row, const std::vector<Role>& roles)
{
    tx.insert("access_users", row);
    for (const Role role : roles)
        tx.insert("access_roles", RoleRow{row.id, role});
}

std::optional<UserRow> try_user(Read& read, Id<User> id)
{
    static const Sql sql("access::try_user", R"(
        SELECT id, email, name, password_hash, language, partner, active, created_at
        FROM access_users WHERE id = $1)");
    return read.try_one<UserRow>(sql, id);
}

std::optional<UserRow> try_user_by_email(Read& read, const std::string& email)
{
    static const Sql sql("access::try_user_by_email", R"(
        SELECT id, email, name, password_hash, language, partner, active, created_at
        FROM access_users WHERE email = $1)");
    return read.try_one<UserRow>(sql, email);
}

std::vector<UserRow> list_user_rows(Read& read)
{
    static const Sql sql("access::list_user_rows", R"(
        SELECT id, email, name, password_hash, language, partner, active, created_at
        FROM access_users ORDER BY email)");
    return read.list<UserRow>(sql);
}

std::vector<Role> list_roles(Read& read, Id<User> id)
{
    static const Sql sql("access::list_roles", R"(
        SELECT user_id, role FROM access_roles WHERE user_id = $1)");
    std::vector<Role> roles;
    read.each<RoleRow>(sql, [&](RoleRow&& row) { roles.push_back(row.role); }, id);
    std::sort(roles.begin(), roles.end());
    return roles;
}

std::vector<Contact> list_partner_contacts(Read& read, Id<partners::Partner> partner, Role role)
{
    static const Sql sql("access::list_partner_contacts", R"(
        SELECT u.name, u.email FROM access_users u JOIN access_roles r ON r.user_id = u.id
        WHERE u.partner = $1 AND r.role = $2 AND u.active = 1 ORDER BY u.name)");
    return read.list<Contact>(sql, partner, role);
}

std::vector<Contact> list_desk_contacts(Read& read, Role role)
{
    static const Sql sql("access::list_desk_contacts", R"(
        SELECT u.name, u.email FROM access_users u JOIN access_roles r ON r.user_id = u.id
        WHERE u.partner IS NULL AND r.role = $1 AND u.active = 1 ORDER BY u.name)");
    return read.list<Contact>(sql, role);
}

bool update_password(Tx& tx, Id<User> id, const std::string& password_hash)
{
    static const Sql sql("access::update_password",
                         "UPDATE access_users SET password_hash = $2 WHERE id = $1");
    return tx.run(sql, id, password_hash) == 1;
}

bool update_language(Tx& tx, Id<User> id, const std::string& language)
{
    static const Sql sql("access::update_language", "UPDATE access_users SET language = $2 WHERE id = $1");
    return tx.run(sql, id, language) == 1;
}

bool update_active(Tx& tx, Id<User> id, bool active)
{
    static const Sql sql("access::update_active", "UPDATE access_users SET active = $2 WHERE id = $1");
    return tx.run(sql, id, active) == 1;
}

void insert_session(Tx& tx, const SessionRow& row) { tx.insert("access_sessions", row); }

std::optional<SessionRow> try_session(Read& read, const std::string& token_hash)
{
    static const Sql sql("access::try_session", R"(
        SELECT token_hash, user_id, created_at, seen_at FROM access_sessions WHERE token_hash = $1)");
    return read.try_one<SessionRow>(sql, token_hash);
}

void update_seen(Tx& tx, const std::string& token_hash, Instant at)
{
    static const Sql sql("access::update_seen",
                         "UPDATE access_sessions SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2");
    tx.run(sql, token_hash, at);
}

void delete_session(Tx& tx, const std::string& token_hash)
{
    static const Sql sql("access::delete_session", "DELETE FROM access_sessions WHERE token_hash = $1");
    tx.run(sql, token_hash);
}

void delete_all_sessions(Tx& tx)
{
    static const Sql sql("access::delete_all_sessions", "DELETE FROM access_sessions");
    tx.run(sql);
}

void delete_sessions_of(Tx& tx, Id<User> id)
{
    static const Sql sql("access::delete_sessions_of", "DELETE FROM access_sessions WHERE user_id = $1");
    tx.run(sql, id);
}

std::int64_t delete_idle_sessions(Tx& tx, Instant seen_before, std::int64_t limit)
{
    static const Sql sql("access::delete_idle_sessions", R"(
        DELETE FROM access_sessions WHERE token_hash IN
            (SELECT token_hash FROM access_sessions WHERE seen_at < $1 ORDER BY seen_at LIMIT $2))");
    return tx.run(sql, seen_before, limit);
}

void insert_api_key(Tx& tx, const ApiKeyRow& row) { tx.insert("access_api_keys", row); }

std::optional<ApiKeyRow> try_api_key(Read& read, const std::string& token_hash)
{
    static const Sql sql("access::try_api_key", R"(
        SELECT id, name, token_hash, scopes, partner, created_at, ended_at
        FROM access_api_keys WHERE token_hash = $1)");
    return read.try_one<ApiKeyRow>(sql, token_hash);
}

bool end_api_key_row(Tx& tx, Id<ApiKey> id, Instant at)
{
    static const Sql sql("access::end_api_key",
                         "UPDATE access_api_keys SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL");
    return tx.run(sql, id, at) == 1;
}

std::optional<TriesRow> try_tries(Read& read, const std::string& subject)
{
    static const Sql sql("access::try_tries", R"(
        SELECT subject, failures, last_at, open_from FROM access_sign_in_tries WHERE subject = $1)");
    return read.try_one<TriesRow>(sql, subject);
}

void put_tries(Tx& tx, const TriesRow& row)
{
    static const Sql sql("access::put_tries", R"(
        INSERT INTO access_sign_in_tries (subject, failures, last_at, open_from) VALUES ($1, $2, $3, $4)
        ON CONFLICT (subject) DO UPDATE SET failures = $2, last_at = $3, open_from = $4)");
    tx.run(sql, row.subject, row.failures, row.last_at, row.open_from);
}

void delete_tries(Tx& tx, const std::string& subject)
{
    static const Sql sql("access::delete_tries", "DELETE FROM access_sign_in_tries WHERE subject = $1");
    tx.run(sql, subject);
}

std::int64_t delete_old_tries(Tx& tx, Instant last_before, std::int64_t limit)
{
    static const Sql sql("access::delete_old_tries", R"(
        DELETE FROM access_sign_in_tries WHERE subject IN
            (SELECT subject FROM access_sign_in_tries WHERE last_at < $1 ORDER BY last_at LIMIT $2))");
    return tx.run(sql, last_before, limit);
}

std::optional<std::string> try_secret(Read& read, const std::string& name)
{
    static const Sql sql("access::try_secret", "SELECT value FROM access_secrets WHERE name = $1");
    return read.try_value<std::string>(sql, name);
}

void insert_secret(Tx& tx, const std::string& name, const std::string& value)
{
    tx.insert("access_secrets", SecretRow{name, value});
}

} // namespace kvitt::access
