// A request as a handler sees it and the response it gives. No sockets here: the server fills one and sends
// the other. A header or cookie value with CR, LF or NUL cannot be made (KVITT_ASSERT).
#pragma once

#include "base/json.h"
#include "http/url.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kvitt::http
{

enum class Method
{
    get,
    head,
    post,
    put,
    patch,
    delete_,
};

// "GET"
std::string_view method_text(Method method);
std::optional<Method> method_parse(std::string_view text);

struct NameValue
{
    std::string name;
    std::string value;
};

// Names and values in the order they came; a name may come more than once.
class NameValues
{
  public:
    void add(std::string name, std::string value) { items_.push_back({std::move(name), std::move(value)}); }
    // The first value of that name.
    std::optional<std::string_view> find(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;
    const std::vector<NameValue>& items() const { return items_; }

  private:
    std::vector<NameValue> items_;
};

// Header fields: names compare without regard to case.
class Headers
{
  public:
    // The name must be an RFC 9110 token, the value without control characters.
    void add(std::string_view name, std::string_view value);
    // Replaces all fields of that name.
    void set(std::string_view name, std::string_view value);
    std::optional<std::string_view> find(std::string_view name) const;
    bool has(std::string_view name) const { return find(name).has_value(); }
    const std::vector<NameValue>& items() const { return items_; }

  private:
    std::vector<NameValue> items_;
};

// A body on disk, mapped into memory; the file is removed with the last owner.
class BodyFile
{
  public:
    // Takes over an existing file. Throws std::system_error if it cannot be mapped.
    explicit BodyFile(std::string path);
    ~BodyFile();
    BodyFile(const BodyFile&) = delete;
    BodyFile& operator=(const BodyFile&) = delete;

    const std::string& path() const { return path_; }
    std::string_view view() const { return view_; }

  private:
    std::string path_;
    std::string_view view_;
};

struct Request
{
    Method method = Method::get;
    std::string target;                // as sent
    std::string path;                  // the part before '?', as sent
    std::vector<std::string> segments; // of the path, percent-decoded; "/" has none
    NameValues query;                  // percent-decoded
    Headers headers;
    NameValues cookies;
    std::string body;
    std::shared_ptr<const BodyFile> body_file; // instead of `body` on upload routes
    std::string remote_address;
    std::string request_id;
    bool secure = false; // the outside speaks TLS (public_url is https)

    std::string_view body_view() const { return body_file ? body_file->view() : std::string_view(body); }
    // The media type of the body in lower case without parameters, "application/json"; empty if none was
    // sent.
    std::string content_type() const;
};

// A request without headers and body; the start of every one, also in tests. Throws Invalid for a target that
// is not an absolute path of well-formed, percent-encoded UTF-8, or that has a segment "." or "..".
Request request_to(Method method, std::string_view target);
// Adds a header as it came from the network, and the cookies in it. Throws Invalid for control characters.
void add_header(Request& request, std::string_view name, std::string_view value);

enum class SameSite
{
    lax,
    strict,
};

struct Cookie
{
    std::string name;
    std::string value; // RFC 6265 cookie-octets: no blanks, quotes, commas, semicolons, backslashes
    std::optional<std::chrono::seconds> max_age; // nothing: until the browser closes; 0: delete
    bool secure = false;
    bool http_only = true;
    SameSite same_site = SameSite::lax;
    std::string path = "/";

    // The Set-Cookie value (RFC 6265).
    std::string text() const;
};

struct Response
{
    unsigned status = 200;
    Headers headers;
    std::vector<Cookie> cookies;
    std::string body;
    std::string_view static_body; // sent instead if `body` is empty; must live as long as the program

    std::string_view body_view() const { return body.empty() ? static_body : std::string_view(body); }
};

Response text_response(std::string text, unsigned status = 200);
Response html_response(std::string page, unsigned status = 200);
Response json_response(const json::value& value, unsigned status = 200);
// application/problem+json (RFC 9457).
Response problem_response(const json::value& problem, unsigned status);
Response redirect_see_other(const Url& to);
Response no_content();
// Saved by the browser under that name (RFC 6266), never shown by it.
Response download(std::string bytes, std::string_view content_type, std::string_view file_name);

// "Not Found"
std::string_view status_text(unsigned status);

} // namespace kvitt::http
