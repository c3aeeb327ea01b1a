#include "http/page.h"

#include "http/page_source.h"

#include <cstdio>
#include <ctime>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <thread>

namespace kvitt::http
{
namespace
{

using testing::HasSubstr;

enum class State
{
    awaiting_payment,
};
BOOST_DESCRIBE_ENUM(State, awaiting_payment)

struct Line
{
    std::string name;
    std::optional<std::string> note;
    std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(Line, (), (name, note, tags))

struct Shown
{
    std::string title;
    bool open = false;
    std::int64_t count = 0;
    Money total;
    Date day;
    Instant at;
    State state = State::awaiting_payment;
    Html code;
    Url link;
    std::optional<Line> first;
    std::vector<Line> lines;
    Line one;
};
BOOST_DESCRIBE_STRUCT(Shown, (), (title, open, count, total, day, at, state, code, link, first, lines, one))

struct Frame
{
    std::string user;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(Frame, (), (user, title))

using Files = std::map<std::string, std::string>;

PagesOptions pages_of(const Files& files)
{
    PagesOptions options;
    for (const auto& [name, text] : files)
        options.names.push_back(name);
    options.load = [files](const std::string& name) {
        const auto found = files.find(name);
        if (found == files.end())
            throw Bug("no template " + name);
        return found->second;
    };
    options.translate = [](Language language, std::string_view message) {
        if (language == Language::sv && message == "Hello {{title}}, you are here")
            return std::string("{{title}}, du är här");
        if (language == Language::sv && message == "Bad {{title}}")
            return std::string("Fel {{name}}");
        if (language == Language::sv && message == "Markup")
            return std::string("\"><script>");
        return std::string(message);
    };
    options.asset_url = [](std::string_view name) { return "/assets/" + std::string(name); };
    return options;
}

std::string render(const std::string& text, const Shown& view = {}, Language language = Language::en)
{
    const Pages pages(pages_of({{"a/b", text}}));
    return pages.render({language, TimeZone::parse("Europe/Stockholm")}, "a/b", view, Frame{"Åsa", "frame"});
}

std::string fault_of(const std::string& text)
{
    try
    {
        render(text);
        return "none";
    }
    catch (const Bug& bug)
    {
        return bug.what();
    }
}

TEST(PageTest, EveryKindOfValueIsTold)
{
    Shown view;
    view.title = "<b>\"&";
    view.count = 1234;
    view.total = Money(473000, Currency::parse("USD"));
    view.day = Date::of(2026, 11, 23);
    view.at = Instant::parse("2026-11-23T12:02:00Z");
    view.code = html_literal("<i>");
    view.link = url("/a/{}", "b c");
    EXPECT_EQ(render("{{title}} {{count}} {{total}} {{day}} {{at}} {{state}} {{code}}", view),
              "&lt;b&gt;&quot;&amp; 1234 US$4,730.00 23 November 2026 23 November 2026 at 13:02 "
              "awaiting_payment <i>\n");
    EXPECT_EQ(render("{{total}} {{day}}", view, Language::sv), "4\u00a0730,00\u00a0US$ 23 november 2026\n");
    EXPECT_EQ(render("<a href=\"{{link}}#x\" title=\"{{title}}\">{{link}}</a>", view),
              "<a href=\"/a/b%20c#x\" title=\"&lt;b&gt;&quot;&amp;\">/a/b%20c</a>\n");
}

TEST(PageTest, SectionsFollowTheView)
{
    Shown view;
    EXPECT_EQ(render("{{#open}}open{{/open}}{{^open}}closed{{/open}}"), "closed\n");
    EXPECT_EQ(render("{{#first}}{{name}}{{/first}}{{^first}}none{{/first}}"), "none\n");
    EXPECT_EQ(render("{{#lines}}x{{/lines}}{{^lines}}none{{/lines}}"), "none\n");
    view.open = true;
    view.first = Line{"one", "n<", {}};
    view.lines = {{"a", {}, {"x", "y"}}, {"b", "note", {}}};
    view.one.name = "inner";
    EXPECT_EQ(render("{{#open}}open{{/open}}", view), "open\n");
    EXPECT_EQ(render("{{#first}}{{name}}{{#note}}({{.}}){{/note}}{{/first}}", view), "one(n&lt;)\n");
    EXPECT_EQ(render("{{#lines}}{{name}}:{{#tags}}{{.}},{{/tags}}{{note}};{{/lines}}", view),
              "a:x,y,;b:note;\n");
    EXPECT_EQ(render("{{one.name}}{{#one}}{{name}}{{/one}}", view), "innerinner\n");
    EXPECT_EQ(render("{{user}}"), "Åsa\n"); // of the layout
}

TEST(PageTest, UserTextCannotPassForMarkup)
{
    Shown view;
    view.title = std::string("\0<b>", 4);
    EXPECT_EQ(render("{{title}}", view), "&lt;b&gt;\n");
}

TEST(PageTest, UnknownNamesAreFoundEverywhere)
{
    EXPECT_EQ(fault_of("{{nowhere}}"), "page a/b: unknown name {{nowhere}}");
    EXPECT_EQ(fault_of("{{#lines}}{{nowhere}}{{/lines}}"), "page a/b: unknown name {{nowhere}}");
    EXPECT_EQ(fault_of("{{^first}}{{#open}}{{nowhere}}{{/open}}{{/first}}"),
              "page a/b: unknown name {{nowhere}}");
    EXPECT_EQ(fault_of("{{name}}"), "page a/b: unknown name {{name}}");
    EXPECT_EQ(fault_of("{{#nowhere}}{{/nowhere}}"), "page a/b: unknown name {{nowhere}}");
    EXPECT_EQ(fault_of("{{first.name}}"), "page a/b: unknown name {{first.name}}");
    const Pages pages(pages_of({{"a/b", ""}}));
    EXPECT_THROW(pages.render({}, "a/c", Frame{}), Bug);
}

TEST(PageTest, NamesMustFitTheirPlace)
{
    EXPECT_THAT(fault_of("{{#title}}x{{/title}}"), HasSubstr("always shown"));
    EXPECT_THAT(fault_of("{{^one}}x{{/one}}"), HasSubstr("never shown"));
    EXPECT_THAT(fault_of("{{open}}"), HasSubstr("cannot be shown"));
    EXPECT_THAT(fault_of("{{lines}}"), HasSubstr("cannot be shown"));
    EXPECT_THAT(fault_of("<a href=\"{{title}}\">"), HasSubstr("must be a Url"));
    EXPECT_THAT(fault_of("<a href=\"/x/{{title}}\">"), HasSubstr("must be a Url"));
    EXPECT_THAT(fault_of("<form class='a' action='{{title}}'>"), HasSubstr("must be a Url"));
    EXPECT_THAT(fault_of("<a href={{link}}>"), HasSubstr("quoted"));
    EXPECT_THAT(fault_of("<option {{title}}>"), HasSubstr("quoted"));
    EXPECT_THAT(fault_of("<p title=\"{{code}}\">"), HasSubstr("quoted"));
    EXPECT_THAT(fault_of("<p onclick=\"{{title}}\">"), HasSubstr("attribute that runs"));
    EXPECT_THAT(fault_of("<script>{{title}}</script>"), HasSubstr("script"));
    EXPECT_EQ(fault_of("<a href=\"#{{title}}\" {{#open}}checked{{/open}} title=\"x > {{title}}\">"), "none");
    EXPECT_EQ(fault_of("<script src=\"/a.js\"></script>{{title}}"), "none");
}

TEST(PageTest, UnsoundTemplatesAreFoundAtStart)
{
    for (const char* bad :
         {"{{{title}}}", "{{&title}}", "{{=<% %>=}}", "{{title", "{{#open}}", "{{#open}}{{/title}}",
          "{{/open}}", "{{> no/where}}", "{{> a/b}}", "{{#_}}a{{#open}}b{{/open}}{{/_}}",
          "{{#_}}Bad {{title}}{{/_}}", "{{#_}}Markup{{/_}}", "{{}}"})
        EXPECT_THROW(Pages(pages_of({{"a/b", bad}})), Bug) << bad;
}

TEST(PageTest, PartialsTranslationsAndAssetsArePutIn)
{
    const Pages pages(
        pages_of({{"a/b", "{{> web/top}}\n  <p>{{#_}}Hello {{title}},\n   you are here{{/_}}</p>\n"},
                  {"web/top", "<link href=\"{{#asset}}a.css{{/asset}}\">{{! comment }}"}}));
    Shown view;
    view.title = "Bo";
    EXPECT_EQ(pages.render({}, "a/b", view),
              "<link href=\"/assets/a.css\">\n<p>Hello Bo, you are here</p>\n");
    EXPECT_EQ(pages.render({Language::sv, TimeZone::utc()}, "a/b", view),
              "<link href=\"/assets/a.css\">\n<p>Bo, du är här</p>\n");
    EXPECT_THAT(page_messages(pages_of({{"a/b", "{{#_}}One{{/_}} {{#_}} Two\n {{x}}{{/_}}"}}), "a/b"),
                testing::ElementsAre("One", "Two {{x}}"));
}

TEST(PageTest, PreformattedTextKeepsItsBlanks)
{
    EXPECT_EQ(render("<pre>\n  {{title}}\n</pre>", {}), "<pre>\n  \n</pre>");
}

TEST(PageTest, ReloadShowsTheChange)
{
    auto text = std::make_shared<std::string>("old");
    auto options = pages_of({{"a/b", ""}});
    options.load = [text](const std::string&) { return *text; };
    options.reload = true;
    const Pages pages(std::move(options));
    EXPECT_EQ(pages.render({}, "a/b", Frame{}), "old\n");
    *text = "new {{user}}";
    EXPECT_EQ(pages.render({}, "a/b", Frame{"Bo", ""}), "new Bo\n");
    *text = "{{nowhere}}";
    EXPECT_THROW(pages.render({}, "a/b", Frame{}), Bug);
}

TEST(PageTest, ThreadsShareOnePagesObject)
{
    const Pages pages(pages_of({{"a/b", "{{#lines}}{{name}}{{/lines}}"}}));
    std::vector<std::thread> threads;
    std::atomic<int> good{0};
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            Shown view;
            view.lines = {{std::to_string(i), {}, {}}};
            for (int round = 0; round < 50; ++round)
                good += pages.render({}, "a/b", view) == std::to_string(i) + "\n" ? 1 : 0;
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(good, 200);
}

struct BigRow
{
    std::string number;
    Url link;
    std::string partner;
    Money amount;
    Date day;
    std::string state;
    bool late = false;
};
BOOST_DESCRIBE_STRUCT(BigRow, (), (number, link, partner, amount, day, state, late))

struct BigPage
{
    std::vector<BigRow> rows;
};
BOOST_DESCRIBE_STRUCT(BigPage, (), (rows))

// 50 rows, some 20 kB; the figure is printed, not judged: the build type decides it.
TEST(PageTest, ALargePageIsQuick)
{
    const Pages pages(pages_of({{"a/b", R"(<table class="desk">
{{#rows}}
  <tr{{#late}} class="late"{{/late}}>
    <td><a href="{{link}}" class="number" title="Show the order and what happened to it">{{number}}</a></td>
    <td class="partner">{{partner}}</td>
    <td class="amount" data-label="Amount">{{amount}}</td>
    <td class="day" data-label="Day">{{day}}</td>
    <td><span class="badge" data-state="{{state}}">{{state}}</span></td>
  </tr>
{{/rows}}
</table>)"}}));
    BigPage view;
    for (std::int64_t i = 0; i < 50; ++i)
        view.rows.push_back({"1234 567 8" + std::to_string(i), url("/orders/{}", i),
                             "Bröderna Svensson & Co AB", Money(100 * i, Currency::parse("SEK")),
                             Date::of(2026, 11, 23), "awaiting_payment", i % 2 == 0});
    const std::string first = pages.render({Language::sv, TimeZone::utc()}, "a/b", view);
    constexpr int rounds = 20;
    const auto started = std::clock();
    for (int i = 0; i < rounds; ++i)
        ASSERT_EQ(pages.render({Language::sv, TimeZone::utc()}, "a/b", view).size(), first.size());
    const auto took = (std::clock() - started) * 1'000'000 / CLOCKS_PER_SEC;
    std::printf("page of %zu bytes: %ld us of processor time\n", first.size(),
                static_cast<long>(took / rounds));
    EXPECT_GT(first.size(), 15'000U);
}

} // namespace
} // namespace kvitt::http
