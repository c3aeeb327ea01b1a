#include "app/load.h"

#include "access/password.h"
#include "base/embedded.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace kvitt;
using namespace kvitt::app;

namespace
{

const Author operator_author = author_of(ActorKind::system);

// With three users only: hashing passwords is slow on purpose.
std::string demo_text()
{
    ProgrammeFile file = parse_programme(*embedded::find("files/demo/programme.json"));
    file.users.resize(3);
    return json_pretty(to_json(file));
}

std::string dumped(Db& db)
{
    return db.read([](Read& read) { return json_pretty(to_json(dump(read))); });
}

std::int64_t events_in(Db& db)
{
    static const Sql sql("test::count_events", "SELECT count(*) FROM events");
    return db.read([](Read& read) { return read.value<std::int64_t>(sql); });
}

// The demo programme with something changed in its text.
std::string altered(const std::string& from, const std::string& to)
{
    std::string text = demo_text();
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::vector<std::string> faults(Db& db, const std::string& text)
{
    std::vector<std::string> out;
    try
    {
        load(db, operator_author, parse_programme(text));
    }
    catch (const InvalidFields& invalid)
    {
        for (const FieldError& error : invalid.errors())
            out.push_back(error.field + " " + error.code);
    }
    return out;
}

} // namespace

TEST(Load, ADumpLoadedElsewhereDumpsTheSame)
{
    const auto one = Db::open_for_test();
    const Loaded loaded = load(*one, operator_author, parse_programme(demo_text()));
    EXPECT_GT(loaded.catalogue, 0);
    EXPECT_EQ(loaded.partners, 10);
    const std::string text = dumped(*one);
    EXPECT_EQ(text.find("demo-password"), std::string::npos);

    const auto other = Db::open_for_test();
    load(*other, operator_author, parse_programme(text));
    EXPECT_EQ(dumped(*other), text);
    const std::string hash = other->read([](Read& read) {
        return access::password_hash_of(read, access::try_find_user(read, "anna@fjallnat.example")->id);
    });
    EXPECT_TRUE(access::check_password(hash, "demo-password"));
}

TEST(Load, TheSameFileAgainChangesNothing)
{
    const auto db = Db::open_for_test();
    load(*db, operator_author, parse_programme(demo_text()));
    const std::string before = dumped(*db);
    const std::int64_t events = events_in(*db);
    const Loaded again = load(*db, operator_author, parse_programme(demo_text()));
    EXPECT_EQ(again.catalogue + again.partners + again.attainments + again.users, 0);
    EXPECT_EQ(dumped(*db), before);
    EXPECT_EQ(events_in(*db), events);
}

TEST(Load, AChangeIsTakenByItself)
{
    const auto db = Db::open_for_test();
    load(*db, operator_author, parse_programme(demo_text()));
    const Loaded price =
        load(*db, operator_author, parse_programme(altered("\"amount\": 1790000", "\"amount\": 1990000")));
    EXPECT_EQ(price.catalogue, 1);
    const Loaded address =
        load(*db, operator_author, parse_programme(altered("Uferstraße 8", "Uferstraße 10")));
    EXPECT_EQ(address.partners, 1);
    const Loaded password =
        load(*db, operator_author, parse_programme(altered("demo-password", "another-password")));
    EXPECT_EQ(password.users, 1);
}

TEST(Load, EveryFaultIsNamedAndNothingIsTaken)
{
    const auto db = Db::open_for_test();
    EXPECT_EQ(faults(*db, "{"), std::vector<std::string>{" malformed_json"});
    const auto shape = faults(*db, R"({"partners": [{"partner_id": 4}], "people": []})");
    EXPECT_NE(std::find(shape.begin(), shape.end(), "/people unknown"), shape.end());
    EXPECT_NE(std::find(shape.begin(), shape.end(), "/partners/0/partner_id string"), shape.end());

    EXPECT_EQ(faults(*db, altered("\"5050-1055\"", "\"5050-1056\"")),
              std::vector<std::string>{"/catalogue/receiving_accounts/0/number check_digits"});
    EXPECT_EQ(faults(*db, altered("\"held_offer\": \"silver\"", "\"held_offer\": \"bronze\"")),
              std::vector<std::string>{"/catalogue/discounts/0/held_offer offer_not_found"});
    EXPECT_EQ(faults(*db, altered("Europe/Stockholm", "Europe/Atlantis")),
              std::vector<std::string>{"/catalogue/time_zone time_zone"});
    EXPECT_EQ(faults(*db, altered("\"reverse_charge\"", "\"reversed\"")),
              std::vector<std::string>{"/catalogue/taxes/1/treatment treatment"});
    EXPECT_EQ(faults(*db, altered("\"street\": \"Storgatan 12\"", "\"street\": \"\"")),
              std::vector<std::string>{"/partners/0/legal_address/street required"});
    EXPECT_EQ(faults(*db, altered("\"competency\": \"security\"", "\"competency\": \"insecurity\"")),
              std::vector<std::string>{"/attainments/1 competency_not_found"});
    EXPECT_EQ(faults(*db, altered("\"language\": \"sv\"", "\"language\": \"fi\"")),
              std::vector<std::string>{"/users/0 language"});
    EXPECT_EQ(faults(*db, altered("demo-password", "short")), std::vector<std::string>{"/users/0 invalid"});
    EXPECT_TRUE(db->read(
        [](Read& read) { return partners::list(read).empty() && catalogue::list_offers(read).empty(); }));
}

TEST(Load, AKnownPartnerKeepsItsName)
{
    const auto db = Db::open_for_test();
    load(*db, operator_author, parse_programme(demo_text()));
    EXPECT_EQ(faults(*db, altered("Bluewater Software, Inc.", "Redwater Software, Inc.")),
              std::vector<std::string>{"/partners/2 partner_differs"});
    EXPECT_EQ(faults(*db, altered("\"name\": \"Anna Lindqvist\"", "\"name\": \"Anna Berg\"")),
              std::vector<std::string>{"/users/0 user_differs"});
}
