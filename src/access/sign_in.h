// One try to sign in, with throttling by account and by address. Not a verb: the slow password check runs
// between two transactions, and a failed try is counted although it is refused.
#pragma once

#include "access/access.h"

namespace kvitt::access
{

// So many failures are free; each further one doubles the wait from sign_in_wait_min to sign_in_wait_max, so
// that nobody can lock another out for long. Failures are forgotten after sign_in_forget.
inline constexpr std::int64_t sign_in_account_failures_free = 5;
inline constexpr std::int64_t sign_in_address_failures_free = 30;
inline constexpr std::chrono::seconds sign_in_wait_min{1};
inline constexpr std::chrono::seconds sign_in_wait_max{60};
inline constexpr std::chrono::minutes sign_in_forget{15};

struct SignInTry
{
    std::string email;
    std::string password;
    std::string address;       // the client's
    bool known_device = false; // this browser signed in as this user before: counted apart from strangers
};

enum class SignInResult
{
    signed_in,
    wrong,     // no such user, not active, or another password: not told which
    throttled, // nothing was checked
};

struct SignIn
{
    SignInResult result = SignInResult::wrong;
    std::string token; // of the new session
    Caller caller;
    std::chrono::seconds retry_after{0};
};

struct SignedIn
{
    static constexpr const char* kind = "signed_in";
    Id<User> user;
    std::string address;
};
BOOST_DESCRIBE_STRUCT(SignedIn, (), (user, address))

// `user` is null if there is none of that address: what was typed may be a password, so it is not kept.
struct SignInFailed
{
    static constexpr const char* kind = "sign_in_failed";
    std::optional<Id<User>> user;
    std::string address;
};
BOOST_DESCRIBE_STRUCT(SignInFailed, (), (user, address))

SignIn sign_in(Db& db, const std::string& request_id, const SignInTry& input);

// The name under which tries from the address are counted: an IPv6 address by its /64, which one home has.
std::string throttle_network(const std::string& address);

// Removes sessions that have ended and counters of tries long past; answers how many. For a job.
std::int64_t forget_ended(Tx& tx);

} // namespace kvitt::access
