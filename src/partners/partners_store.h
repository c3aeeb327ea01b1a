// SQL of the partners room.
#pragma once

#include "partners/partners.h"

namespace kvitt::partners
{

struct PartnerRow
{
    Id<Partner> id;
    std::string partner_id;
    std::string legal_name;
    std::string folded_name;
    std::string country;
    Currency currency;
    std::optional<std::string> tax_id;
    bool network_member = false;
    Verification verification = Verification::pending;
    bool suspended = false;
    json::value legal_address;
    json::value bill_to_address;
    json::value sold_to_address;
};
BOOST_DESCRIBE_STRUCT(PartnerRow, (),
                      (id, partner_id, legal_name, folded_name, country, currency, tax_id, network_member,
                       verification, suspended, legal_address, bill_to_address, sold_to_address))

struct PartnerIdRow
{
    std::string partner_id;
    Id<Partner> partner;
    std::string kind;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PartnerIdRow, (), (partner_id, partner, kind, name))

void insert(Tx& tx, const PartnerRow& row);
void insert(Tx& tx, const PartnerIdRow& row);
std::optional<PartnerRow> try_find_row(Read& read, Id<Partner> id);
std::optional<PartnerIdRow> try_find_id(Read& read, const std::string& partner_id);
std::vector<PartnerIdRow> list_ids(Read& read, Id<Partner> id);
std::vector<Id<Partner>> list_ids_by_folded_name(Read& read, const std::string& folded_name);
std::vector<PartnerRow> search_rows(Read& read, const std::string& folded_start, const std::string& id_start,
                                    std::int64_t limit);
std::vector<PartnerRow> list_rows_after(Read& read, const std::string& folded_name, Id<Partner> id,
                                        std::int64_t limit);
std::vector<PartnerRow> list_rows(Read& read);
std::optional<Id<Partner>> try_find_account(Read& read, const std::string& account);
void update_legal_address(Tx& tx, Id<Partner> id, const json::value& address);
void update_bill_to_address(Tx& tx, Id<Partner> id, const json::value& address);
void update_sold_to_address(Tx& tx, Id<Partner> id, const json::value& address);
void update_tax_id(Tx& tx, Id<Partner> id, const std::optional<std::string>& tax_id);

} // namespace kvitt::partners
