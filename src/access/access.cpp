#include "access/access.h"

#include "access/access_store.h"
#include "base/secret.h"
#include "base/text.h"

#include <algorithm>

namespace kvitt::access
{
namespace
{

constexpr std::string_view key_prefix = "kv_";
constexpr std::size_t key_token_bytes = 32;
constexpr std::size_t secret_bytes = 32;
const std::string signing_secret = "signing";

// Columns keep sessions and keys as hashes: who reads the database cannot use them.
std::string token_hash(std::string_view token) { return sha256_hex(token); }

User user_of(Read& read, const UserRow& row)
{
    return {row.id, row.email, row.name, row.language, row.partner, row.active, list_roles(read, row.id)};
}

std::string checked_line(const char* field, const std::string& text, std::size_t characters_max)
{
    const std::string line = squeezed(text);
    if (line.empty() || !is_storable_text(line) || length(line) > characters_max)
        throw InvalidFields({{field, "invalid", line.empty() ? "must be filled in" : "is too long"}});
    return line;
}

void check_roles(const NewUser& input)
{
    const bool desk = !input.partner.has_value();
    for (const Role role : input.roles)
        require(is_desk_role(role) == desk, role_elsewhere, {{"role", enum_text(role)}});
}

Caller caller_of(const User& user)
{
    Caller caller;
    caller.actor = {ActorKind::user, user.id.value(), user.name};
    caller.user = user.id;
    caller.partner = user.partner;
    caller.language = user.language;
    caller.roles = user.roles;
    caller.capabilities = capabilities_of(user.roles);
    return caller;
}

std::string joined_scopes(const std::vector<Scope>& scopes)
{
    std::string text;
    for (const Scope scope : scopes)
        text += (text.empty() ? "" : " ") + scope_text(scope);
    return text;
}

bool ended(const SessionRow& row, Instant now)
{
    return now - row.seen_at > session_idle_max || now - row.created_at > session_age_max;
}

bool has(const std::vector<Scope>& scopes, Scope scope)
{
    return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

} // namespace

EmailAddress EmailAddress::parse(std::string_view text)
{
    const std::string address = lower_ascii(trimmed(text));
    const auto at = address.find('@');
    const bool two_parts =
        at != std::string::npos && at > 0 && address.find('@', at + 1) == std::string::npos;
    const auto domain = two_parts ? std::string_view(address).substr(at + 1) : std::string_view();
    const bool clean = std::none_of(address.begin(), address.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte == 0x7f ||
               std::string_view("\"<>(),;:\\[]").find(c) != std::string_view::npos;
    });
    const bool dotted =
        domain.find('.') != std::string_view::npos && domain.front() != '.' && domain.back() != '.';
    if (!dotted || !clean || !is_storable_text(address) || address.size() > email_bytes_max)
        throw Invalid("must be an e-mail address");
    return EmailAddress(address);
}

User add_user(Tx& tx, const NewUser& input)
{
    check_roles(input);
    UserRow row;
    row.id = tx.new_id<User>();
    row.email = EmailAddress::parse(input.email).text();
    row.name = checked_line("name", input.name, user_name_characters_max);
    row.password_hash = input.password_hash;
    row.language = input.language;
    row.partner = input.partner;
    row.created_at = tx.machine_now();
    require(!try_user_by_email(tx, row.email), email_taken);

    std::vector<Role> roles = input.roles;
    std::sort(roles.begin(), roles.end());
    roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
    insert_user(tx, row, roles);
    events::record(tx, {row.partner, {}, {}}, UserAdded{row.id, row.email, row.name, roles});
    return {row.id, row.email, row.name, row.language, row.partner, true, roles};
}

void set_password(Tx& tx, Id<User> id, const std::string& password_hash)
{
    const User user = find_user(tx, id);
    update_password(tx, id, password_hash);
    delete_sessions_of(tx, id);
    events::record(tx, {user.partner, {}, {}}, PasswordSet{id});
}

void set_language(Tx& tx, Id<User> id, const std::string& language)
{
    require(update_language(tx, id, language), user_not_found);
}

void set_active(Tx& tx, Id<User> id, bool active)
{
    const User user = find_user(tx, id);
    update_active(tx, id, active);
    delete_sessions_of(tx, id);
    events::record(tx, {user.partner, {}, {}}, UserActiveSet{id, active});
}

User find_user(Read& read, Id<User> id)
{
    const auto row = try_user(read, id);
    require(row.has_value(), user_not_found);
    return user_of(read, *row);
}

std::optional<User> try_find_user(Read& read, std::string_view email)
{
    const auto row = try_user_by_email(read, lower_ascii(trimmed(email)));
    if (!row)
        return std::nullopt;
    return user_of(read, *row);
}

std::string password_hash_of(Read& read, Id<User> id)
{
    const auto row = try_user(read, id);
    require(row.has_value(), user_not_found);
    return row->password_hash;
}

std::vector<User> list_users(Read& read)
{
    std::vector<User> users;
    for (const UserRow& row : list_user_rows(read))
        users.push_back(user_of(read, row));
    return users;
}

std::vector<Contact> list_admins(Read& read, std::optional<Id<partners::Partner>> partner)
{
    return partner ? list_partner_contacts(read, *partner, Role::global_admin)
                   : list_desk_contacts(read, Role::administrator);
}

std::string start_session(Tx& tx, Id<User> id)
{
    const std::string token = random_token(session_token_bytes);
    insert_session(tx, {token_hash(token), id, tx.machine_now(), tx.machine_now()});
    return token;
}

std::optional<Session> try_find_session(Read& read, std::string_view token)
{
    const auto row = try_session(read, token_hash(token));
    if (!row || ended(*row, read.machine_now()))
        return std::nullopt;
    const auto user = try_user(read, row->user_id);
    if (!user || !user->active)
        return std::nullopt;
    return Session{row->token_hash, caller_of(user_of(read, *user)),
                   read.machine_now() - row->seen_at > session_seen_every};
}

Caller caller_for(Read& read, Id<User> id) { return caller_of(find_user(read, id)); }

void note_seen(Tx& tx, const std::string& hash) { update_seen(tx, hash, tx.machine_now()); }

void end_all_sessions(Tx& tx) { delete_all_sessions(tx); }

void sign_out(Tx& tx, std::string_view token)
{
    const auto row = try_session(tx, token_hash(token));
    if (!row)
        return;
    delete_session(tx, row->token_hash);
    const User user = find_user(tx, row->user_id);
    events::record(tx, {user.partner, {}, {}}, SignedOut{user.id});
}

MadeApiKey add_api_key(Tx& tx, const NewApiKey& input)
{
    require(!input.scopes.empty(), key_without_scope);
    for (const Scope scope : {Scope::desk, Scope::statements_write})
        require(!input.partner || !has(input.scopes, scope), key_of_the_desk, {{"scope", scope_text(scope)}});

    const MadeApiKey made{tx.new_id<ApiKey>(), std::string(key_prefix) + random_token(key_token_bytes)};
    ApiKeyRow row;
    row.id = made.id;
    row.name = checked_line("name", input.name, key_name_characters_max);
    row.token_hash = token_hash(made.token);
    row.scopes = joined_scopes(input.scopes);
    row.partner = input.partner;
    row.created_at = tx.machine_now();
    insert_api_key(tx, row);

    KeyAdded event{row.id, row.name, {}};
    for (const Scope scope : input.scopes)
        event.scopes.push_back(scope_text(scope));
    events::record(tx, {row.partner, {}, {}}, event);
    return made;
}

std::optional<Caller> try_find_api_key(Read& read, std::string_view token)
{
    if (!token.starts_with(key_prefix))
        return std::nullopt;
    const auto row = try_api_key(read, token_hash(token));
    if (!row || row->ended_at)
        return std::nullopt;
    Caller caller;
    caller.actor = {ActorKind::api_key, row->id.value(), row->name};
    caller.partner = row->partner;
    for (const auto scope : split(row->scopes, ' '))
        caller.scopes.push_back(scope_parse(scope));
    caller.capabilities = capabilities_of(caller.scopes);
    return caller;
}

void end_api_key(Tx& tx, Id<ApiKey> id)
{
    require(end_api_key_row(tx, id, tx.machine_now()), key_not_found);
    events::record(tx, {}, KeyEnded{id});
}

std::string server_secret(Tx& tx)
{
    if (auto known = try_secret(tx, signing_secret))
        return *known;
    const std::string made = random_token(secret_bytes);
    insert_secret(tx, signing_secret, made);
    return made;
}

} // namespace kvitt::access
