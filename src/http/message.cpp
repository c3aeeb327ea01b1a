#include "http/message.h"

#include "base/text.h"
#include "http/media.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace kvitt::http
{
namespace
{

constexpr std::array<std::pair<Method, std::string_view>, 6> methods = {{
    {Method::get, "GET"},
    {Method::head, "HEAD"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::patch, "PATCH"},
    {Method::delete_, "DELETE"},
}};

bool same_name(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

// RFC 9110, 5.6.2
bool is_token(std::string_view text)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               marks.find(c) != std::string_view::npos;
    });
}

bool is_header_value(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

// RFC 6265, 4.1.1 (cookie-octet)
bool is_cookie_value(std::string_view text)
{
    constexpr std::string_view refused = "\",;\\";
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return c > 0x20 && c < 0x7f && refused.find(c) == std::string_view::npos;
    });
}

std::string decoded(std::string_view text, bool plus_is_blank)
{
    auto value = url_decoded(text, plus_is_blank);
    if (!value)
        throw Invalid("the address is not well-formed");
    return std::move(*value);
}

void read_segments(Request& request)
{
    if (request.path == "/")
        return;
    for (const auto part : split(std::string_view(request.path).substr(1), '/'))
    {
        request.segments.push_back(decoded(part, false));
        if (request.segments.back() == "." || request.segments.back() == "..")
            throw Invalid("the address is not well-formed");
    }
}

void read_query(Request& request, std::string_view query)
{
    for (const auto part : split(query, '&'))
    {
        if (part.empty())
            continue;
        const auto equals = part.find('=');
        const auto value = equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1);
        request.query.add(decoded(part.substr(0, equals), true), decoded(value, true));
    }
}

void read_cookies(Request& request, std::string_view header)
{
    for (const auto part : split(header, ';'))
    {
        const auto pair = trimmed(part);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && equals > 0)
            request.cookies.add(std::string(pair.substr(0, equals)), std::string(pair.substr(equals + 1)));
    }
}

Response response_of(std::string body, std::string_view content_type, unsigned status)
{
    Response response;
    response.status = status;
    response.headers.add("Content-Type", content_type);
    response.body = std::move(body);
    return response;
}

} // namespace

std::string_view method_text(Method method) { return methods[static_cast<std::size_t>(method)].second; }

std::optional<Method> method_parse(std::string_view text)
{
    for (const auto& [method, name] : methods)
        if (name == text)
            return method;
    return std::nullopt;
}

std::optional<std::string_view> NameValues::find(std::string_view name) const
{
    for (const auto& item : items_)
        if (item.name == name)
            return item.value;
    return std::nullopt;
}

std::vector<std::string_view> NameValues::all(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (const auto& item : items_)
        if (item.name == name)
            values.push_back(item.value);
    return values;
}

void Headers::add(std::string_view name, std::string_view value)
{
    KVITT_ASSERT(is_token(name));
    KVITT_ASSERT(is_header_value(value));
    items_.push_back({std::string(name), std::string(value)});
}

void Headers::set(std::string_view name, std::string_view value)
{
    std::erase_if(items_, [&](const NameValue& item) { return same_name(item.name, name); });
    add(name, value);
}

std::optional<std::string_view> Headers::find(std::string_view name) const
{
    for (const auto& item : items_)
        if (same_name(item.name, name))
            return item.value;
    return std::nullopt;
}

BodyFile::BodyFile(std::string path) : path_(std::move(path))
{
    const auto failed = [&](const char* what) {
        return std::system_error(errno, std::generic_category(), what);
    };
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        throw failed("open the spooled body");
    struct stat status = {};
    const bool known = ::fstat(file, &status) == 0;
    const auto size = static_cast<std::size_t>(status.st_size);
    void* memory = known && size > 0 ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : nullptr;
    ::close(file);
    if (!known || memory == MAP_FAILED)
        throw failed("map the spooled body");
    view_ = {static_cast<const char*>(memory), size};
}

BodyFile::~BodyFile()
{
    if (!view_.empty())
        ::munmap(const_cast<char*>(view_.data()), view_.size());
    ::unlink(path_.c_str());
}

std::string Request::content_type() const
{
    const auto value = headers.find("Content-Type").value_or("");
    return lower_ascii(trimmed(value.substr(0, value.find(';'))));
}

Request request_to(Method method, std::string_view target)
{
    const bool printable =
        std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (target.empty() || target[0] != '/' || !printable || target.find('#') != std::string_view::npos)
        throw Invalid("the address is not well-formed");
    Request request;
    request.method = method;
    request.target = std::string(target);
    const auto question = target.find('?');
    request.path = std::string(target.substr(0, question));
    read_segments(request);
    if (question != std::string_view::npos)
        read_query(request, target.substr(question + 1));
    return request;
}

void add_header(Request& request, std::string_view name, std::string_view value)
{
    if (!is_token(name) || !is_header_value(value))
        throw Invalid("a header is not well-formed");
    request.headers.add(name, value);
    if (same_name(name, "Cookie"))
        read_cookies(request, value);
}

std::string Cookie::text() const
{
    KVITT_ASSERT(is_token(name));
    KVITT_ASSERT(is_cookie_value(value));
    KVITT_ASSERT(is_header_value(path) && path.find(';') == std::string::npos);
    std::string out = name + "=" + value + "; Path=" + path;
    if (max_age)
        out += "; Max-Age=" + std::to_string(max_age->count());
    if (secure)
        out += "; Secure";
    if (http_only)
        out += "; HttpOnly";
    return out + (same_site == SameSite::strict ? "; SameSite=Strict" : "; SameSite=Lax");
}

Response text_response(std::string text, unsigned status)
{
    return response_of(std::move(text), "text/plain; charset=utf-8", status);
}

Response html_response(std::string page, unsigned status)
{
    return response_of(std::move(page), "text/html; charset=utf-8", status);
}

Response json_response(const json::value& value, unsigned status)
{
    return response_of(json_text(value), "application/json", status);
}

Response problem_response(const json::value& problem, unsigned status)
{
    return response_of(json_text(problem), "application/problem+json", status);
}

Response redirect_see_other(const Url& to)
{
    Response response;
    response.status = 303;
    response.headers.add("Location", to.text());
    return response;
}

Response no_content()
{
    Response response;
    response.status = 204;
    return response;
}

Response download(std::string bytes, std::string_view content_type, std::string_view file_name)
{
    std::string plain(file_name);
    for (char& c : plain)
        if (c < 0x20 || c == 0x7f || c == '"' || c == '\\' || c == '/')
            c = '_';
    Response response = response_of(std::move(bytes), content_type, 200);
    response.headers.add("Content-Disposition", "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" +
                                                    url_encoded(file_name));
    response.headers.add("X-Content-Type-Options", "nosniff");
    return response;
}

std::string_view status_text(unsigned status)
{
    constexpr std::array<std::pair<unsigned, std::string_view>, 26> texts = {{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {303, "See Other"},
        {304, "Not Modified"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {422, "Unprocessable Content"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
    }};
    for (const auto& [code, text] : texts)
        if (code == status)
            return text;
    return "Status";
}

} // namespace kvitt::http
