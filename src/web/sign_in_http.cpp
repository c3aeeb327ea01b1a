#include "web/sign_in_http.h"

#include "access/sign_in.h"
#include "base/secret.h"
#include "base/text.h"
#include "web/error_response.h"
#include "web/site.h"
#include "web/words.h"

namespace kvitt::web
{
namespace
{

using http::Method;
using http::Response;

constexpr std::chrono::hours cookie_kept{24 * 365};

struct SignInForm
{
    std::string email;
    std::string password;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(SignInForm, (), (email, password, next))

struct SignInView
{
    FieldView email;
    FieldView password;
    std::string next;
};
BOOST_DESCRIBE_STRUCT(SignInView, (), (email, password, next))

struct MyAccessView
{
    std::string name;
    bool any_roles = false;
    std::vector<std::string> roles;
    bool any_admins = false;
    std::vector<AdminView> admins;
};
BOOST_DESCRIBE_STRUCT(MyAccessView, (), (name, any_roles, roles, any_admins, admins))

struct LanguageForm
{
    http::Language language = http::Language::en;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(LanguageForm, (), (language, next))

const char* home_of(const access::Caller& caller) { return caller.is_desk() ? "/desk" : "/"; }

// Bound to the address that was typed, so that it speaks for one account only.
std::string device_mark(const Context& c, const std::string& email)
{
    return hmac_sha256_hex(c.site().secret(), "device " + lower_ascii(trimmed(email)));
}

Response get_sign_in(Context& c)
{
    const std::string next(c.request().query.find("next").value_or(""));
    if (c.caller().is_known())
        return http::redirect_see_other(local_or(next, home_of(c.caller())));
    SignInView view;
    view.email = c.field("email", c.translate("E-mail address"));
    view.email.type = view.email.input_mode = "email";
    view.email.autocomplete = "username";
    view.password = c.field("password", c.translate("Password"));
    view.password.type = "password";
    view.password.autocomplete = "current-password";
    view.password.value.clear(); // what was typed is never sent back
    view.next = c.entered("next", next);
    return c.page("web/sign_in", view);
}

access::SignIn try_sign_in(Context& c, const SignInForm& form)
{
    std::vector<FieldError> missing;
    if (trimmed(form.email).empty())
        missing.push_back({"email", "missing", "must be filled in"});
    if (form.password.empty())
        missing.push_back({"password", "missing", "must be filled in"});
    if (!missing.empty())
        throw InvalidFields(std::move(missing));
    const auto mark = c.request().cookies.find(device_cookie).value_or("");
    return access::sign_in(c.db(), c.request().request_id,
                           {form.email, form.password, c.request().remote_address,
                            equal_in_constant_time(mark, device_mark(c, form.email))});
}

Response post_sign_in(Context& c)
{
    const auto form = c.form<SignInForm>();
    const access::SignIn done = try_sign_in(c, form);
    require(done.result != access::SignInResult::throttled, too_many_tries,
            {{"seconds", std::to_string(done.retry_after.count())}});
    require(done.result == access::SignInResult::signed_in, wrong_password);
    if (c.caller().is_known())
        c.db().write(c.author(), [&](Tx& tx) { access::sign_out(tx, c.session_token()); });

    Response response = http::redirect_see_other(local_or(form.next.value_or(""), home_of(done.caller)));
    response.cookies.push_back(c.cookie(session_cookie, done.token));
    http::Cookie device = c.cookie(device_cookie, device_mark(c, form.email));
    device.max_age = cookie_kept;
    response.cookies.push_back(std::move(device));
    http::Cookie visit = c.cookie(visit_cookie, "");
    visit.max_age = std::chrono::seconds(0);
    response.cookies.push_back(std::move(visit));
    return response;
}

Response post_sign_out(Context& c)
{
    c.db().write(c.author(), [&](Tx& tx) { access::sign_out(tx, c.session_token()); });
    Response response = http::redirect_see_other(http::url("/sign-in"));
    http::Cookie session = c.cookie(session_cookie, "");
    session.max_age = std::chrono::seconds(0);
    response.cookies.push_back(std::move(session));
    return response;
}

Response post_language(Context& c)
{
    const auto form = c.form<LanguageForm>();
    const std::string chosen = enum_text(form.language);
    if (const auto user = c.caller().user)
        c.db().write(c.author(), [&](Tx& tx) { access::set_language(tx, *user, chosen); });
    Response response = http::redirect_see_other(local_or(form.next.value_or(""), home_of(c.caller())));
    http::Cookie language = c.cookie(language_cookie, chosen);
    language.max_age = cookie_kept;
    response.cookies.push_back(std::move(language));
    return response;
}

Response get_my_access(Context& c)
{
    const auto admins = c.read([&](Read& read) { return access::list_admins(read, c.caller().partner); });
    MyAccessView view;
    view.name = c.caller().actor.name;
    for (const access::Role role : c.caller().roles)
        view.roles.push_back(role_text(c.language(), role));
    view.any_roles = !view.roles.empty();
    view.admins = admin_views(admins);
    view.any_admins = !admins.empty();
    return c.page("web/my_access", view);
}

// Ready: the database answers and the server is not draining.
Response get_ready(Context& c)
{
    const auto& ready = c.site().options().ready;
    if (ready && !ready())
        return http::text_response("not ready\n", 503);
    c.read([](Read& read) { read.now(); });
    return http::text_response("ready\n");
}

} // namespace

Routes sign_in_routes()
{
    return {
        {Method::get, "/sign-in", anyone, get_sign_in, "Sign in"},
        {Method::post, "/sign-in", anyone, post_sign_in, "Sign in", get_sign_in},
        {Method::post, "/sign-out", signed_in, post_sign_out, "Sign out"},
        {Method::get, "/my-access", signed_in, get_my_access, "My roles, and who can give more"},
        {Method::post, "/language", anyone, post_language, "Choose a language"},
        {Method::get, "/readyz", anyone, get_ready, "Whether the server is ready for requests"},
    };
}

} // namespace kvitt::web
