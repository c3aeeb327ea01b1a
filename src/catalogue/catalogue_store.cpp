#include "catalogue/catalogue_store.h"

namespace kvitt::catalogue
{

const Sql& version()
{
    static const Sql sql("catalogue::version", "SELECT version FROM catalogue_version WHERE id = 1");
    return sql;
}

void update_version(Tx& tx)
{
    static const Sql sql("catalogue::update_version",
                         "UPDATE catalogue_version SET version = $1 WHERE id = 1");
    tx.run(sql, tx.new_id<CatalogueFile>());
    tx.forget_kept(version());
}

std::optional<Programme> try_programme(Read& read)
{
    static const Sql sql("catalogue::programme", R"(
        SELECT name, seller_name, seller_country, partner_id_label, desk_email, order_days, expiry_grace_days,
               renewal_year
        FROM catalogue_programme WHERE id = 1)");
    return read.try_one<Programme>(sql);
}

void save(Tx& tx, const Programme& row)
{
    static const Sql sql("catalogue::save_programme", R"(
        INSERT INTO catalogue_programme (id, name, seller_name, seller_country, partner_id_label,
            desk_email, order_days, expiry_grace_days, renewal_year)
        VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, seller_name = excluded.seller_name,
            seller_country = excluded.seller_country, partner_id_label = excluded.partner_id_label,
            desk_email = excluded.desk_email, order_days = excluded.order_days,
            expiry_grace_days = excluded.expiry_grace_days, renewal_year = excluded.renewal_year)");
    tx.run(sql, row.name, row.seller_name, row.seller_country, row.partner_id_label, row.desk_email,
           row.order_days, row.expiry_grace_days, row.renewal_year);
}

void save(Tx& tx, const Competency& row)
{
    static const Sql sql("catalogue::save_competency", R"(
        INSERT INTO catalogue_competencies (code, name_en, name_sv) VALUES ($1, $2, $3)
        ON CONFLICT (code) DO UPDATE SET name_en = excluded.name_en, name_sv = excluded.name_sv)");
    tx.run(sql, row.code, row.name_en, row.name_sv);
}

void save(Tx& tx, const Offer& row)
{
    static const Sql sql("catalogue::save_offer", R"(
        INSERT INTO catalogue_offers (code, family, tier, position, name_en, name_sv, summary_en, summary_sv)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (code) DO UPDATE SET position = excluded.position, name_en = excluded.name_en,
            name_sv = excluded.name_sv, summary_en = excluded.summary_en, summary_sv = excluded.summary_sv)");
    tx.run(sql, row.code, row.family, row.tier, row.position, row.name_en, row.name_sv, row.summary_en,
           row.summary_sv);
}

void save(Tx& tx, const Benefit& row)
{
    static const Sql sql("catalogue::save_benefit", R"(
        INSERT INTO catalogue_benefits (offer, position, name_en, name_sv, quantity_en, quantity_sv)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (offer, position) DO UPDATE SET name_en = excluded.name_en, name_sv = excluded.name_sv,
            quantity_en = excluded.quantity_en, quantity_sv = excluded.quantity_sv)");
    tx.run(sql, row.offer, row.position, row.name_en, row.name_sv, row.quantity_en, row.quantity_sv);
}

void save(Tx& tx, const Price& row)
{
    static const Sql sql("catalogue::save_price", R"(
        INSERT INTO catalogue_prices (offer, country, valid_from, currency, amount) VALUES ($1, $2, $3, $4,
            $5)
        ON CONFLICT (offer, country, valid_from) DO UPDATE SET currency = excluded.currency, amount =
            excluded.amount)");
    tx.run(sql, row.offer, row.country, row.valid_from, row.currency, row.amount);
}

void save(Tx& tx, const Discount& row)
{
    static const Sql sql("catalogue::save_discount", R"(
        INSERT INTO catalogue_discounts (code, offer, held_offer, rate, valid_from, valid_until, in_window)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (code) DO UPDATE SET offer = excluded.offer, held_offer = excluded.held_offer,
            rate = excluded.rate, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
            in_window = excluded.in_window)");
    tx.run(sql, row.code, row.offer, row.held_offer, row.rate, row.valid_from, row.valid_until,
           row.in_window);
}

void save(Tx& tx, const Tax& row)
{
    static const Sql sql("catalogue::save_tax", R"(
        INSERT INTO catalogue_taxes (buyer_country, treatment, rate, valid_from) VALUES ($1, $2, $3, $4)
        ON CONFLICT (buyer_country, treatment, valid_from) DO UPDATE SET rate = excluded.rate)");
    tx.run(sql, row.buyer_country, row.treatment, row.rate, row.valid_from);
}

void save(Tx& tx, const ReceivingAccount& row)
{
    static const Sql sql("catalogue::save_receiving_account", R"(
        INSERT INTO catalogue_receiving_accounts (code, currency, kind, number, statement_account, holder,
            bank, bic,
                                                  bank_country)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, number = excluded.number,
            statement_account = excluded.statement_account, holder = excluded.holder, bank = excluded.bank,
            bic = excluded.bic, bank_country = excluded.bank_country)");
    tx.run(sql, row.code, row.currency, row.kind, row.number, row.statement_account, row.holder, row.bank,
           row.bic, row.bank_country);
}

void save(Tx& tx, const Tolerance& row)
{
    static const Sql sql("catalogue::save_tolerance", R"(
        INSERT INTO catalogue_tolerances (currency, amount) VALUES ($1, $2)
        ON CONFLICT (currency) DO UPDATE SET amount = excluded.amount)");
    tx.run(sql, row.currency, row.amount);
}

void save(Tx& tx, const Agreement& row)
{
    static const Sql sql("catalogue::save_agreement", R"(
        INSERT INTO catalogue_agreements (version, valid_from, text_en, text_sv) VALUES ($1, $2, $3, $4)
        ON CONFLICT (version) DO NOTHING)");
    tx.run(sql, row.version, row.valid_from, row.text_en, row.text_sv);
}

void save(Tx& tx, const AttainmentRow& row)
{
    static const Sql sql("catalogue::save_attainment", R"(
        INSERT INTO catalogue_attainments (id, partner, competency, tier, from_day, until_day, evidence)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (partner, competency, tier, from_day) DO UPDATE SET until_day = excluded.until_day,
            evidence = excluded.evidence)");
    tx.run(sql, row.id, row.partner, row.competency, row.tier, row.from_day, row.until_day, row.evidence);
}

std::vector<Offer> list_offer_rows(Read& read)
{
    static const Sql sql("catalogue::list_offers", R"(
        SELECT code, family, tier, position, name_en, name_sv, summary_en, summary_sv
        FROM catalogue_offers ORDER BY position, code)");
    return read.list<Offer>(sql);
}

std::vector<Benefit> list_benefit_rows(Read& read)
{
    static const Sql sql("catalogue::list_benefits", R"(
        SELECT offer, position, name_en, name_sv, quantity_en, quantity_sv FROM catalogue_benefits ORDER BY
            offer, position)");
    return read.list<Benefit>(sql);
}

std::vector<Competency> list_competency_rows(Read& read)
{
    static const Sql sql("catalogue::list_competencies",
                         "SELECT code, name_en, name_sv FROM catalogue_competencies ORDER BY code");
    return read.list<Competency>(sql);
}

std::vector<Price> list_prices(Read& read)
{
    static const Sql sql("catalogue::list_prices", R"(
        SELECT offer, country, valid_from, currency, amount FROM catalogue_prices ORDER BY offer, country,
            valid_from)");
    return read.list<Price>(sql);
}

std::vector<Discount> list_discounts(Read& read)
{
    static const Sql sql("catalogue::list_discounts", R"(
        SELECT code, offer, held_offer, rate, valid_from, valid_until, in_window FROM catalogue_discounts
        ORDER BY code)");
    return read.list<Discount>(sql);
}

std::vector<Tax> list_taxes(Read& read)
{
    static const Sql sql("catalogue::list_taxes", R"(
        SELECT buyer_country, treatment, rate, valid_from FROM catalogue_taxes ORDER BY buyer_country,
            treatment, valid_from)");
    return read.list<Tax>(sql);
}

std::vector<ReceivingAccount> list_receiving_account_rows(Read& read)
{
    static const Sql sql("catalogue::list_receiving_accounts", R"(
        SELECT code, currency, kind, number, statement_account, holder, bank, bic, bank_country
        FROM catalogue_receiving_accounts ORDER BY code)");
    return read.list<ReceivingAccount>(sql);
}

std::vector<Tolerance> list_tolerances(Read& read)
{
    static const Sql sql("catalogue::list_tolerances",
                         "SELECT currency, amount FROM catalogue_tolerances ORDER BY currency");
    return read.list<Tolerance>(sql);
}

std::vector<Agreement> list_agreements(Read& read)
{
    static const Sql sql("catalogue::list_agreements", R"(
        SELECT version, valid_from, text_en, text_sv FROM catalogue_agreements ORDER BY version)");
    return read.list<Agreement>(sql);
}

std::vector<NewAttainment> list_attainment_rows(Read& read)
{
    static const Sql sql("catalogue::list_all_attainments", R"(
        SELECT p.partner_id, a.competency, a.tier, a.from_day, a.until_day, a.evidence
        FROM catalogue_attainments a JOIN partners_partners p ON p.id = a.partner
        ORDER BY p.partner_id, a.competency, a.tier, a.from_day)");
    return read.list<NewAttainment>(sql);
}

std::vector<Attainment> list_attainments_on(Read& read, Id<partners::Partner> partner, Date day)
{
    static const Sql sql("catalogue::list_attainments", R"(
        SELECT a.competency, c.name_en, c.name_sv, a.tier, a.from_day, a.until_day
        FROM catalogue_attainments a JOIN catalogue_competencies c ON c.code = a.competency
        WHERE a.partner = $1 AND a.from_day <= $2 AND (a.until_day IS NULL OR a.until_day >= $2)
        ORDER BY a.competency, a.tier)");
    return read.list<Attainment>(sql, partner, day);
}

std::optional<Agreement> try_agreement_row(Read& read, const std::string& version)
{
    static const Sql sql("catalogue::find_agreement", R"(
        SELECT version, valid_from, text_en, text_sv FROM catalogue_agreements WHERE version = $1)");
    return read.try_one<Agreement>(sql, version);
}

std::optional<std::int64_t> try_attainment_id(Read& read, Id<partners::Partner> partner,
                                              const std::string& competency, Tier tier, Date from_day)
{
    static const Sql sql("catalogue::find_attainment", R"(
        SELECT id FROM catalogue_attainments WHERE partner = $1 AND competency = $2 AND tier = $3 AND
            from_day = $4)");
    return read.try_value<std::int64_t>(sql, partner, competency, tier, from_day);
}

} // namespace kvitt::catalogue
