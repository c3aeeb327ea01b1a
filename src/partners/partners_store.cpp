#include "partners/partners_store.h"

namespace kvitt::partners
{
namespace
{

struct PartnerKey
{
    Id<Partner> id;
};
BOOST_DESCRIBE_STRUCT(PartnerKey, (), (id))

} // namespace

void insert(Tx& tx, const PartnerRow& row) { tx.insert("partners_partners", row); }

void insert(Tx& tx, const PartnerIdRow& row) { tx.insert("partners_ids", row); }

std::optional<PartnerRow> try_find_row(Read& read, Id<Partner> id)
{
    static const Sql sql("partners::find", R"(
        SELECT id, partner_id, legal_name, folded_name, country, currency, tax_id, network_member,
            verification,
               suspended, legal_address, bill_to_address, sold_to_address
        FROM partners_partners WHERE id = $1)");
    return read.try_one<PartnerRow>(sql, id);
}

std::optional<PartnerIdRow> try_find_id(Read& read, const std::string& partner_id)
{
    static const Sql sql("partners::find_id",
                         "SELECT partner_id, partner, kind, name FROM partners_ids WHERE partner_id = $1");
    return read.try_one<PartnerIdRow>(sql, partner_id);
}

std::vector<PartnerIdRow> list_ids(Read& read, Id<Partner> id)
{
    static const Sql sql("partners::list_ids", R"(
        SELECT partner_id, partner, kind, name FROM partners_ids WHERE partner = $1
        ORDER BY CASE kind WHEN 'global' THEN 0 ELSE 1 END, partner_id)");
    return read.list<PartnerIdRow>(sql, id);
}

std::vector<Id<Partner>> list_ids_by_folded_name(Read& read, const std::string& folded_name)
{
    static const Sql sql("partners::list_by_name",
                         "SELECT id FROM partners_partners WHERE folded_name = $1 ORDER BY id");
    std::vector<Id<Partner>> ids;
    read.each<PartnerKey>(sql, [&](PartnerKey&& row) { ids.push_back(row.id); }, folded_name);
    return ids;
}

std::vector<PartnerRow> search_rows(Read& read, const std::string& folded_start, const std::string& id_start,
                                    std::int64_t limit)
{
    // The end of each range is the start with the highest character appended, so that an index serves it;
    // each stops at the limit, so that a single letter does not sort every company that begins with it.
    static const Sql sql("partners::search", R"(
        SELECT id, partner_id, legal_name, folded_name, country, currency, tax_id, network_member,
               verification, suspended, legal_address, bill_to_address, sold_to_address
        FROM partners_partners WHERE id IN (
            SELECT id FROM (SELECT id FROM partners_partners WHERE folded_name >= $1 AND folded_name < $2
                            ORDER BY folded_name LIMIT $5) by_name
            UNION ALL
            SELECT id FROM (SELECT id FROM partners_partners WHERE partner_id >= $3 AND partner_id < $4
                            ORDER BY partner_id LIMIT $5) by_id)
        ORDER BY folded_name LIMIT $5)");
    static const std::string highest = "\xF4\x8F\xBF\xBF";
    return read.list<PartnerRow>(sql, folded_start, folded_start + highest, id_start, id_start + highest,
                                 limit);
}

std::vector<PartnerRow> list_rows_after(Read& read, const std::string& folded_name, Id<Partner> id,
                                        std::int64_t limit)
{
    static const Sql sql("partners::list_after", R"(
        SELECT id, partner_id, legal_name, folded_name, country, currency, tax_id, network_member,
               verification, suspended, legal_address, bill_to_address, sold_to_address
        FROM partners_partners WHERE (folded_name, id) > ($1, $2) ORDER BY folded_name, id LIMIT $3)");
    return read.list<PartnerRow>(sql, folded_name, id, limit);
}

std::vector<PartnerRow> list_rows(Read& read)
{
    static const Sql sql("partners::list", R"(
        SELECT id, partner_id, legal_name, folded_name, country, currency, tax_id, network_member,
            verification,
               suspended, legal_address, bill_to_address, sold_to_address
        FROM partners_partners ORDER BY partner_id)");
    return read.list<PartnerRow>(sql);
}

std::optional<Id<Partner>> try_find_account(Read& read, const std::string& account)
{
    static const Sql sql("partners::find_account",
                         "SELECT partner FROM partners_payer_accounts WHERE account = $1");
    return read.try_value<Id<Partner>>(sql, account);
}

void update_legal_address(Tx& tx, Id<Partner> id, const json::value& address)
{
    static const Sql sql("partners::update_legal_address",
                         "UPDATE partners_partners SET legal_address = $2 WHERE id = $1");
    tx.run(sql, id, address);
}

void update_bill_to_address(Tx& tx, Id<Partner> id, const json::value& address)
{
    static const Sql sql("partners::update_bill_to_address",
                         "UPDATE partners_partners SET bill_to_address = $2 WHERE id = $1");
    tx.run(sql, id, address);
}

void update_sold_to_address(Tx& tx, Id<Partner> id, const json::value& address)
{
    static const Sql sql("partners::update_sold_to_address",
                         "UPDATE partners_partners SET sold_to_address = $2 WHERE id = $1");
    tx.run(sql, id, address);
}

void update_tax_id(Tx& tx, Id<Partner> id, const std::optional<std::string>& tax_id)
{
    static const Sql sql("partners::update_tax_id", "UPDATE partners_partners SET tax_id = $2 WHERE id = $1");
    tx.run(sql, id, tax_id);
}

} // namespace kvitt::partners
