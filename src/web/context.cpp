#include "web/context.h"

#include "base/secret.h"
#include "base/text.h"
#include "http/media.h"
#include "web/csrf.h"
#include "web/error_response.h"
#include "web/menu.h"
#include "web/site.h"

#include <algorithm>

namespace kvitt::web
{
namespace
{

constexpr std::string_view bearer = "Bearer ";
constexpr std::size_t visit_bytes = 24;
constexpr std::size_t idempotency_key_bytes = 18;

http::Language first_language(const http::Request& request)
{
    if (const auto chosen = request.cookies.find(language_cookie))
        if (const auto language = enum_parse<http::Language>(*chosen))
            return *language;
    const auto accepted = http::preferred_language(request.headers.find("Accept-Language").value_or(""));
    return accepted.value_or(http::Language::en);
}

std::vector<LanguageChoice> language_choices(http::Language current)
{
    return {{"en", "English", current == http::Language::en},
            {"sv", "Svenska", current == http::Language::sv}};
}

} // namespace

Context::Context(const Site& site, const http::Request& request) : site_(site), request_(request)
{
    render_.language = first_language(request);
}

Context::~Context() = default;

Db& Context::db() const { return site_.db(); }
const http::Pages& Context::pages() const { return site_.pages(); }
bool Context::is_api() const
{
    return route_ != nullptr ? route_->is_api() : request_.path.starts_with("/api/");
}

const std::string& Context::param(std::string_view name) const
{
    for (const auto& item : params_.items())
        if (item.name == name)
            return item.value;
    throw Bug("no parameter " + std::string(name) + " in the route");
}

Id<partners::Partner> Context::partner() const
{
    require(caller().partner.has_value(), partner_needed);
    return *caller().partner;
}

Author Context::author() const { return {caller().actor, request_.request_id}; }

std::string Context::translate(std::string_view message, const Facts& facts) const
{
    return http::translate(language(), message, facts);
}

std::string Context::translate_plural(std::string_view one, std::string_view many, std::int64_t n) const
{
    return http::translate_plural(language(), one, many, n);
}

const http::Form& Context::form_fields()
{
    if (!form_)
        form_ = http::read_form(request_);
    return *form_;
}

kvitt::json::value Context::json_body() const
{
    require(request_.content_type() == "application/json", body_not_json);
    return parse_json(request_.body_view());
}

const http::FormFile& Context::file(std::string_view field)
{
    const auto* found = form_fields().find_file(field);
    if (found == nullptr || found->bytes.empty())
        throw InvalidFields({{std::string(field), "missing", "must be chosen and not be empty"}});
    return *found;
}

http::Cookie Context::cookie(std::string name, std::string value) const
{
    http::Cookie cookie;
    cookie.name = std::move(name);
    cookie.value = std::move(value);
    cookie.secure = site_.is_secure();
    return cookie;
}

http::Response Context::html(std::string text, unsigned status)
{
    http::Response response = http::html_response(std::move(text), status);
    if (new_visit_)
        response.cookies.push_back(cookie(visit_cookie, *new_visit_));
    return response;
}

http::Response Context::changed(const kvitt::json::value& body, const Url& to, unsigned api_status)
{
    if (!is_api())
    {
        if (known_ == KnownResult::other_input)
            return page("web/already_done", AlreadyDoneView{to}, 409);
        return http::redirect_see_other(to);
    }
    http::Response response = http::json_response(body, api_status);
    if (known_ == KnownResult::same_input)
        response.headers.set("Idempotent-Replayed", "true");
    return response;
}

http::Response Context::created(const kvitt::json::value& body, const Url& to)
{
    http::Response response = changed(body, to, 201);
    if (is_api())
        response.headers.set("Location", to.text());
    return response;
}

FieldView Context::field(std::string name, std::string label, std::string current) const
{
    FieldView view;
    view.value = entered(name, current);
    view.fault = fault(name);
    labels_[name] = label;
    view.name = std::move(name);
    view.label = std::move(label);
    return view;
}

std::string Context::entered(std::string_view name, std::string_view current) const
{
    const auto found = again_ && form_ ? form_->fields.find(name) : std::nullopt;
    return std::string(found.value_or(current));
}

std::optional<std::string> Context::fault(std::string_view name) const
{
    const auto found = std::find_if(faults_.begin(), faults_.end(),
                                    [&](const FieldError& error) { return error.field == name; });
    if (found == faults_.end())
        return std::nullopt;
    return translate(found->message, found->facts);
}

void Context::show_again(std::vector<FieldError> faults, AlertView alert)
{
    again_ = true;
    faults_ = std::move(faults);
    alert_ = std::move(alert);
    frame_.reset();
}

void Context::attempt_param(std::string_view name, const std::function<void(std::string_view)>& parse) const
{
    read_or_refuse([&] { parse(param(name)); }, address_not_readable, {{"part", param(name)}});
}

std::string Context::csrf_subject()
{
    if (caller().user)
        return session_token_;
    if (const auto visit = request_.cookies.find(visit_cookie); visit && visit->size() >= visit_bytes)
        return std::string(*visit);
    if (!new_visit_)
        new_visit_ = random_token(visit_bytes);
    return *new_visit_;
}

void Context::check_csrf()
{
    const auto token = form_fields().fields.find("csrf").value_or("");
    require(!new_visit_ && is_csrf_token(site_.secret(), csrf_subject(), token), form_expired);
}

void Context::identify()
{
    if (is_api())
        identify_key();
    else
        identify_session();
}

void Context::identify_session()
{
    const auto token = request_.cookies.find(session_cookie);
    std::optional<access::Session> found;
    read([&](Read& snapshot) {
        render_.zone = snapshot.zone();
        if (token && !token->empty())
            found = access::try_find_session(snapshot, *token);
    });
    if (!found)
        return;
    session_ = std::move(*found);
    session_token_ = std::string(*token);
    if (const auto chosen = enum_parse<http::Language>(caller().language.value_or("")))
        render_.language = *chosen;
    if (session_.seen_due)
        db().write(author(), [&](Tx& tx) { access::note_seen(tx, session_.token_hash); });
}

void Context::identify_key()
{
    const auto header = request_.headers.find("Authorization").value_or("");
    const bool given =
        header.size() > bearer.size() && lower_ascii(header.substr(0, bearer.size())) == "bearer ";
    read([&](Read& snapshot) {
        render_.zone = snapshot.zone();
        if (!given)
            return;
        if (auto found = access::try_find_api_key(snapshot, trimmed(header.substr(bearer.size()))))
            session_.caller = std::move(*found);
    });
}

const Frame& Context::frame()
{
    if (!frame_)
        frame_ = Frame{layout()};
    return *frame_;
}

Layout Context::layout()
{
    Layout layout = bare_frame().layout;
    const SiteOptions& options = site_.options();
    read([&](Read& snapshot) {
        if (options.partner_label && caller().partner)
            layout.partner = options.partner_label(snapshot, *caller().partner);
        if (options.demo_banner)
            layout.demo = options.demo_banner(snapshot);
    });
    layout.desk = caller().is_desk();
    if (caller().user)
        layout.user = caller().actor.name;
    layout.menu = menu_for(*this);
    layout.any_menu = !layout.menu.empty();
    layout.home = http::url(layout.desk ? "/desk" : "/");
    layout.here = here();
    layout.languages = language_choices(language());
    layout.alert = alert_;
    if (layout.alert)
    {
        layout.alert->any_faults = !faults_.empty();
        for (const FieldError& error : faults_)
        {
            const auto label = labels_.find(error.field);
            const std::string before = label == labels_.end() ? "" : label->second + " ";
            layout.alert->faults.push_back({error.field, before + translate(error.message, error.facts)});
        }
    }
    layout.csrf = csrf_token(site_.secret(), csrf_subject());
    layout.idempotency_key = random_token(idempotency_key_bytes);
    return layout;
}

Frame Context::bare_frame() const
{
    Layout layout;
    layout.language = enum_text(language());
    layout.request_id = request_.request_id;
    return {layout};
}

// A form's own address shows it again, if it has a page.
Url Context::here() const
{
    const bool shown = request_.method == http::Method::get || site_.has_page(request_.path);
    const bool whole = request_.method == http::Method::get;
    return shown ? local_or(whole ? request_.target : request_.path, "/") : http::url("/");
}

std::optional<IdempotentUse> Context::next_use()
{
    ++writes_;
    if (!caller().is_known() || route_ == nullptr || !route_->writes())
        return std::nullopt;
    // A program's multipart body parts itself anew at each try: what it holds is the input.
    const bool parted = request_.content_type() == "multipart/form-data";
    const http::Form* form = is_api() && !parted ? nullptr : &form_fields();
    const auto key =
        is_api() ? request_.headers.find("Idempotency-Key") : form->fields.find("idempotency_key");
    if (!key || key->empty())
        return std::nullopt;
    require(key->size() <= idempotency_key_bytes_max, idempotency_key_too_long);
    return IdempotentUse{enum_text(caller().actor.kind) + ":" + std::to_string(caller().actor.id),
                         std::string(http::method_text(route_->method)) + " " + route_->pattern + " " +
                             std::to_string(writes_),
                         std::string(*key), input_hash(request_, form)};
}

std::optional<kvitt::json::value> Context::known_result(Tx& tx, const std::optional<IdempotentUse>& use)
{
    if (!use)
        return std::nullopt;
    Known known = find_result(tx, *use);
    require(known.kind != KnownResult::other_input || !is_api(), idempotency_key_reused);
    known_ = known.kind;
    if (known.kind == KnownResult::none)
        return std::nullopt;
    return std::move(known.result);
}

void Context::keep_result(Tx& tx, const std::optional<IdempotentUse>& use, const kvitt::json::value& result)
{
    if (use)
        keep(tx, *use, result);
}

} // namespace kvitt::web
