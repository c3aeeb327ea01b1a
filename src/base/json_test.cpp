#include "base/json.h"

#include <gmock/gmock.h>

using namespace kvitt;

namespace
{

enum class Tier
{
    silver,
    gold
};
BOOST_DESCRIBE_ENUM(Tier, silver, gold)

struct Line
{
    std::string name;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Line, (), (name, count))

struct Thing;
struct Document
{
    bool on = false;
    std::int64_t number = 0;
    Money price;
    Date day;
    Instant at;
    Tier tier = Tier::silver;
    Id<Thing> id;
    std::optional<std::string> note;
    std::vector<Line> lines;
    std::map<std::string, Line> by_name;
};
BOOST_DESCRIBE_STRUCT(Document, (), (on, number, price, day, at, tier, id, note, lines, by_name))

constexpr const char* full =
    R"({"on": true, "number": -7, "price": {"amount": 125, "currency": "SEK"}, "day": "2026-11-23",
    "at": "2026-11-23T14:02:00Z", "tier": "gold", "id": "0000000000010", "note": null,
    "lines": [{"name": "\u00e5", "count": 1}], "by_name": {"x": {"name": "y", "count": 2}}})";

template <class T> std::vector<std::string> faults(std::string_view text)
{
    std::vector<std::string> out;
    try
    {
        from_json<T>(parse_json(text));
    }
    catch (const InvalidFields& invalid)
    {
        for (const FieldError& error : invalid.errors())
            out.push_back(error.field + " " + error.code);
    }
    return out;
}

} // namespace

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Json, ReadingAndWritingAreInverse)
{
    const auto document = from_json<Document>(parse_json(full));
    EXPECT_EQ(document.price, Money(125, Currency::parse("SEK")));
    EXPECT_EQ(document.tier, Tier::gold);
    EXPECT_EQ(document.id.value(), 32);
    EXPECT_EQ(document.lines.at(0).name, "å");
    EXPECT_EQ(to_json(document), parse_json(full));
    EXPECT_EQ(parse_json(json_pretty(to_json(document))), parse_json(full));
}

TEST(Json, EveryFaultWithItsPath)
{
    EXPECT_THAT(faults<Line>("{}"), ElementsAre("/name required", "/count required"));
    EXPECT_THAT(faults<Line>(R"({"name": 1, "count": "1", "other": 0})"),
                ElementsAre("/other unknown", "/name string", "/count integer"));
    EXPECT_THAT(faults<std::vector<Line>>(R"([{"name": "a", "count": 1.0}, 5, {"name": "a", "count": 1e2}])"),
                ElementsAre("/0/count integer", "/1 object", "/2/count integer"));
    EXPECT_THAT(faults<std::vector<Line>>(R"([{"name": "a", "count": 9223372036854775808}])"),
                ElementsAre("/0/count integer"));
    EXPECT_THAT((faults<std::map<std::string, Line>>(R"({"a/b": {"name": "a", "count": null}})")),
                ElementsAre("/a~1b/count integer"));
    EXPECT_THAT(faults<Line>(R"({"name": "a\u0000b", "count": 1})"), ElementsAre("/name invalid"));
}

TEST(Json, ValuesAreParsedByTheirType)
{
    std::string text = full;
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string changed = text;
        changed.replace(changed.find(from), from.size(), to);
        return faults<Document>(changed);
    };
    EXPECT_THAT(with("\"gold\"", "\"bronze\""), ElementsAre("/tier invalid"));
    EXPECT_THAT(with("\"SEK\"", "\"DEM\""), ElementsAre("/price/currency invalid"));
    EXPECT_THAT(with("125", "1.25"), ElementsAre("/price/amount integer"));
    EXPECT_THAT(with("2026-11-23\"", "2026-02-30\""), ElementsAre("/day invalid"));
    EXPECT_THAT(with("0000000000010", "10"), ElementsAre("/id invalid"));
    EXPECT_THAT(with("true", "1"), ElementsAre("/on boolean"));
    EXPECT_THAT(with("\"note\": null,", ""), IsEmpty());
}

TEST(Json, WhatIsNoJson)
{
    for (const char* text : {"", "{", "{]", "nul", "'a'", "{\"a\":1,}", "1 2", "\"\xff\"", "[1,]"})
        EXPECT_THROW(parse_json(text), InvalidFields) << text;
    EXPECT_THROW(parse_json(std::string(10'000, '[')), InvalidFields);
    EXPECT_NO_THROW(parse_json(std::string(json_depth_max, '[') + std::string(json_depth_max, ']')));
}

TEST(Json, ALiteralIsText) { EXPECT_EQ(json_text(to_json("true")), "\"true\""); }
