// Companies that buy: legal data, addresses, partner IDs (domain.md 2.2). An order keeps a snapshot; nothing
// here changes a past document.
#pragma once

#include "events/events.h"

namespace kvitt::partners
{

inline constexpr std::size_t name_characters_max = 140;
inline constexpr std::size_t address_line_characters_max = 70;
inline constexpr std::size_t tax_id_characters_max = 20;

enum class Verification
{
    pending,
    authorized,
    rejected,
};
BOOST_DESCRIBE_ENUM(Verification, pending, authorized, rejected)

struct Address
{
    std::string street;
    std::optional<std::string> street_2;
    std::string postal_code;
    std::string city;
    std::optional<std::string> region;
    std::string country; // ISO 3166-1 alpha-2
};
BOOST_DESCRIBE_STRUCT(Address, (), (street, street_2, postal_code, city, region, country))

// The paying company (the partner global account).
struct Partner
{
    Id<Partner> id;
    std::string partner_id; // 7 digits, shown as "MPN ID"
    std::string legal_name;
    std::string country;
    Currency currency;
    std::optional<std::string> tax_id;
    bool network_member = false;
    Verification verification = Verification::pending;
    bool suspended = false;
    Address legal_address;
    Address bill_to_address;
    Address sold_to_address;
};
BOOST_DESCRIBE_STRUCT(Partner, (),
                      (id, partner_id, legal_name, country, currency, tax_id, network_member, verification,
                       suspended, legal_address, bill_to_address, sold_to_address))

struct NewPartner
{
    std::string partner_id;
    std::string legal_name;
    std::string country;
    Currency currency;
    std::optional<std::string> tax_id;
    bool network_member = true;
    Verification verification = Verification::authorized;
    bool suspended = false;
    Address legal_address;
    std::optional<Address> bill_to_address; // the legal one if absent
    std::optional<Address> sold_to_address; // the legal one if absent
    std::vector<std::string> location_ids;
};
BOOST_DESCRIBE_STRUCT(NewPartner, (),
                      (partner_id, legal_name, country, currency, tax_id, network_member, verification,
                       suspended, legal_address, bill_to_address, sold_to_address, location_ids))

inline const Refusal partner_not_found{RefusalKind::not_found, "partner_not_found",
                                       "There is no such partner."};
inline const Refusal partner_id_taken{RefusalKind::conflict, "partner_id_taken",
                                      "That partner ID belongs to another partner."};

// Checks that the ID is 7 digits and free, and that texts fit; records partner_added.
Partner create(Tx& tx, const NewPartner& input);
Partner find(Read& read, Id<Partner> id);
std::optional<Partner> try_find_by_partner_id(Read& read, const std::string& partner_id);
// By any of its IDs: own, location's, joined company's (A20).
std::optional<Id<Partner>> try_resolve_partner_id(Read& read, const std::string& partner_id);
// Every ID that resolves to the partner, its own first.
std::vector<std::string> list_partner_ids(Read& read, Id<Partner> id);
// Partners whose folded name is exactly this.
std::vector<Id<Partner>> list_by_name(Read& read, const std::string& name);
// The partner that an account is known for.
std::optional<Id<Partner>> try_find_by_payer_account(Read& read, const std::string& account);
// At most `limit`, by name, whose name or ID starts with the text.
std::vector<Partner> search(Read& read, const std::string& text, std::int64_t limit);
// All of them by name, after that one.
std::vector<Partner> list_by_name_after(Read& read, const std::optional<Id<Partner>>& after,
                                        std::int64_t limit);
std::vector<Partner> list(Read& read);

enum class AddressKind
{
    legal,
    bill_to,
    sold_to,
};
BOOST_DESCRIBE_ENUM(AddressKind, legal, bill_to, sold_to)

// Corrections for future orders; each records its event with before and after.
void correct_address(Tx& tx, Id<Partner> id, AddressKind kind, const Address& address);
void correct_tax_id(Tx& tx, Id<Partner> id, const std::optional<std::string>& tax_id);

} // namespace kvitt::partners
