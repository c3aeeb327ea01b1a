// One request on its way through a room's handler: who calls, in which language, what was entered, and the
// two doors to the database. A write done under the same idempotency key is not done again (product.md, JSON
// API).
#pragma once

#include "access/access.h"
#include "http/form.h"
#include "http/messages.h"
#include "http/page.h"
#include "web/idempotency.h"
#include "web/layout.h"
#include "web/route.h"

namespace kvitt::web
{

class Site;

inline constexpr const char* session_cookie = "kvitt_session";
inline constexpr const char* visit_cookie = "kvitt_visit";   // ties forms to a browser nobody signed in from
inline constexpr const char* device_cookie = "kvitt_device"; // this browser signed in as that user before
inline constexpr const char* language_cookie = "kvitt_language";

inline const Refusal partner_needed{RefusalKind::forbidden, "partner_needed",
                                    "This is for partner companies only."};
inline const Refusal body_not_json{RefusalKind::invalid, "body_not_json",
                                   "The body must be JSON, sent as application/json."};
inline const Refusal address_not_readable{RefusalKind::not_found, "address_not_readable",
                                          "There is nothing at this address: {part} cannot be right."};

class Context
{
  public:
    Context(const Site& site, const http::Request& request);
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    const http::Request& request() const { return request_; }
    // The row that answers; null where there is none (404, 405).
    const Route* route() const { return route_; }
    bool is_api() const;
    Db& db() const;

    // Of `{name}` in the route's pattern.
    const std::string& param(std::string_view name) const;
    // The same as a value; refused with 404 if it is not one.
    template <class T> T param_as(std::string_view name) const
    {
        return parsed_param(name, [](std::string_view text) { return T::parse(text); });
    }
    // The query string as a described struct. Throws InvalidFields.
    template <Described T> T query() const
    {
        http::Form form;
        form.fields = request_.query;
        return http::from_form<T>(form);
    }

    const access::Caller& caller() const { return session_.caller; }
    bool may(access::Capability capability) const { return caller().may(capability); }
    // The company the caller acts for. Refused with 403 for the desk.
    Id<partners::Partner> partner() const;
    Author author() const;

    http::Language language() const { return render_.language; }
    const http::RenderContext& render_context() const { return render_; }
    std::string translate(std::string_view message, const Facts& facts = {}) const;
    std::string translate_plural(std::string_view one, std::string_view many, std::int64_t n) const;

    // What was entered, typed. Each throws InvalidFields with every fault.
    template <Described T> T form() { return http::from_form<T>(form_fields()); }
    template <Described T> T json() const { return from_json<T>(json_body()); }
    // From the form or, on the API, from JSON.
    template <Described T> T input() { return is_api() ? json<T>() : form<T>(); }
    const http::Form& form_fields();
    kvitt::json::value json_body() const;
    // A file that was chosen; InvalidFields if none was.
    const http::FormFile& file(std::string_view field);

    template <class Work> auto read(Work&& work) const { return db().read(std::forward<Work>(work)); }
    // Runs the verb in one transaction, or gives its result of last time if this request came before. Results
    // are kept as JSON: void, described structs, or anything else that to_json and from_json know.
    template <class Verb> auto write(Verb&& verb) -> std::invoke_result_t<Verb, Tx&>
    {
        using Result = std::invoke_result_t<Verb, Tx&>;
        const auto use = next_use();
        return db().write(author(), [&](Tx& tx) -> Result {
            const auto known = known_result(tx, use);
            if constexpr (std::is_void_v<Result>)
            {
                if (known)
                    return;
                verb(tx);
                keep_result(tx, use, nullptr);
            }
            else
            {
                if (known)
                    return from_json<Result>(*known);
                Result result = verb(tx);
                if (use)
                    keep_result(tx, use, to_json(result));
                return result;
            }
        });
    }

    // A page inside the layout; `name` is "room/file".
    template <Described V> http::Response page(std::string_view name, const V& view, unsigned status = 200)
    {
        return html(pages().render(render_, name, view, frame()), status);
    }
    // After a write: JSON to a program, 303 to a browser; a page saying what was done before, with the link,
    // where a form came again with other input.
    http::Response changed(const kvitt::json::value& body, const Url& to, unsigned api_status = 200);
    // The same for something new: 201 with Location on the API.
    http::Response created(const kvitt::json::value& body, const Url& to);

    // A field of the form on this page: what was entered if the form is shown again, else `current`.
    FieldView field(std::string name, std::string label, std::string current = {}) const;
    std::string entered(std::string_view name, std::string_view current = {}) const;
    // The fault of that field in the reader's language, if the form is shown again.
    std::optional<std::string> fault(std::string_view name) const;
    // Shows something above the page.
    void set_alert(AlertView alert) { alert_ = std::move(alert); }

    const Frame& frame();
    // Without the database: for the pages that tell of its absence.
    Frame bare_frame() const;
    const http::Pages& pages() const;
    const Site& site() const { return site_; }
    const std::string& session_token() const { return session_token_; }
    // A cookie of this site: HttpOnly, SameSite=Lax, Secure where the outside speaks TLS.
    http::Cookie cookie(std::string name, std::string value) const;

  private:
    friend class Site;
    friend class ErrorAnswer;

    http::Response html(std::string text, unsigned status);
    template <class Parse> auto parsed_param(std::string_view name, const Parse& parse) const
    {
        std::optional<decltype(parse(std::string_view{}))> value;
        attempt_param(name, [&](std::string_view text) { value = parse(text); });
        return *value;
    }
    void attempt_param(std::string_view name, const std::function<void(std::string_view)>& parse) const;

    // Who calls, from cookie or key.
    void identify();
    void identify_session();
    void identify_key();
    void check_csrf();
    // Marks the page as a form that came back.
    void show_again(std::vector<FieldError> faults, AlertView alert);
    std::string csrf_subject();
    Layout layout();
    Url here() const;

    std::optional<IdempotentUse> next_use();
    std::optional<kvitt::json::value> known_result(Tx& tx, const std::optional<IdempotentUse>& use);
    void keep_result(Tx& tx, const std::optional<IdempotentUse>& use, const kvitt::json::value& result);

    const Site& site_;
    const http::Request& request_;
    const Route* route_ = nullptr;
    http::NameValues params_;
    access::Session session_;
    std::string session_token_;
    std::optional<std::string> new_visit_; // cookie to be set, for forms of people not signed in
    http::RenderContext render_;
    std::optional<http::Form> form_;
    std::vector<FieldError> faults_;
    bool again_ = false;
    mutable std::map<std::string, std::string, std::less<>> labels_; // of fields, for the list of faults
    std::optional<AlertView> alert_;
    std::optional<Frame> frame_;
    int writes_ = 0;
    KnownResult known_ = KnownResult::none;
};

} // namespace kvitt::web
