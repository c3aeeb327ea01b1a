#include "web/error_response.h"

#include "base/text.h"
#include "http/locale.h"
#include "http/log.h"
#include "http/media.h"
#include "web/refusals.h"
#include "web/site.h"
#include "web/words.h"

namespace kvitt::web
{
namespace
{

using http::Response;

constexpr std::string_view problem_type = "urn:kvitt:problem:";
constexpr const char* retry_after_seconds = "2";

struct StatusWord
{
    unsigned status;
    const char* title;
    const char* text; // where the refusal itself has no sentence
};

constexpr StatusWord status_words[] = {
    {400, msg("This request could not be read"),
     msg("Your browser sent something that makes no sense here.")},
    {401, msg("Sign in first"), msg("Sign in first.")},
    {403, msg("This is not allowed"), msg("Your roles do not let you do this.")},
    {404, msg("Not found"), msg("There is no page at this address.")},
    {405, msg("This address does not take that"), msg("What was sent cannot be sent to this address.")},
    {408, msg("This took too long"), msg("The request did not arrive in time. Try again.")},
    {409, msg("This is not possible now"), msg("The state of things does not allow it.")},
    {413, msg("This is too large"), msg("What was sent is larger than this address takes.")},
    {414, msg("This address is too long"), msg("The address is longer than any of ours.")},
    {422, msg("Something is not right"), msg("What was entered cannot be used.")},
    {429, msg("Wait a little"), msg("There were too many requests. Try again shortly.")},
    {431, msg("This request could not be read"), msg("Your browser sent too many or too long headers.")},
    {503, msg("Try again shortly"), msg("The server has too much to do just now. Nothing was changed.")},
    {500, msg("Something went wrong here"),
     msg("The fault is ours and has been written down. Nothing was changed.")},
};

const StatusWord& word_of(unsigned status)
{
    for (const StatusWord& word : status_words)
        if (word.status == status)
            return word;
    return std::end(status_words)[-1];
}

// "order_not_open" as a title: the same for every occurrence (RFC 9457, 3.1.3).
std::string title_of(std::string_view code)
{
    std::string title(code);
    for (char& c : title)
        if (c == '_')
            c = ' ';
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title;
}

// "Not Found" as a code: not_found.
std::string code_of(unsigned status)
{
    std::string code = lower_ascii(http::status_text(status));
    for (char& c : code)
        if (c == ' ')
            c = '_';
    return code;
}

json::array errors_json(const Context& context, const std::vector<FieldError>& errors)
{
    json::array out;
    for (const FieldError& error : errors)
    {
        const bool pointer = error.field.empty() || error.field[0] == '/';
        out.push_back({{pointer ? "pointer" : "field", error.field},
                       {"code", error.code},
                       {"message", context.translate(error.message, error.facts)}});
    }
    return out;
}

Response problem(const Context& context, unsigned status, std::string_view code, const std::string& detail,
                 const std::vector<FieldError>& errors = {})
{
    json::object body{{"type", std::string(problem_type) + std::string(code)},
                      {"title", title_of(code)},
                      {"status", status},
                      {"detail", detail},
                      {"instance", context.request().path},
                      {"request_id", context.request().request_id}};
    if (!errors.empty())
        body["errors"] = errors_json(context, errors);
    Response response = http::problem_response(body, status);
    if (status == 401)
        response.headers.set("WWW-Authenticate", "Bearer realm=\"kvitt\"");
    if (status == 503)
        response.headers.set("Retry-After", retry_after_seconds);
    return response;
}

void log_fault(const Context& context, const char* event, const char* what)
{
    http::log_line(http::LogLevel::error, json::object{{"event", event},
                                                       {"what", what},
                                                       {"path", context.request().path},
                                                       {"request_id", context.request().request_id}});
}

} // namespace

// The answers to one request's failure; a friend of Context, since it marks forms as shown again.
class ErrorAnswer
{
  public:
    explicit ErrorAnswer(Context& context) : context_(context) {}

    Response refused(const Refused& refused)
    {
        const Refusal& refusal = refused.refusal();
        const std::string text = context_.translate(refusal.message, refused.facts());
        const unsigned status = status_of(refusal.kind);
        if (context_.is_api())
            return with_wait(problem(context_, status, refusal.code, text), refused);
        if (&refusal == &sign_in_needed)
            return http::redirect_see_other(http::url("/sign-in").with("next", next()));
        if (&refusal == &not_allowed)
            return denied();
        if (auto page = again(status, {}, {status == 429 ? "wait" : "bad", refusal.code, text, false, {}}))
            return with_wait(std::move(*page), refused);
        return with_wait(page(status, refusal.code, text, context_.frame()), refused);
    }

    Response invalid(const std::vector<FieldError>& errors)
    {
        if (context_.is_api())
            return problem(context_, 422, "invalid_fields", context_.translate("Some fields are not right."),
                           errors);
        const std::string text =
            context_.translate_plural("One field must be corrected.", "{n} fields must be corrected.",
                                      static_cast<std::int64_t>(errors.size()));
        if (auto page = again(422, errors, {"bad", "invalid_fields", text, false, {}}))
            return std::move(*page);
        std::string all;
        for (const FieldError& error : errors)
            all += (all.empty() ? "" : ", ") + error.field + ": " +
                   context_.translate(error.message, error.facts);
        return page(422, "invalid_fields", all, context_.frame());
    }

    Response unavailable_now()
    {
        const std::string text = context_.translate(unavailable.message);
        if (context_.is_api())
            return problem(context_, 503, unavailable.code, text);
        Response response = page(503, unavailable.code, text, context_.bare_frame());
        response.headers.set("Retry-After", retry_after_seconds);
        return response;
    }

    // A page that needs nothing but its template.
    Response plain(unsigned status, std::string_view code)
    {
        const Route* route = context_.route();
        const bool too_large = status == 413 && route != nullptr && route->upload_bytes_max > 0;
        const std::string text =
            too_large ? context_.translate(
                            "What was sent is larger than {limit}. Nothing of it was kept.",
                            {{"limit", http::size_text(context_.language(),
                                                       static_cast<std::int64_t>(route->upload_bytes_max))}})
                      : context_.translate(word_of(status).text);
        if (context_.is_api())
            return problem(context_, status, code, text);
        if (too_large && context_.site().has_page(context_.request().path))
            back_ = context_.here();
        return page(status, code, text, context_.bare_frame());
    }

  private:
    Response page(unsigned status, std::string_view code, const std::string& text, const Frame& frame)
    {
        const ErrorView view{std::string(code),
                             context_.translate(word_of(status).title),
                             text,
                             status >= 429,
                             context_.request().request_id,
                             back_};
        return context_.html(context_.pages().render(context_.render_context(), "web/error", view, frame),
                             status);
    }

    Response with_wait(Response response, const Refused& refused)
    {
        for (const auto& [name, value] : refused.facts())
            if (refused.refusal().kind == RefusalKind::too_many && name == "seconds")
                response.headers.set("Retry-After", value);
        return response;
    }

    // Where the reader was going; a form's page, if that is what was sent.
    std::string next() const
    {
        const http::Request& request = context_.request();
        return request.method == http::Method::get ? request.target : context_.here().text();
    }

    std::optional<Response> again(unsigned status, const std::vector<FieldError>& errors, AlertView alert)
    {
        const Route* route = context_.route();
        if (route == nullptr || !route->again || context_.again_)
            return std::nullopt;
        try
        {
            context_.show_again(errors, std::move(alert));
            Response response = route->again(context_);
            // Where the form's page itself leads elsewhere (the order is closed by now), that says more.
            if (response.status == 200)
                response.status = status;
            return response;
        }
        catch (const Refused&)
        {
            context_.show_again({}, {});
            context_.alert_.reset();
            return std::nullopt;
        }
    }

    Response denied()
    {
        const auto capability = context_.route()->need.capability;
        const access::Caller& caller = context_.caller();
        const auto contacts =
            context_.read([&](Read& read) { return access::list_admins(read, caller.partner); });
        DeniedView view;
        view.what = capability_text(context_.language(), capability);
        // What only the other side may do, no role of ours can give.
        const auto needed = access::roles_with(capability, caller.is_desk());
        if (!needed.empty())
            view.roles_needed = roles_text(context_.language(), needed);
        view.roles_held = roles_text(context_.language(), caller.roles);
        view.admins = admin_views(contacts);
        view.any_admins = !contacts.empty();
        return context_.page("web/denied", view, 403);
    }

    Context& context_;
    std::optional<Url> back_;
};

namespace
{

Response attempt(Context& context, const std::function<Response()>& work)
{
    try
    {
        return work();
    }
    catch (const Refused& refused)
    {
        return ErrorAnswer(context).refused(refused);
    }
    catch (const InvalidFields& invalid)
    {
        return ErrorAnswer(context).invalid(invalid.errors());
    }
    catch (const Invalid& invalid)
    {
        return ErrorAnswer(context).invalid({{"", "invalid", invalid.what()}});
    }
}

} // namespace

Response answered(Context& context, const std::function<Response()>& work)
{
    try
    {
        return attempt(context, work);
    }
    catch (const store::Unavailable& fault)
    {
        log_fault(context, "unavailable", fault.what());
        return ErrorAnswer(context).unavailable_now();
    }
    catch (const store::Conflict& fault)
    {
        log_fault(context, "conflict", fault.what());
        return ErrorAnswer(context).unavailable_now();
    }
    catch (const std::exception& fault)
    {
        log_fault(context, "fault", fault.what());
        return ErrorAnswer(context).plain(500, "internal_error");
    }
}

Response edge_fault(Context& context, unsigned status)
{
    return ErrorAnswer(context).plain(status, code_of(status));
}

void read_or_refuse(const std::function<void()>& read, const Refusal& refusal, const Facts& facts)
{
    try
    {
        read();
    }
    catch (const Invalid&)
    {
        throw Refused(refusal, facts);
    }
}

Url local_or(std::string_view text, std::string_view otherwise)
{
    try
    {
        return Url::local(text);
    }
    catch (const Invalid&)
    {
        return http::url(otherwise);
    }
}

std::vector<AdminView> admin_views(const std::vector<access::Contact>& contacts)
{
    std::vector<AdminView> views;
    for (const access::Contact& contact : contacts)
    {
        AdminView view{contact.name, contact.email, std::nullopt};
        try
        {
            view.write = Url::external("mailto:" + contact.email);
        }
        catch (const Invalid&)
        {
            view.write.reset(); // an address that no link can hold is shown as text
        }
        views.push_back(std::move(view));
    }
    return views;
}

unsigned status_of(RefusalKind kind)
{
    switch (kind)
    {
    case RefusalKind::invalid:
        return 422;
    case RefusalKind::unauthenticated:
        return 401;
    case RefusalKind::forbidden:
        return 403;
    case RefusalKind::not_found:
        return 404;
    case RefusalKind::conflict:
        return 409;
    case RefusalKind::too_large:
        return 413;
    case RefusalKind::too_many:
        return 429;
    case RefusalKind::unavailable:
        return 503;
    }
    return 500;
}

} // namespace kvitt::web
