#include "access/access.h"

#include "access/password.h"
#include "access/sign_in.h"
#include "base/secret.h"

#include <gmock/gmock.h>

using namespace kvitt;
using namespace kvitt::access;
using testing::ElementsAre;

namespace
{

const Author nobody = author_of(ActorKind::system);
const Id<partners::Partner> acme{4711};
constexpr const char* password = "correct horse battery";

const std::string& hash()
{
    static const std::string made = hash_password(password);
    return made;
}

User add(Db& db, const std::string& email, std::vector<Role> roles,
         std::optional<Id<partners::Partner>> partner = acme)
{
    return db.write(nobody, [&](Tx& tx) {
        return add_user(tx, {email, "Anna Ek", std::nullopt, partner, std::move(roles), hash()});
    });
}

SignIn attempt(Db& db, const std::string& email, const std::string& with, bool known_device = false)
{
    return sign_in(db, "r1", {email, with, "192.0.2.7", known_device});
}

std::optional<Session> session(Db& db, const std::string& token)
{
    return db.read([&](Read& read) { return try_find_session(read, token); });
}

void age_session(Db& db, std::chrono::microseconds created, std::chrono::microseconds seen)
{
    static const Sql sql("test::age_session",
                         "UPDATE access_sessions SET created_at = created_at - $1, seen_at = seen_at - $2");
    db.write(nobody, [&](Tx& tx) { tx.run(sql, std::int64_t{created.count()}, std::int64_t{seen.count()}); });
}

std::int64_t count_events(Db& db, const std::string& kind)
{
    static const Sql sql("test::count_events", "SELECT count(*) FROM events WHERE kind = $1");
    return db.read([&](Read& read) { return read.value<std::int64_t>(sql, kind); });
}

const Refusal* refusal_of(const std::function<void()>& work)
{
    try
    {
        work();
    }
    catch (const Refused& refused)
    {
        return &refused.refusal();
    }
    return nullptr;
}

} // namespace

TEST(Capabilities, ThreeRolesBuyAndGuestsDoNothing)
{
    EXPECT_THAT(roles_with(Capability::purchase, false),
                ElementsAre(Role::global_admin, Role::partner_admin, Role::account_admin));
    EXPECT_TRUE(capabilities_of(Role::guest).empty());
    EXPECT_TRUE(capabilities_of(Role::member).empty());
    EXPECT_FALSE(capabilities_of(Role::billing_admin).has(Capability::purchase));
    EXPECT_FALSE(capabilities_of(std::vector<Role>{}).has(Capability::view_offers));
}

TEST(Capabilities, NoPartnerRoleReachesTheDeskAndOnlyFinanceTouchesMoney)
{
    for (const auto capability : {Capability::desk_read, Capability::desk_money, Capability::desk_statements,
                                  Capability::desk_admin, Capability::desk_catalogue})
        EXPECT_TRUE(roles_with(capability, false).empty());
    EXPECT_THAT(roles_with(Capability::desk_money, true), ElementsAre(Role::finance));
    EXPECT_TRUE(roles_with(Capability::purchase, true).empty());
}

TEST(Capabilities, ScopesAreWrittenWithAColon)
{
    EXPECT_EQ(scope_parse("orders:write"), Scope::orders_write);
    EXPECT_EQ(scope_text(Scope::statements_write), "statements:write");
    EXPECT_THROW(scope_parse("orders_write"), Invalid);
    EXPECT_FALSE(capabilities_of(Scope::orders_read).has(Capability::purchase));
}

TEST(Email, IsTheSameHoweverItIsTyped)
{
    EXPECT_EQ(EmailAddress::parse(" Anna.Ek@Granvik.SE ").text(), "anna.ek@granvik.se");
    for (const char* bad :
         {"", "anna", "@a.se", "a@", "a@b", "a b@c.se", "a@@b.se", "a@b.se\nBcc: x@y.se", "a@.se"})
        EXPECT_THROW(EmailAddress::parse(bad), Invalid) << bad;
}

TEST(Password, IsArgon2idWithTheNamedCost)
{
    EXPECT_THAT(hash(), testing::StartsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT_TRUE(check_password(hash(), password));
    EXPECT_FALSE(check_password(hash(), "correct horse batterz"));
    EXPECT_FALSE(check_password("", password));
    EXPECT_FALSE(check_password(hash(), std::string(password) + std::string(300, 'x')));
    EXPECT_THROW(hash_password("elevenchars"), Invalid);
    EXPECT_NO_THROW(hash_password("tolv tecken!"));
    EXPECT_THROW(hash_password(std::string(257, 'x')), Invalid);
}

TEST(Users, AreUniqueByAddressAndKeepToTheirKindOfRole)
{
    const auto db = Db::open_for_test();
    const User anna =
        add(*db, "Anna@granvik.se", {Role::partner_admin, Role::global_admin, Role::partner_admin});
    EXPECT_THAT(anna.roles, ElementsAre(Role::global_admin, Role::partner_admin));
    EXPECT_EQ(refusal_of([&] { add(*db, "anna@GRANVIK.se", {}); }), &email_taken);
    EXPECT_EQ(refusal_of([&] { add(*db, "b@granvik.se", {Role::finance}); }), &role_elsewhere);
    EXPECT_EQ(refusal_of([&] { add(*db, "c@programme.se", {Role::global_admin}, std::nullopt); }),
              &role_elsewhere);
    EXPECT_EQ(count_events(*db, "user_added"), 1);
    const auto found = db->read([](Read& read) { return try_find_user(read, "ANNA@granvik.se"); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->partner, acme);
    EXPECT_FALSE(found->is_desk());
}

TEST(Users, AdminsOfACompanyAreListedForThoseWhoAreRefused)
{
    const auto db = Db::open_for_test();
    add(*db, "anna@granvik.se", {Role::global_admin});
    add(*db, "bo@granvik.se", {Role::guest});
    add(*db, "cia@other.se", {Role::global_admin}, Id<partners::Partner>{4712});
    const User gone = add(*db, "gone@granvik.se", {Role::global_admin});
    db->write(nobody, [&](Tx& tx) { set_active(tx, gone.id, false); });
    add(*db, "root@programme.se", {Role::administrator}, std::nullopt);
    const auto admins = db->read([](Read& read) { return list_admins(read, acme); });
    ASSERT_EQ(admins.size(), 1u);
    EXPECT_EQ(admins[0].email, "anna@granvik.se");
    EXPECT_EQ(db->read([](Read& read) { return list_admins(read, std::nullopt); }).at(0).email,
              "root@programme.se");
}

TEST(SignIn, GivesASessionThatEndsWhenIdleOrOld)
{
    const auto db = Db::open_for_test();
    add(*db, "anna@granvik.se", {Role::partner_admin});
    const SignIn done = attempt(*db, "Anna@Granvik.se", password);
    ASSERT_EQ(done.result, SignInResult::signed_in);
    auto found = session(*db, done.token);
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->seen_due);
    EXPECT_TRUE(found->caller.may(Capability::purchase));
    EXPECT_FALSE(found->caller.is_desk());
    EXPECT_FALSE(session(*db, found->token_hash)); // what the database holds opens nothing
    EXPECT_EQ(count_events(*db, "signed_in"), 1);

    age_session(*db, std::chrono::hours(13), std::chrono::minutes(6));
    found = session(*db, done.token);
    ASSERT_TRUE(found && found->seen_due);
    db->write(nobody, [&](Tx& tx) { note_seen(tx, found->token_hash); });
    EXPECT_FALSE(session(*db, done.token)->seen_due);
    age_session(*db, std::chrono::hours(0), session_idle_max + std::chrono::seconds(1));
    EXPECT_FALSE(session(*db, done.token));
    age_session(*db, session_age_max, -session_idle_max);
    EXPECT_FALSE(session(*db, done.token));
}

TEST(SignIn, EndsWithSignOutANewPasswordOrALockedUser)
{
    const auto db = Db::open_for_test();
    const User anna = add(*db, "anna@granvik.se", {Role::partner_admin});
    std::string token = attempt(*db, anna.email, password).token;
    db->write(nobody, [&](Tx& tx) { sign_out(tx, token); });
    db->write(nobody, [&](Tx& tx) { sign_out(tx, token); });
    EXPECT_FALSE(session(*db, token));
    EXPECT_EQ(count_events(*db, "signed_out"), 1);

    token = attempt(*db, anna.email, password).token;
    db->write(nobody, [&](Tx& tx) { set_password(tx, anna.id, hash()); });
    EXPECT_FALSE(session(*db, token));
    db->write(nobody, [&](Tx& tx) { set_active(tx, anna.id, false); });
    EXPECT_EQ(attempt(*db, anna.email, password).result, SignInResult::wrong);
}

TEST(SignIn, ManyFailuresWaitButNotForAKnownBrowser)
{
    const auto db = Db::open_for_test();
    add(*db, "anna@granvik.se", {});
    for (int i = 0; i <= sign_in_account_failures_free; ++i)
        EXPECT_EQ(attempt(*db, "anna@granvik.se", "wrong").result, SignInResult::wrong);
    const SignIn refused = attempt(*db, "ANNA@granvik.se ", password);
    EXPECT_EQ(refused.result, SignInResult::throttled);
    EXPECT_GE(refused.retry_after, std::chrono::seconds(1));
    EXPECT_LE(refused.retry_after, sign_in_wait_max);
    EXPECT_TRUE(refused.token.empty());
    EXPECT_EQ(attempt(*db, "anna@granvik.se", password, true).result, SignInResult::signed_in);
    EXPECT_EQ(count_events(*db, "sign_in_failed"), sign_in_account_failures_free + 1);
}

TEST(SignIn, NobodyIsLockedOutForLongAndFailuresAreForgotten)
{
    static const Sql many("test::many", "UPDATE access_sign_in_tries SET failures = 1000, open_from = 0");
    static const Sql past("test::past", "UPDATE access_sign_in_tries SET last_at = last_at - 1000000000");
    const auto db = Db::open_for_test();
    add(*db, "anna@granvik.se", {});
    attempt(*db, "anna@granvik.se", "wrong");
    db->write(nobody, [](Tx& tx) { tx.run(many); });
    attempt(*db, "anna@granvik.se", "wrong");
    const SignIn refused = attempt(*db, "anna@granvik.se", password);
    ASSERT_EQ(refused.result, SignInResult::throttled);
    EXPECT_EQ(refused.retry_after, sign_in_wait_max);
    db->write(nobody, [](Tx& tx) {
        tx.run(many);
        tx.run(past);
    });
    attempt(*db, "anna@granvik.se", "wrong");
    EXPECT_EQ(attempt(*db, "anna@granvik.se", password).result, SignInResult::signed_in);
}

TEST(SignIn, OneAddressCannotTryManyAccounts)
{
    static const Sql many("test::address",
                          "UPDATE access_sign_in_tries SET failures = 40 WHERE subject LIKE 'address:%'");
    const auto db = Db::open_for_test();
    attempt(*db, "a@b.se", "wrong");
    db->write(nobody, [](Tx& tx) { tx.run(many); });
    attempt(*db, "c@d.se", "wrong");
    EXPECT_EQ(attempt(*db, "e@f.se", "wrong").result, SignInResult::throttled);
    EXPECT_EQ(sign_in(*db, "r2", {"e@f.se", "wrong", "198.51.100.1", false}).result, SignInResult::wrong);
    EXPECT_EQ(throttle_network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(throttle_network("192.0.2.7"), "192.0.2.7");
}

TEST(ApiKeys, AreFoundByTheirTokenUntilEnded)
{
    const auto db = Db::open_for_test();
    const auto made = db->write(nobody, [](Tx& tx) {
        return add_api_key(tx, {"CRM", {Scope::orders_read, Scope::offers_read}, acme});
    });
    EXPECT_THAT(made.token, testing::StartsWith("kv_"));
    const auto find = [&](const std::string& token) {
        return db->read([&](Read& read) { return try_find_api_key(read, token); });
    };
    const auto caller = find(made.token);
    ASSERT_TRUE(caller);
    EXPECT_TRUE(caller->may(Capability::view_orders));
    EXPECT_FALSE(caller->may(Capability::purchase));
    EXPECT_EQ(caller->partner, acme);
    EXPECT_EQ(caller->actor.kind, ActorKind::api_key);
    EXPECT_FALSE(find("kv_wrong"));
    EXPECT_FALSE(find(sha256_hex(made.token)));
    db->write(nobody, [&](Tx& tx) { end_api_key(tx, made.id); });
    EXPECT_FALSE(find(made.token));
    EXPECT_EQ(refusal_of([&] { db->write(nobody, [&](Tx& tx) { end_api_key(tx, made.id); }); }),
              &key_not_found);
}

TEST(ApiKeys, TheDesksScopesAreNotForPartners)
{
    const auto db = Db::open_for_test();
    const auto add_key = [&](std::vector<Scope> scopes, std::optional<Id<partners::Partner>> partner) {
        return refusal_of([&] {
            db->write(nobody, [&](Tx& tx) { add_api_key(tx, {"CRM", std::move(scopes), partner}); });
        });
    };
    EXPECT_EQ(add_key({}, acme), &key_without_scope);
    EXPECT_EQ(add_key({Scope::desk}, acme), &key_of_the_desk);
    EXPECT_EQ(add_key({Scope::orders_read, Scope::statements_write}, acme), &key_of_the_desk);
    EXPECT_EQ(add_key({Scope::desk}, std::nullopt), nullptr);
    EXPECT_EQ(add_key({Scope::orders_read}, std::nullopt), nullptr);
}

TEST(Secret, IsMadeOnceForAllProcesses)
{
    const auto db = Db::open_for_test();
    const auto first = db->write(nobody, [](Tx& tx) { return server_secret(tx); });
    EXPECT_GE(first.size(), 40u);
    EXPECT_EQ(db->write(nobody, [](Tx& tx) { return server_secret(tx); }), first);
}

TEST(Forget, RemovesEndedSessionsOnly)
{
    const auto db = Db::open_for_test();
    add(*db, "anna@granvik.se", {});
    attempt(*db, "anna@granvik.se", password);
    age_session(*db, std::chrono::hours(0), session_idle_max + std::chrono::seconds(1));
    const auto kept = attempt(*db, "anna@granvik.se", password).token;
    EXPECT_EQ(db->write(nobody, [](Tx& tx) { return forget_ended(tx); }), 1);
    EXPECT_TRUE(session(*db, kept));
}
