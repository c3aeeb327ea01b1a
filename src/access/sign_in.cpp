#include "access/sign_in.h"

#include "access/access_store.h"
#include "access/password.h"
#include "base/text.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace kvitt::access
{
namespace
{

constexpr std::size_t ipv6_home_bytes = 8;

// What a try is counted under, and how many failures are free.
struct Subject
{
    std::string name;
    std::int64_t failures_free;
};

using Subjects = std::array<Subject, 2>;

Subjects subjects_of(const SignInTry& input, const std::string& email)
{
    // A stranger who guesses must not keep out the person whose browser is known: they are counted apart.
    const char* kind = input.known_device ? "device:" : "account:";
    return {{{kind + email, sign_in_account_failures_free},
             {"address:" + throttle_network(input.address), sign_in_address_failures_free}}};
}

std::chrono::seconds wait_after(std::int64_t failures, std::int64_t failures_free)
{
    if (failures <= failures_free)
        return std::chrono::seconds{0};
    auto wait = sign_in_wait_min;
    for (auto n = failures_free + 1; n < failures && wait < sign_in_wait_max; ++n)
        wait *= 2;
    return std::min(wait, sign_in_wait_max);
}

TriesRow tries_of(Tx& tx, const Subject& subject)
{
    const auto row = try_tries(tx, subject.name);
    if (!row || tx.machine_now() - row->last_at > sign_in_forget)
        return {subject.name, 0, tx.machine_now(), tx.machine_now()};
    return *row;
}

// The failure is counted before the password is checked, so that many tries at once do not slip through.
std::chrono::microseconds count_try(Tx& tx, const Subjects& subjects)
{
    std::array<TriesRow, 2> rows{tries_of(tx, subjects[0]), tries_of(tx, subjects[1])};
    const Instant open_from = std::max(rows[0].open_from, rows[1].open_from);
    if (open_from > tx.machine_now())
        return open_from - tx.machine_now();
    for (std::size_t at = 0; at < rows.size(); ++at)
    {
        ++rows[at].failures;
        rows[at].last_at = tx.machine_now();
        rows[at].open_from = tx.machine_now() + wait_after(rows[at].failures, subjects[at].failures_free);
        put_tries(tx, rows[at]);
    }
    return std::chrono::microseconds{0};
}

// The account starts anew; the address is only forgiven this one, or its owner could clear it with an account
// of his own.
void forgive(Tx& tx, const Subjects& subjects)
{
    delete_tries(tx, subjects[0].name);
    TriesRow address = tries_of(tx, subjects[1]);
    address.failures = std::max<std::int64_t>(0, address.failures - 1);
    address.open_from = tx.machine_now();
    put_tries(tx, address);
}

struct Begun
{
    std::chrono::microseconds wait{0};
    std::optional<UserRow> user;
};

SignIn finish(Tx& tx, const SignInTry& input, const Subjects& subjects, const UserRow& user)
{
    forgive(tx, subjects);
    SignIn done;
    done.result = SignInResult::signed_in;
    done.token = start_session(tx, user.id);
    done.caller = caller_for(tx, user.id);
    events::record(tx, {user.partner, {}, {}}, SignedIn{user.id, input.address});
    return done;
}

} // namespace

std::string throttle_network(const std::string& address)
{
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1)
        return address;
    std::fill(bytes.begin() + ipv6_home_bytes, bytes.end(), static_cast<unsigned char>(0));
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
    return std::string(text.data()) + "/64";
}

SignIn sign_in(Db& db, const std::string& request_id, const SignInTry& input)
{
    const std::string email = first_characters(lower_ascii(trimmed(input.email)), email_bytes_max);
    const Subjects subjects = subjects_of(input, email);
    const Author nobody{{ActorKind::system, 0, "sign-in"}, request_id};
    const Begun begun = db.write(nobody, [&](Tx& tx) {
        const auto wait = count_try(tx, subjects);
        return Begun{wait, wait.count() > 0 ? std::nullopt : try_user_by_email(tx, email)};
    });
    if (begun.wait.count() > 0)
        return {SignInResult::throttled, {}, {}, std::chrono::ceil<std::chrono::seconds>(begun.wait)};

    const auto& user = begun.user;
    const bool right = check_password(user && user->active ? user->password_hash : "", input.password);
    if (!right)
    {
        db.write(nobody, [&](Tx& tx) {
            std::optional<Id<User>> id;
            if (user)
                id = user->id;
            events::record(tx, {user ? user->partner : std::nullopt, {}, {}},
                           SignInFailed{id, input.address});
        });
        return {};
    }
    const Author person{{ActorKind::user, user->id.value(), user->name}, request_id};
    return db.write(person, [&](Tx& tx) { return finish(tx, input, subjects, *user); });
}

std::int64_t forget_ended(Tx& tx)
{
    return delete_idle_sessions(tx, tx.machine_now() - session_idle_max, forget_rows_max) +
           delete_old_tries(tx, tx.machine_now() - sign_in_forget, forget_rows_max);
}

} // namespace kvitt::access
