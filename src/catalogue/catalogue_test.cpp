#include "catalogue/catalogue.h"

#include <gtest/gtest.h>

using namespace kvitt;

namespace
{

const Author nobody = author_of(ActorKind::system);
const Currency sek = Currency::parse("SEK");
const Currency eur = Currency::parse("EUR");

catalogue::CatalogueFile file()
{
    catalogue::CatalogueFile out;
    out.time_zone = "Europe/Stockholm";
    out.programme = catalogue::Programme{"P", "Seller", "SE", "MPN ID", "desk@p.example", 30, 7};
    out.competencies = {{"cloud", "Cloud", "Moln"}};
    out.offers = {{"silver", "membership", catalogue::Tier::silver, 1, "Silver", "Silver", "", ""}};
    out.prices = {{"silver", "SE", Date::of(2026, 1, 1), sek, 100},
                  {"silver", "SE", Date::of(2027, 1, 1), sek, 120},
                  {"silver", "*", Date::of(2026, 1, 1), eur, 10}};
    out.taxes = {{"SE", "domestic", BasisPoints{2500}, Date::of(2020, 1, 1)},
                 {"DE", "consumer", BasisPoints{1900}, Date::of(2020, 1, 1)}};
    out.agreements = {{"1", Date::of(2026, 1, 1), "one", "ett"},
                      {"2", Date::of(2027, 1, 1), "two", "tv\xC3\xA5"}};
    return out;
}

std::unique_ptr<Db> loaded()
{
    auto db = Db::open_for_test();
    db->write(nobody, [](Tx& tx) { catalogue::load(tx, file()); });
    return db;
}

partners::Partner buyer(const std::string& country, std::optional<std::string> tax_id)
{
    partners::Partner partner;
    partner.sold_to_address.country = country;
    partner.tax_id = std::move(tax_id);
    return partner;
}

} // namespace

TEST(Catalogue, ThePriceIsThatOfTheDayAndTheCountryBeforeTheRest)
{
    const auto db = loaded();
    db->read([](Read& read) {
        EXPECT_EQ(catalogue::try_price(read, "silver", "SE", Date::of(2026, 12, 31)), Money(100, sek));
        EXPECT_EQ(catalogue::try_price(read, "silver", "SE", Date::of(2027, 1, 1)), Money(120, sek));
        EXPECT_EQ(catalogue::try_price(read, "silver", "FR", Date::of(2027, 1, 1)), Money(10, eur));
        EXPECT_FALSE(catalogue::try_price(read, "silver", "SE", Date::of(2025, 12, 31)));
    });
}

TEST(Catalogue, TaxFollowsTheBuyersCountryAndTaxId)
{
    using catalogue::TaxTreatment;
    const auto db = loaded();
    const Date day = Date::of(2027, 1, 1);
    db->read([&](Read& read) {
        EXPECT_EQ(catalogue::tax_rule(read, buyer("SE", {}), day).rate, BasisPoints{2500});
        EXPECT_EQ(catalogue::tax_rule(read, buyer("DE", {}), day).rate, BasisPoints{1900});
        EXPECT_EQ(catalogue::tax_rule(read, buyer("DE", "DE123456789"), day).treatment,
                  TaxTreatment::reverse_charge);
        EXPECT_EQ(catalogue::tax_rule(read, buyer("DE", "DE123456789"), day).rate, BasisPoints{0});
        EXPECT_EQ(catalogue::tax_rule(read, buyer("US", {}), day).treatment, TaxTreatment::export_);
    });
}

TEST(Catalogue, AnAgreementInForceNeverChanges)
{
    const auto db = loaded();
    auto changed = file();
    changed.agreements[0].text_en = "other";
    EXPECT_THROW(db->write(nobody, [&](Tx& tx) { catalogue::load(tx, changed); }), Refused);
    db->read([](Read& read) {
        EXPECT_EQ(catalogue::agreement_on(read, Date::of(2026, 6, 1)).text_en, "one");
        EXPECT_EQ(catalogue::agreement_on(read, Date::of(2027, 6, 1)).version, "2");
        EXPECT_THROW(catalogue::agreement_on(read, Date::of(2025, 6, 1)), Refused);
    });
}

TEST(Catalogue, WhatIsDumpedIsWhatWasLoaded)
{
    const auto db = loaded();
    const auto first = db->read([](Read& read) { return to_json(catalogue::dump(read)); });
    db->write(nobody, [](Tx& tx) { catalogue::load(tx, file()); });
    EXPECT_EQ(db->read([](Read& read) { return to_json(catalogue::dump(read)); }), first);
    EXPECT_EQ(from_json<catalogue::CatalogueFile>(first).prices.size(), 3u);
}
