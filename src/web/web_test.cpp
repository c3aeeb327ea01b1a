#include "web/site.h"

#include "access/password.h"
#include "web/context.h"
#include "web/error_response.h"

#include <gmock/gmock.h>
#include <regex>

using namespace kvitt;
using namespace kvitt::web;
using access::Capability;
using access::Role;
using access::Scope;
using http::Method;
using http::Request;
using http::Response;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace
{

constexpr const char* password = "correct horse battery";
const Id<partners::Partner> acme{4711};
const Refusal lamp_broken{RefusalKind::conflict, "lamp_broken", "The lamp {name} is broken."};

struct LampForm
{
    std::string name;
    std::int64_t watts = 0;
};
BOOST_DESCRIBE_STRUCT(LampForm, (), (name, watts))

struct Lamp
{
    Id<Lamp> id;
    std::string name;
    std::int64_t watts = 0;
};
BOOST_DESCRIBE_STRUCT(Lamp, (), (id, name, watts))

struct LampPage
{
    FieldView email; // the fields of the sign-in page, which serves as a page with a form
    FieldView password;
    std::string next;
};
BOOST_DESCRIBE_STRUCT(LampPage, (), (email, password, next))

struct LampLit
{
    static constexpr const char* kind = "lamp_lit";
    std::string name;
};
BOOST_DESCRIBE_STRUCT(LampLit, (), (name))

Response get_lamp(Context& c)
{
    return c.page("web/sign_in", LampPage{c.field("name", "Lamp"), c.field("watts", "Power", "40"), ""});
}

Response post_lamp(Context& c)
{
    const auto input = c.input<LampForm>();
    const Lamp lamp = c.write([&](Tx& tx) {
        require(input.name != "broken", lamp_broken, {{"name", input.name}});
        events::record(tx, {}, LampLit{input.name});
        return Lamp{tx.new_id<Lamp>(), input.name, input.watts};
    });
    return c.created(to_json(lamp), http::url("/lamps/{}", lamp.name));
}

Response get_one_lamp(Context& c) { return http::text_response(c.param_as<Id<Lamp>>("id").text()); }
Response get_bug(Context&) { throw Bug("the lamp is a secret"); }
Response get_gone(Context&) { throw store::Unavailable("no disk"); }

Routes lamp_routes()
{
    return {
        {Method::get, "/", signed_in, [](Context&) { return http::text_response("home"); }},
        {Method::get, "/lamps", Capability::view_offers, get_lamp},
        {Method::post, "/lamps", Capability::purchase, post_lamp, "Light a lamp", get_lamp},
        {Method::get, "/lamps/{id}", Capability::view_offers, get_one_lamp},
        {Method::post, "/lamps/{id}/picture", Capability::purchase, post_lamp, "", get_lamp, 5000},
        {Method::post, "/api/v1/pictures", Capability::purchase, post_lamp, "", {}, 5000},
        {.method = Method::get, .pattern = "/forgotten", .answer = get_lamp},
        {Method::get, "/bug", anyone, get_bug},
        {Method::get, "/gone", anyone, get_gone},
        {Method::get, "/api/v1/bug", anyone, get_bug},
        {Method::get, "/api/v1/lamps/{id}", Capability::view_offers, get_one_lamp},
        {Method::post, "/api/v1/lamps", Capability::purchase, post_lamp},
        {Method::get, "/desk/orders", Capability::desk_read, get_lamp},
        {.method = Method::post,
         .pattern = "/demo/lamp",
         .need = anyone,
         .answer = [](Context&) { return http::no_content(); },
         .without_csrf = true},
    };
}

std::string cookie_of(const Response& response, const std::string& name)
{
    for (const auto& cookie : response.cookies)
        if (cookie.name == name)
            return cookie.value;
    return {};
}

std::string hidden(const Response& response, const std::string& name)
{
    std::smatch found;
    const std::string body(response.body_view());
    std::regex_search(body, found, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""));
    return found.empty() ? std::string() : found[1].str();
}

json::object problem_of(const Response& response)
{
    EXPECT_EQ(response.headers.find("Content-Type"), "application/problem+json");
    return parse_json(response.body_view()).as_object();
}

using Fields = std::vector<std::pair<std::string, std::string>>;

// One database and site for all tests: argon2 is slow on purpose, so users are made once.
class WebTest : public testing::Test
{
  protected:
    static void SetUpTestSuite()
    {
        db = Db::open_for_test();
        const std::string hash = access::hash_password(password);
        db->write(author_of(ActorKind::system), [&](Tx& tx) {
            const auto add = [&](const char* email, std::vector<Role> roles,
                                 std::optional<Id<partners::Partner>> partner) {
                access::add_user(tx, {email, "Anna <Ek>", std::nullopt, partner, std::move(roles), hash});
            };
            add("anna@granvik.se", {Role::partner_admin}, acme);
            add("gun@granvik.se", {Role::global_admin}, acme);
            add("guest@granvik.se", {Role::guest}, acme);
            add("maja@programme.se", {Role::finance}, std::nullopt);
            key = access::add_api_key(tx, {"CRM", {Scope::offers_read, Scope::orders_write}, acme}).token;
            reader_key = access::add_api_key(tx, {"BI", {Scope::offers_read}, acme}).token;
        });
        SiteOptions options;
        options.partner_label = [](Read&, Id<partners::Partner>) {
            return PartnerLabel{"Granvik & Co", "MPN ID", "4812907"};
        };
        site = std::make_unique<Site>(*db, options, lamp_routes());
    }

    static void TearDownTestSuite()
    {
        site.reset();
        db.reset();
    }

    Response get(const std::string& target, const std::string& language = "en")
    {
        return send(Method::get, target, {}, {}, language);
    }

    Response send(Method method, const std::string& target, const std::string& body = {},
                  const std::string& type = {}, const std::string& language = "en")
    {
        Request request = request_to(method, target, type, language);
        request.body = body;
        return site->answer(request);
    }

    // From this test's browser, without a body.
    Request request_to(Method method, const std::string& target, const std::string& type = {},
                       const std::string& language = "en")
    {
        Request request = http::request_to(method, target);
        request.remote_address = "192.0.2." + std::to_string(++address);
        request.request_id = "req-1";
        http::add_header(request, "Accept-Language", language);
        if (!cookies.empty())
            http::add_header(request, "Cookie", cookies);
        if (!type.empty())
            http::add_header(request, "Content-Type", type);
        for (const auto& [name, value] : headers)
            http::add_header(request, name, value);
        return request;
    }

    // What a picture's sender is told before the picture is taken; nothing: it is taken.
    std::optional<Response> denial(const std::string& target = "/lamps/hall/picture")
    {
        return site->denial(request_to(Method::post, target, "multipart/form-data; boundary=x"));
    }

    Response post(const std::string& target, const Fields& fields)
    {
        std::string body;
        for (const auto& [name, value] : fields)
            body += (body.empty() ? "" : "&") + name + "=" + url_encoded(value);
        return send(Method::post, target, body, "application/x-www-form-urlencoded");
    }

    Response api(const std::string& body, const std::string& idempotency_key = {},
                 const std::string& token = key)
    {
        headers = {{"Authorization", "Bearer " + token}};
        if (!idempotency_key.empty())
            headers.emplace_back("Idempotency-Key", idempotency_key);
        Response response = send(Method::post, "/api/v1/lamps", body, "application/json");
        headers.clear();
        return response;
    }

    Response sign_in(const std::string& email, const std::string& with = password,
                     const std::string& next = {})
    {
        const Response page = get("/sign-in");
        if (const std::string visit = cookie_of(page, "kvitt_visit"); !visit.empty())
            cookies = "kvitt_visit=" + visit;
        Response response =
            post("/sign-in",
                 {{"email", email}, {"password", with}, {"csrf", hidden(page, "csrf")}, {"next", next}});
        const std::string token = cookie_of(response, "kvitt_session");
        if (!token.empty())
            cookies = "kvitt_session=" + token;
        return response;
    }

    std::string csrf() { return hidden(get("/lamps"), "csrf"); }
    static std::int64_t lamps_lit()
    {
        static const Sql sql("test::lamps_lit", "SELECT count(*) FROM events WHERE kind = 'lamp_lit'");
        return db->read([](Read& read) { return read.value<std::int64_t>(sql); });
    }

    static inline std::unique_ptr<Db> db;
    static inline std::unique_ptr<Site> site;
    static inline std::string key;
    static inline std::string reader_key;
    static inline int address = 0;
    std::string cookies;
    Fields headers;
};

} // namespace

TEST_F(WebTest, SigningInSetsTheCookieAndSigningOutEndsTheSession)
{
    const Response done = sign_in("Anna@granvik.se");
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(done.headers.find("Location"), "/");
    const auto& session = done.cookies.at(0);
    EXPECT_EQ(session.name, "kvitt_session");
    EXPECT_TRUE(session.http_only);
    EXPECT_FALSE(session.secure);
    EXPECT_EQ(session.same_site, http::SameSite::lax);
    const Response page = get("/lamps");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("Granvik &amp; Co"));
    EXPECT_THAT(page.body, HasSubstr("Anna &lt;Ek&gt;"));
    EXPECT_EQ(page.headers.find("Cache-Control"), "no-store");

    EXPECT_EQ(post("/sign-out", {{"csrf", "forged.token"}}).status, 403);
    EXPECT_EQ(post("/sign-out", {{"csrf", hidden(page, "csrf")}}).status, 303);
    EXPECT_EQ(get("/lamps").status, 303);
}

TEST_F(WebTest, TheSessionChangesAtSignInAndCookiesAreSecureBehindTls)
{
    sign_in("anna@granvik.se");
    const std::string before = cookies;
    const Response again =
        post("/sign-in", {{"email", "anna@granvik.se"}, {"password", password}, {"csrf", csrf()}});
    EXPECT_NE("kvitt_session=" + cookie_of(again, "kvitt_session"), before);
    EXPECT_EQ(get("/lamps").status, 303); // the session of before has ended
    SiteOptions options;
    options.public_url = "https://kvitt.example";
    const Site secure(*db, options, {});
    const Response page = secure.answer(http::request_to(Method::get, "/sign-in"));
    ASSERT_FALSE(page.cookies.empty());
    EXPECT_TRUE(page.cookies[0].secure);
    EXPECT_THAT(*page.headers.find("Strict-Transport-Security"), StartsWith("max-age="));
}

TEST_F(WebTest, WrongPasswordKeepsTheAddressAndNotThePassword)
{
    const Response refused = sign_in("anna@granvik.se", "correct horse battera");
    EXPECT_EQ(refused.status, 401);
    EXPECT_THAT(refused.body, HasSubstr("do not fit together"));
    EXPECT_THAT(refused.body, HasSubstr("value=\"anna@granvik.se\""));
    EXPECT_THAT(refused.body, Not(HasSubstr("battera")));
    const Response unknown = sign_in("nobody@granvik.se", "correct horse battera");
    EXPECT_EQ(unknown.status, 401);
    const Response empty = sign_in("", "");
    EXPECT_EQ(empty.status, 422);
    EXPECT_THAT(empty.body, HasSubstr("2 fields must be corrected."));
    EXPECT_THAT(empty.body, HasSubstr("E-mail address must be filled in"));
}

TEST_F(WebTest, TooManyTriesAreToldToWait)
{
    Response last;
    for (int i = 0; i < 8 && last.status != 429; ++i)
        last = sign_in("tired@granvik.se", "wrong");
    EXPECT_EQ(last.status, 429);
    EXPECT_TRUE(last.headers.has("Retry-After"));
    EXPECT_THAT(last.body, HasSubstr("data-refusal=\"too_many_tries\""));
}

TEST_F(WebTest, AfterSigningInOneComesBackButOnlyToThisSite)
{
    EXPECT_EQ(get("/lamps?page=2").headers.find("Location"), "/sign-in?next=%2Flamps%3Fpage%3D2");
    EXPECT_EQ(sign_in("anna@granvik.se", password, "/lamps?page=2").headers.find("Location"),
              "/lamps?page=2");
    for (const char* elsewhere : {"https://evil.example/", "//evil.example", "/\\evil.example",
                                  "javascript:alert(1)", "/a\r\nSet-Cookie: x=y", "evil"})
    {
        cookies.clear();
        EXPECT_EQ(sign_in("anna@granvik.se", password, elsewhere).headers.find("Location"), "/") << elsewhere;
    }
    cookies.clear();
    EXPECT_EQ(sign_in("maja@programme.se").headers.find("Location"), "/desk");
}

TEST_F(WebTest, FormsWithoutOurTokenChangeNothing)
{
    sign_in("anna@granvik.se");
    const auto before = lamps_lit();
    const std::string own = csrf();
    cookies.clear();
    sign_in("gun@granvik.se");
    for (const std::string& token : {std::string(), std::string("x.y"), own, own + "0"})
    {
        const Response refused = post("/lamps", {{"name", "desk lamp"}, {"watts", "5"}, {"csrf", token}});
        EXPECT_EQ(refused.status, 403);
        EXPECT_THAT(refused.body, HasSubstr("desk lamp")); // what was entered is kept
        EXPECT_THAT(refused.body, HasSubstr("data-refusal=\"form_expired\""));
    }
    EXPECT_EQ(lamps_lit(), before);
    EXPECT_EQ(post("/demo/lamp", {}).status, 204);
}

// What is guessed of one page's token by the length of its compressed bytes (BREACH) is no part of the next.
TEST_F(WebTest, EachPageHasATokenOfItsOwnAndAllAreGood)
{
    constexpr std::size_t shared_by_chance = 8;
    sign_in("anna@granvik.se");
    const std::string one = csrf();
    const std::string two = csrf();
    for (std::size_t at = 0; at + shared_by_chance <= one.size(); ++at)
        EXPECT_THAT(two, Not(HasSubstr(one.substr(at, shared_by_chance)))) << one;
    for (const std::string& token : {two, one, one})
        EXPECT_EQ(post("/language", {{"language", "en"}, {"csrf", token}}).status, 303);
}

TEST_F(WebTest, WhatNoRowAllowsIsDenied)
{
    EXPECT_EQ(get("/lamps").headers.find("Location"), "/sign-in?next=%2Flamps");
    EXPECT_EQ(get("/forgotten").status, 303);
    sign_in("gun@granvik.se");
    EXPECT_EQ(get("/forgotten").status, 404);
    EXPECT_EQ(get("/nowhere").status, 404);
    const Response other = send(Method::delete_, "/lamps");
    EXPECT_EQ(other.status, 405);
    EXPECT_EQ(other.headers.find("Allow"), "GET, HEAD, POST");
    EXPECT_EQ(get("/desk/orders").status, 403);
}

TEST_F(WebTest, WhoMayNotSendAFileIsToldSoBeforeItIsTaken)
{
    const auto stranger = denial();
    ASSERT_TRUE(stranger);
    EXPECT_EQ(stranger->status, 303);
    EXPECT_EQ(stranger->headers.find("Location"), "/sign-in?next=%2F");
    EXPECT_TRUE(stranger->headers.has("Content-Security-Policy"));
    EXPECT_EQ(stranger->headers.find("Cache-Control"), "no-store");
    sign_in("guest@granvik.se");
    const auto guest = denial();
    ASSERT_TRUE(guest);
    EXPECT_EQ(guest->status, 403);
    EXPECT_THAT(guest->body, HasSubstr("mailto:gun@granvik.se"));
    cookies.clear();
    sign_in("anna@granvik.se");
    EXPECT_FALSE(denial()); // the form's token is in the body, and judged with it
    EXPECT_EQ(denial("/lamps/hall/nowhere")->status, 404);

    EXPECT_EQ(denial("/api/v1/pictures")->status, 401); // a session is no key
    headers = {{"Authorization", "Bearer " + reader_key}};
    EXPECT_EQ(problem_of(*denial("/api/v1/pictures")).at("type"), "urn:kvitt:problem:key_not_allowed");
    headers = {{"Authorization", "Bearer " + key}};
    EXPECT_FALSE(denial("/api/v1/pictures"));
}

TEST_F(WebTest, ARefusalSaysWhoCanHelp)
{
    sign_in("guest@granvik.se");
    const Response page = get("/lamps");
    EXPECT_EQ(page.status, 403);
    EXPECT_THAT(page.body, HasSubstr("see offers and prices"));
    EXPECT_THAT(page.body, HasSubstr("Partner admin"));
    EXPECT_THAT(page.body, HasSubstr("mailto:gun@granvik.se"));
    EXPECT_THAT(page.body, Not(HasSubstr("anna@granvik.se")));
    EXPECT_THAT(get("/my-access").body, HasSubstr("mailto:gun@granvik.se"));
}

TEST_F(WebTest, FaultyFormsComeBackWithAllFaultsAndWhatWasEntered)
{
    sign_in("anna@granvik.se");
    const Response page = post("/lamps", {{"name", "<b>"}, {"watts", "many"}, {"csrf", csrf()}});
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, HasSubstr("value=\"&lt;b&gt;\""));
    EXPECT_THAT(page.body, HasSubstr("value=\"many\""));
    EXPECT_THAT(page.body, HasSubstr("href=\"#field-watts\""));
    EXPECT_THAT(page.body, HasSubstr("Power must be a whole number"));
    const Response refused = post("/lamps", {{"name", "broken"}, {"watts", "5"}, {"csrf", csrf()}});
    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(refused.body, HasSubstr("The lamp broken is broken."));
    EXPECT_THAT(refused.body, HasSubstr("value=\"broken\""));
}

TEST_F(WebTest, AFormSentTwiceIsDoneOnce)
{
    sign_in("anna@granvik.se");
    const auto before = lamps_lit();
    const Fields fields{{"name", "hall"}, {"watts", "5"}, {"csrf", csrf()}, {"idempotency_key", "form-1"}};
    EXPECT_EQ(post("/lamps", fields).headers.find("Location"), "/lamps/hall");
    Fields again = fields;
    again[2].second = csrf();
    EXPECT_EQ(post("/lamps", again).headers.find("Location"), "/lamps/hall");
    EXPECT_EQ(lamps_lit(), before + 1);

    Fields other = fields;
    other[0].second = "kitchen";
    const Response page = post("/lamps", other);
    EXPECT_EQ(page.status, 409);
    EXPECT_THAT(page.body, HasSubstr("href=\"/lamps/hall\""));
    EXPECT_EQ(lamps_lit(), before + 1);

    cookies.clear();
    sign_in("gun@granvik.se"); // keys are each person's own
    other[2].second = csrf();
    EXPECT_EQ(post("/lamps", other).headers.find("Location"), "/lamps/kitchen");
}

TEST_F(WebTest, OnTheApiTheSameKeyReplaysAndOtherInputConflicts)
{
    const auto before = lamps_lit();
    const Response first = api(R"({"name":"api","watts":7})", "k1");
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(first.headers.find("Location"), "/lamps/api");
    const Response replay = api(R"({"name":"api","watts":7})", "k1");
    EXPECT_EQ(replay.status, 201);
    EXPECT_EQ(replay.body, first.body);
    EXPECT_EQ(replay.headers.find("Idempotent-Replayed"), "true");
    const Response other = api(R"({"name":"api","watts":8})", "k1");
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(problem_of(other).at("type"), "urn:kvitt:problem:idempotency_key_reused");
    EXPECT_EQ(lamps_lit(), before + 1);
    EXPECT_EQ(api(R"({"name":"api","watts":7})", std::string(201, 'k')).status, 422);
    EXPECT_EQ(api(R"({"name":"api","watts":7})").status, 201); // without a key it is another lamp
    EXPECT_EQ(lamps_lit(), before + 2);
}

TEST_F(WebTest, ARefusalIsJudgedAnewUnderItsKey)
{
    static const Sql age("test::age_results", "UPDATE web_idempotency SET at = at - 90000000000");
    const auto before = lamps_lit();
    EXPECT_EQ(api(R"({"name":"broken","watts":7})", "k2").status, 409);
    EXPECT_EQ(api(R"({"name":"mended","watts":7})", "k2").status, 201);
    db->write(author_of(ActorKind::system), [](Tx& tx) { tx.run(age); });
    EXPECT_EQ(api(R"({"name":"next day","watts":7})", "k2").status, 201);
    EXPECT_EQ(lamps_lit(), before + 2);
    db->write(author_of(ActorKind::system), [](Tx& tx) { tx.run(age); });
    EXPECT_GE(db->write(author_of(ActorKind::system), [](Tx& tx) { return forget_results(tx); }), 1);
}

TEST_F(WebTest, ProblemsAreOneShape)
{
    const auto body = problem_of(api(R"({"name":5,"wat":1})"));
    EXPECT_EQ(body.at("type"), "urn:kvitt:problem:invalid_fields");
    EXPECT_EQ(body.at("title"), "Invalid fields");
    EXPECT_EQ(body.at("status"), 422);
    EXPECT_EQ(body.at("instance"), "/api/v1/lamps");
    EXPECT_EQ(body.at("request_id"), "req-1");
    const auto& errors = body.at("errors").as_array();
    ASSERT_EQ(errors.size(), 3u);
    for (const auto& error : errors)
        EXPECT_TRUE(error.as_object().contains("pointer") && error.as_object().contains("code") &&
                    error.as_object().contains("message"));
    EXPECT_EQ(problem_of(api("{")).at("status"), 422);
    EXPECT_EQ(problem_of(api(R"({"name":"broken","watts":7})")).at("detail"), "The lamp broken is broken.");
    EXPECT_EQ(problem_of(get("/api/v1/nothing")).at("status"), 404);
    EXPECT_EQ(problem_of(send(Method::put, "/api/v1/lamps")).at("status"), 405);
    headers = {{"Authorization", "bearer " + key}};
    EXPECT_EQ(problem_of(get("/api/v1/lamps/n%C3%A4")).at("type"), "urn:kvitt:problem:address_not_readable");
    EXPECT_EQ(problem_of(send(Method::post, "/api/v1/lamps", "name=a", "text/plain")).at("type"),
              "urn:kvitt:problem:body_not_json");
}

TEST_F(WebTest, TheApiTakesKeysOnlyAndTheirScopes)
{
    sign_in("gun@granvik.se");
    const Response cookie_only = send(Method::post, "/api/v1/lamps", "{}", "application/json");
    EXPECT_EQ(cookie_only.status, 401);
    EXPECT_THAT(*cookie_only.headers.find("WWW-Authenticate"), StartsWith("Bearer"));
    EXPECT_EQ(api("{}", "", "kv_nonsense").status, 401);
    const Response scope = api(R"({"name":"a","watts":1})", "", reader_key);
    EXPECT_EQ(scope.status, 403);
    EXPECT_EQ(problem_of(scope).at("type"), "urn:kvitt:problem:key_not_allowed");
    cookies.clear();
    headers = {{"Authorization", "Bearer " + key}};
    EXPECT_EQ(get("/lamps").status, 303); // and pages take no keys
}

TEST_F(WebTest, FaultsOfOursTellNothingButTheRequest)
{
    const Response page = get("/bug");
    EXPECT_EQ(page.status, 500);
    EXPECT_THAT(page.body, HasSubstr("req-1"));
    EXPECT_THAT(page.body, Not(HasSubstr("secret")));
    EXPECT_EQ(problem_of(get("/api/v1/bug")).at("type"), "urn:kvitt:problem:internal_error");
    const Response gone = get("/gone");
    EXPECT_EQ(gone.status, 503);
    EXPECT_TRUE(gone.headers.has("Retry-After"));
    EXPECT_EQ(site->refusal_page(413, http::request_to(Method::post, "/api/v1/x")).status, 413);
    EXPECT_THAT(site->refusal_page(503, http::request_to(Method::get, "/")).body,
                HasSubstr("Try again shortly"));
}

TEST_F(WebTest, EveryAnswerCarriesTheSecurityHeaders)
{
    for (const char* target : {"/sign-in", "/nowhere", "/bug", "/lamps", "/api/v1/nothing", "/healthz"})
    {
        const Response response = get(target);
        EXPECT_EQ(response.headers.find("X-Content-Type-Options"), "nosniff") << target;
        EXPECT_EQ(response.headers.find("Referrer-Policy"), "same-origin") << target;
        EXPECT_THAT(*response.headers.find("Content-Security-Policy"), HasSubstr("frame-ancestors 'none'"));
        EXPECT_THAT(*response.headers.find("Content-Security-Policy"), Not(HasSubstr("unsafe")));
    }
    const std::string page = get("/sign-in").body;
    EXPECT_FALSE(std::regex_search(page, std::regex("<script[^>]*>[^<]|<style| style=| on[a-z]+=")));
}

TEST_F(WebTest, LanguageIsChosenByTheReaderThenByTheBrowser)
{
    EXPECT_THAT(get("/sign-in", "sv-SE,sv;q=0.9").body, HasSubstr("<html lang=\"sv\">"));
    EXPECT_THAT(get("/sign-in", "fr").body, HasSubstr("<html lang=\"en\">"));
    sign_in("anna@granvik.se");
    const Response chosen = post("/language", {{"language", "sv"}, {"next", "/lamps"}, {"csrf", csrf()}});
    EXPECT_EQ(chosen.headers.find("Location"), "/lamps");
    EXPECT_EQ(cookie_of(chosen, "kvitt_language"), "sv");
    EXPECT_THAT(get("/lamps", "en").body, HasSubstr("<html lang=\"sv\">"));
    post("/language", {{"language", "en"}, {"csrf", csrf()}});
    EXPECT_EQ(post("/language", {{"language", "xx"}, {"csrf", csrf()}}).status, 422);
}

TEST_F(WebTest, TheMenuShowsWhatExistsAndIsAllowed)
{
    sign_in("anna@granvik.se");
    const std::string page = get("/lamps").body;
    EXPECT_THAT(page, HasSubstr(">Dashboard</a>"));
    EXPECT_THAT(page, Not(HasSubstr(">Invoices</a>")));
    EXPECT_THAT(page, Not(HasSubstr("/desk/orders")));
    cookies.clear();
    sign_in("maja@programme.se");
    const std::string desk = get("/desk/orders").body;
    EXPECT_THAT(desk, HasSubstr("href=\"/desk/orders\" aria-current=\"page\""));
    EXPECT_THAT(desk, Not(HasSubstr(">Dashboard</a>")));
}

TEST_F(WebTest, HealthAndReadiness)
{
    EXPECT_EQ(get("/healthz").body, "ok\n");
    EXPECT_EQ(get("/readyz").body, "ready\n");
    SiteOptions draining;
    draining.ready = [] { return false; };
    EXPECT_EQ(Site(*db, draining, {}).answer(http::request_to(Method::get, "/readyz")).status, 503);
    EXPECT_EQ(site->body_rule(Method::post, "/lamps/abc/picture").kind, http::BodyKind::file);
    EXPECT_EQ(site->body_rule(Method::post, "/lamps/abc/picture").bytes_max, 5000u);
    EXPECT_EQ(site->body_rule(Method::post, "/lamps").kind, http::BodyKind::memory);
    EXPECT_EQ(site->body_rule(Method::get, "/lamps").kind, http::BodyKind::none);
}
