#include "http/message.h"

#include "http/html.h"
#include "http/media.h"
#include "http/router.h"
#include "http/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace kvitt::http
{
namespace
{

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Target, IsTakenApart)
{
    const auto request = request_to(Method::get, "/orders/12%2034%2F5?q=a+b%26c&q=2&empty");
    EXPECT_EQ(request.path, "/orders/12%2034%2F5");
    EXPECT_THAT(request.segments, ElementsAre("orders", "12 34/5"));
    EXPECT_EQ(request.query.find("q"), "a b&c");
    EXPECT_THAT(request.query.all("q"), ElementsAre("a b&c", "2"));
    EXPECT_EQ(request.query.find("empty"), "");
    EXPECT_EQ(request.query.find("none"), std::nullopt);
    EXPECT_TRUE(request_to(Method::get, "/").segments.empty());
}

class BadTarget : public testing::TestWithParam<const char*>
{};

TEST_P(BadTarget, IsRefused) { EXPECT_THROW(request_to(Method::get, GetParam()), Invalid); }

INSTANTIATE_TEST_SUITE_P(All, BadTarget,
                         testing::Values("", "*", "orders", "http://a/", "/a b", "/a\n", "/%", "/%4", "/%zz",
                                         "/%00", "/%ff", "/a/../b", "/%2e%2e/b", "/.", "/a#b", "/?a=%ff",
                                         "/\xc3\xa5"));

TEST(Headers, CompareWithoutCaseAndHoldNoLineBreaks)
{
    Headers headers;
    headers.add("X-A", "1");
    headers.add("x-a", "2");
    EXPECT_EQ(headers.find("X-a"), "1");
    headers.set("X-A", "3");
    EXPECT_EQ(headers.items().size(), 1U);
    EXPECT_THROW(headers.add("X-B", "a\r\nSet-Cookie: x"), Bug);
    EXPECT_THROW(headers.add("X B", "a"), Bug);
    EXPECT_THROW(redirect_see_other(Url::local("/a\r\nX: y")), Invalid);
}

TEST(Cookies, AreReadAndWritten)
{
    auto request = request_to(Method::get, "/");
    add_header(request, "cookie", "a=1; kvitt_session=x=y;broken; b=");
    EXPECT_EQ(request.cookies.find("a"), "1");
    EXPECT_EQ(request.cookies.find("kvitt_session"), "x=y");
    EXPECT_EQ(request.cookies.find("b"), "");
    EXPECT_EQ(request.cookies.find("broken"), std::nullopt);

    Cookie cookie{"kvitt_session", "abc", std::chrono::seconds{60}, true, true, SameSite::lax, "/"};
    EXPECT_EQ(cookie.text(), "kvitt_session=abc; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Lax");
    cookie.value = "a; Domain=evil";
    EXPECT_THROW(cookie.text(), Bug);
}

TEST(Download, NamesTheFileHarmlessly)
{
    const auto response = download("x", "text/csv", "kvitto \"å\".csv");
    EXPECT_EQ(response.headers.find("Content-Disposition"),
              "attachment; filename=\"kvitto ____.csv\"; filename*=UTF-8''kvitto%20%22%C3%A5%22.csv");
    EXPECT_EQ(response.headers.find("X-Content-Type-Options"), "nosniff");
}

TEST(Urls, EncodeTheirArguments)
{
    EXPECT_EQ(url("/orders/{}/proof", "a/b c").text(), "/orders/a%2Fb%20c/proof");
    EXPECT_EQ(url("/orders/{}", 1234567890).with("page", 2).with("q", "å&").text(),
              "/orders/1234567890?page=2&q=%C3%A5%26");
    EXPECT_THROW(url("/orders/{}"), Bug);
    EXPECT_THROW(url("/orders", 1), Bug);
}

TEST(Urls, FromOutsideStayOnThisSite)
{
    EXPECT_EQ(Url::local("/orders?x=1").text(), "/orders?x=1");
    for (const char* bad :
         {"", "orders", "//evil", "/\\evil", "https://evil", "javascript:x", "/a b", "/a\tb", "/\"x"})
        EXPECT_THROW(Url::local(bad), Invalid) << bad;
    EXPECT_EQ(Url::external("https://a.example/x").text(), "https://a.example/x");
    for (const char* bad : {"javascript:alert(1)", "data:x", "https://", "/a", "https://a\"b"})
        EXPECT_THROW(Url::external(bad), Invalid) << bad;
}

RC_GTEST_PROP(Urls, EncodingAndDecodingAreInverse, (const std::vector<std::uint8_t>& bytes))
{
    std::string text;
    for (const auto byte : bytes)
        text.push_back(static_cast<char>(1 + byte % 127));
    RC_ASSERT(url_decoded(url("{}", text).text(), false) == text);
}

TEST(HtmlTest, EscapesAndChecks)
{
    EXPECT_EQ(html_escaped("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
    const Html html = html_element("path", {{"d", "M0 0\""}}, html_text("<b>")) + html_literal("<br>");
    EXPECT_EQ(html.text(), "<path d=\"M0 0&quot;\">&lt;b&gt;</path><br>");
    EXPECT_THROW(html_element("script"), Bug);
    EXPECT_THROW(html_element("a b"), Bug);
    EXPECT_THROW(html_element("p", {{"onclick", "x"}}), Bug);
    EXPECT_THROW(html_element("a", {{"href", "javascript:x"}}), Bug);
}

RouteMatch route(const Router& router, Method method, std::string_view path)
{
    return router.match(method, request_to(method, path).segments);
}

TEST(RouterTest, FindsRowsAndParameters)
{
    Router router;
    router.add(Method::get, "/", 0);
    router.add(Method::get, "/orders/{number}", 1);
    router.add(Method::get, "/orders/new", 2);
    router.add(Method::post, "/orders/{number}/cancel", 3);
    router.add(Method::delete_, "/orders/{number}", 4);
    router.add(Method::get, "/orders/new/lines/{line}", 5);

    EXPECT_EQ(route(router, Method::get, "/").index, 0U);
    EXPECT_EQ(route(router, Method::get, "/orders/new").index, 2U);
    const auto shown = route(router, Method::head, "/orders/12%2F3");
    EXPECT_EQ(shown.index, 1U);
    EXPECT_EQ(shown.parameters.find("number"), "12/3");
    const auto cancelled =
        route(router, Method::post, "/orders/new/cancel"); // the literal leads nowhere here
    EXPECT_EQ(cancelled.index, 3U);
    EXPECT_EQ(cancelled.parameters.find("number"), "new");
    EXPECT_EQ(route(router, Method::get, "/orders/").kind, RouteMatch::Kind::not_found);
    EXPECT_EQ(route(router, Method::get, "/orders").kind, RouteMatch::Kind::not_found);
    EXPECT_EQ(route(router, Method::get, "/orders/1/").kind, RouteMatch::Kind::not_found);
    const auto refused = route(router, Method::put, "/orders/1");
    EXPECT_EQ(refused.kind, RouteMatch::Kind::method_not_allowed);
    EXPECT_EQ(allow_text(refused.allowed), "GET, HEAD, DELETE");
    EXPECT_THROW(router.add(Method::get, "/orders/{number}", 9), Bug);
    EXPECT_THROW(router.add(Method::get, "/orders/{id}/x", 9), Bug);
}

TEST(Media, TheClientChooses)
{
    auto request = request_to(Method::get, "/");
    EXPECT_FALSE(prefers_json(request));
    add_header(request, "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    EXPECT_FALSE(prefers_json(request));
    request.headers.set("Accept", "application/json");
    EXPECT_TRUE(prefers_json(request));
    request.headers.set("Accept", "text/html;q=0.4, application/*");
    EXPECT_TRUE(prefers_json(request));
    request.headers.set("Accept", "*/*");
    EXPECT_FALSE(prefers_json(request));

    EXPECT_EQ(preferred_language("sv-SE,sv;q=0.9,en;q=0.8"), Language::sv);
    EXPECT_EQ(preferred_language("de, en-US;q=0.5, sv;q=0.4"), Language::en);
    EXPECT_EQ(preferred_language("de"), std::nullopt);
    EXPECT_EQ(preferred_language("sv;q=0, en;q=0.001"), Language::en);
    EXPECT_TRUE(accepts_gzip("deflate, gzip;q=0.5"));
    EXPECT_TRUE(accepts_gzip("*"));
    EXPECT_FALSE(accepts_gzip("gzip;q=0, *"));
    EXPECT_FALSE(accepts_gzip("br"));
    EXPECT_EQ(parameter("form-data; name=\"a \\\"b\\\"\"; filename=x", "name"), "a \"b\"");
    EXPECT_EQ(parameter("form-data; name=\"a;b\"; filename=x y", "filename"), "x y");
    EXPECT_EQ(parameter("multipart/form-data; Boundary=abc", "boundary"), "abc");
    EXPECT_EQ(parameter("text/html", "charset"), std::nullopt);
    EXPECT_EQ(parameter("a; b=\"\\", "b"), "\\");
}

TEST(Wire, TheHeadCarriesAll)
{
    EXPECT_EQ(http_date(Instant::parse("2026-11-23T14:02:00Z")), "Mon, 23 Nov 2026 14:02:00 GMT");
    auto request = request_to(Method::get, "/");
    request.request_id = "r1";
    Response response = html_response("hello", 201);
    response.cookies.push_back({"a", "b", {}, false, true, SameSite::strict, "/"});
    const auto head = response_head(response, request, false, Instant{});
    EXPECT_THAT(head,
                testing::StartsWith("HTTP/1.1 201 Created\r\nContent-Type: text/html; charset=utf-8\r\n"));
    EXPECT_THAT(head, HasSubstr("Set-Cookie: a=b; Path=/; HttpOnly; SameSite=Strict\r\n"));
    EXPECT_THAT(head, HasSubstr("Content-Length: 5\r\n"));
    EXPECT_THAT(head, HasSubstr("X-Request-Id: r1\r\nConnection: close\r\n\r\n"));
    EXPECT_THAT(response_head(no_content(), request, true, Instant{}),
                testing::Not(HasSubstr("Content-Length")));
}

TEST(Wire, OnlyATrustedProxySpeaksForTheClient)
{
    auto request = request_to(Method::get, "/");
    add_header(request, "X-Forwarded-For", "1.1.1.1, 2001:db8::7");
    EXPECT_EQ(client_address(request, "10.0.0.1", {"10.0.0.1"}), "2001:db8::7");
    EXPECT_EQ(client_address(request, "10.0.0.2", {"10.0.0.1"}), "10.0.0.2");
    request.headers.set("X-Forwarded-For", "not an address");
    EXPECT_EQ(client_address(request, "10.0.0.1", {"10.0.0.1"}), "10.0.0.1");
}

} // namespace
} // namespace kvitt::http
