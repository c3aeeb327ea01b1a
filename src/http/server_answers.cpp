#include "http/server_answers.h"

#include "http/wire.h"

namespace kvitt::http
{

Answers::Answers(ServerOptions options, Handler handler)
    : options_(std::move(options)),
      handler_(std::move(handler))
{
    if (!options_.body_rule)
        options_.body_rule = ordinary_body_rule;
}

BodyRule Answers::body_rule(const Request& request) const
{
    return options_.body_rule(request.method, request.path);
}

std::optional<Response> Answers::at_once(const Request& request) const
{
    if (!request.body_view().empty())
        return std::nullopt;
    return guarded(options_.inline_handler, request);
}

std::optional<Response> Answers::whole(const Request& request) const { return compressed(handler_, request); }

std::optional<Response> Answers::denial(const Request& request) const
{
    return compressed(options_.denial, request);
}

std::optional<Response> Answers::guarded(const Ask& ask, const Request& request) const
{
    try
    {
        return ask ? ask(request) : std::nullopt;
    }
    catch (const std::exception& error)
    {
        fault(request.request_id + ": " + error.what());
        return refused(500, request);
    }
}

std::optional<Response> Answers::compressed(const Ask& ask, const Request& request) const
{
    const Ask work = [&](const Request& asked) {
        auto response = ask ? ask(asked) : std::nullopt;
        if (response)
            compress(*response, asked, options_.limits.gzip_bytes_min);
        return response;
    };
    return guarded(work, request);
}

Response Answers::refused(unsigned status, const Request& request) const
{
    if (options_.refusal_page)
    {
        Response page = options_.refusal_page(status, request);
        page.status = status;
        return page;
    }
    return text_response(std::string(status_text(status)) + "\n", status);
}

void Answers::tell(const Access& access) const
{
    if (options_.on_access)
        options_.on_access(access);
}

void Answers::fault(const std::string& message) const
{
    if (options_.on_fault)
        options_.on_fault(message);
}

} // namespace kvitt::http
