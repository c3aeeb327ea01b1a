#include "http/wire.h"

#include "base/text.h"
#include "http/assets.h"
#include "http/media.h"
#include "http/server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdio>

namespace kvitt::http
{
namespace
{

// Twice as fast as zlib's default of 6 and a few per cent larger.
constexpr int gzip_level = 4;

bool has_body(unsigned status) { return status >= 200 && status != 204 && status != 304; }

void add_line(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

unsigned head_fault(const Request& request, bool http_1_1)
{
    const auto& headers = request.headers.items();
    const auto hosts = std::count_if(headers.begin(), headers.end(), [](const NameValue& header) {
        return lower_ascii(header.name) == "host";
    });
    if (http_1_1 && hosts != 1)
        return 400;
    if (lower_ascii(request.headers.find("Transfer-Encoding").value_or("chunked")) != "chunked")
        return 501;
    if (lower_ascii(request.headers.find("Content-Encoding").value_or("identity")) != "identity")
        return 415;
    return head_is_fine;
}

std::string client_address(const Request& request, const std::string& peer,
                           const std::vector<std::string>& trusted)
{
    const auto forwarded = request.headers.find("X-Forwarded-For");
    if (!forwarded || std::find(trusted.begin(), trusted.end(), peer) == trusted.end())
        return peer;
    const std::string last(trimmed(split(*forwarded, ',').back()));
    in6_addr parsed = {};
    const bool known =
        ::inet_pton(AF_INET, last.c_str(), &parsed) == 1 || ::inet_pton(AF_INET6, last.c_str(), &parsed) == 1;
    return known ? last : peer;
}

BodyRule ordinary_body_rule(Method method, const std::string&)
{
    const bool takes = method == Method::post || method == Method::put || method == Method::patch;
    return {takes ? BodyKind::memory : BodyKind::none, 0};
}

std::string http_date(Instant at)
{
    constexpr std::array<const char*, 7> weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_time<std::chrono::microseconds> time{std::chrono::microseconds(at.us())};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day civil{day};
    const auto seconds = static_cast<int>(std::chrono::floor<std::chrono::seconds>(time - day).count());
    std::array<char, 40> out{};
    const int size =
        std::snprintf(out.data(), out.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                      weekdays[std::chrono::weekday{day}.c_encoding()], static_cast<unsigned>(civil.day()),
                      months[static_cast<unsigned>(civil.month()) - 1], static_cast<int>(civil.year()),
                      seconds / 3600, seconds / 60 % 60, seconds % 60);
    return {out.data(), static_cast<std::size_t>(size)};
}

std::string response_head(const Response& response, const Request& request, bool keep_alive, Instant now)
{
    std::string out = "HTTP/1.1 " + std::to_string(response.status) + " ";
    out.reserve(1024);
    out.append(status_text(response.status)).append("\r\n");
    for (const auto& header : response.headers.items())
        add_line(out, header.name, header.value);
    for (const auto& cookie : response.cookies)
        add_line(out, "Set-Cookie", cookie.text());
    if (has_body(response.status))
        add_line(out, "Content-Length", std::to_string(response.body_view().size()));
    add_line(out, "Date", http_date(now));
    add_line(out, "X-Request-Id", request.request_id);
    add_line(out, "Connection", keep_alive ? "keep-alive" : "close");
    return out.append("\r\n");
}

void compress(Response& response, const Request& request, std::size_t bytes_min)
{
    const auto body = response.body_view();
    if (!is_compressible(response.headers.find("Content-Type").value_or("")) ||
        response.headers.has("Content-Encoding") || !has_body(response.status))
        return;
    if (!response.headers.has("Vary"))
        response.headers.add("Vary", "Accept-Encoding");
    if (body.size() < bytes_min || !accepts_gzip(request.headers.find("Accept-Encoding").value_or("")))
        return;
    response.body = gzip(body, gzip_level);
    response.static_body = {};
    response.headers.add("Content-Encoding", "gzip");
}

} // namespace kvitt::http
