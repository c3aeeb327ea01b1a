#include "partners/partners.h"

#include <gtest/gtest.h>

using namespace kvitt;

namespace
{

const Author nobody = author_of(ActorKind::system);

partners::NewPartner input(const std::string& partner_id, const std::string& name)
{
    partners::NewPartner out;
    out.partner_id = partner_id;
    out.legal_name = name;
    out.country = "SE";
    out.currency = Currency::parse("SEK");
    out.legal_address = {"Storgatan 1", {}, "111 22", "Stad", {}, "SE"};
    return out;
}

partners::Partner create(Db& db, const partners::NewPartner& from)
{
    return db.write(nobody, [&](Tx& tx) { return partners::create(tx, from); });
}

} // namespace

TEST(Partners, AnyOfTheirIdsLeadsToThem)
{
    const auto db = Db::open_for_test();
    auto with_location = input("4812907", "Granvik");
    with_location.location_ids = {"4812908"};
    const auto granvik = create(*db, with_location);
    db->read([&](Read& read) {
        EXPECT_EQ(partners::try_resolve_partner_id(read, "4812908"), granvik.id);
        EXPECT_EQ(partners::list_partner_ids(read, granvik.id),
                  (std::vector<std::string>{"4812907", "4812908"}));
        EXPECT_FALSE(partners::try_resolve_partner_id(read, "4812909"));
    });
    EXPECT_THROW(create(*db, input("4812908", "Other")), Refused);
}

TEST(Partners, NamesAreComparedWithoutCaseAndMarks)
{
    const auto db = Db::open_for_test();
    const auto partner = create(*db, input("4812907", "\xC3\x85s\xC3\xB6 Data AB"));
    db->read([&](Read& read) {
        EXPECT_EQ(partners::list_by_name(read, "ASO  DATA ab"),
                  (std::vector<Id<partners::Partner>>{partner.id}));
        EXPECT_EQ(partners::search(read, "\xC3\xA5so", 10).size(), 1u);
        EXPECT_EQ(partners::search(read, "48129", 10).size(), 1u);
        EXPECT_TRUE(partners::search(read, "data", 10).empty());
    });
}

TEST(Partners, EveryFaultOfAnInputIsTold)
{
    const auto db = Db::open_for_test();
    auto bad = input("48129", "");
    bad.country = "Sverige";
    bad.tax_id = "x y";
    bad.legal_address.postal_code = " ";
    bad.legal_address.street = std::string(71, 'a');
    std::vector<std::string> fields;
    try
    {
        create(*db, bad);
    }
    catch (const InvalidFields& invalid)
    {
        for (const auto& error : invalid.errors())
            fields.push_back(error.field);
    }
    EXPECT_EQ(fields, (std::vector<std::string>{"partner_id", "legal_name", "country", "tax_id",
                                                "legal_address/street", "legal_address/postal_code"}));
    EXPECT_TRUE(db->read([](Read& read) { return partners::list(read); }).empty());
}

TEST(Partners, ACorrectionKeepsWhatStoodBefore)
{
    const auto db = Db::open_for_test();
    const auto partner = create(*db, input("4812907", "Granvik"));
    const partners::Address moved{"Nygatan 2", {}, "333 44", "By", {}, "SE"};
    db->write(nobody, [&](Tx& tx) {
        partners::correct_address(tx, partner.id, partners::AddressKind::bill_to, moved);
        partners::correct_tax_id(tx, partner.id, "SE556677889901");
    });
    const auto lease = db->write(
        nobody, [](Tx& tx) { return store::take_lease(tx, "sealer", "t", std::chrono::seconds(9)); });
    while (events::seal(*db, *lease) > 0)
        continue;
    db->read([&](Read& read) {
        const auto now = partners::find(read, partner.id);
        EXPECT_EQ(now.bill_to_address.city, "By");
        EXPECT_EQ(now.legal_address.city, "Stad");
        EXPECT_EQ(now.tax_id, "SE556677889901");
    });
    EXPECT_THROW(db->write(nobody, [&](Tx& tx) { partners::correct_tax_id(tx, partner.id, "'; DROP"); }),
                 InvalidFields);
}
