#include "partners/partners.h"

#include "base/text.h"
#include "partners/partners_store.h"

namespace kvitt::partners
{
namespace
{

constexpr std::size_t partner_id_digits = 7;

struct PartnerAdded
{
    static constexpr const char* kind = "partner_added";
    std::string partner_id;
    std::string legal_name;
};
BOOST_DESCRIBE_STRUCT(PartnerAdded, (), (partner_id, legal_name))

struct AddressCorrected
{
    static constexpr const char* kind = "address_corrected";
    AddressKind address = AddressKind::legal;
    Address before;
    Address after;
};
BOOST_DESCRIBE_STRUCT(AddressCorrected, (), (address, before, after))

struct TaxIdCorrected
{
    static constexpr const char* kind = "tax_id_corrected";
    std::optional<std::string> before;
    std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(TaxIdCorrected, (), (before, after))

Partner partner_of(const PartnerRow& row)
{
    return {row.id,
            row.partner_id,
            row.legal_name,
            row.country,
            row.currency,
            row.tax_id,
            row.network_member,
            row.verification,
            row.suspended,
            from_json<Address>(row.legal_address),
            from_json<Address>(row.bill_to_address),
            from_json<Address>(row.sold_to_address)};
}

std::vector<Partner> partners_of(const std::vector<PartnerRow>& rows)
{
    std::vector<Partner> out;
    for (const PartnerRow& row : rows)
        out.push_back(partner_of(row));
    return out;
}

bool is_country(const std::string& code)
{
    return code.size() == 2 && code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z';
}

// Collects the faults of an address; `field` is the prefix of its fields' names.
void check_address(const Address& address, const std::string& field, std::vector<FieldError>& errors)
{
    const auto line = [&](const char* name, const std::string& value, bool needed) {
        if (needed && trimmed(value).empty())
            errors.push_back({field + name, "required", "This is needed."});
        else if (length(value) > address_line_characters_max)
            errors.push_back({field + name, "too_long", "At most 70 characters."});
    };
    line("street", address.street, true);
    line("street_2", address.street_2.value_or(""), false);
    line("postal_code", address.postal_code, true);
    line("city", address.city, true);
    line("region", address.region.value_or(""), false);
    if (!is_country(address.country))
        errors.push_back({field + "country", "country", "A country is two capital letters, like SE."});
}

void refuse_if_any(std::vector<FieldError> errors)
{
    if (!errors.empty())
        throw InvalidFields(std::move(errors));
}

void check_tax_id(const std::optional<std::string>& tax_id, std::vector<FieldError>& errors)
{
    if (!tax_id)
        return;
    const bool plain =
        tax_id->find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string::npos;
    if (!plain || tax_id->size() < 4 || tax_id->size() > tax_id_characters_max)
        errors.push_back(
            {"tax_id", "tax_id", "A tax ID is 4 to 20 capital letters and digits, like SE556677889901."});
}

void check_new(const NewPartner& input)
{
    std::vector<FieldError> errors;
    if (input.partner_id.size() != partner_id_digits || !all_digits(input.partner_id))
        errors.push_back({"partner_id", "partner_id", "A partner ID is 7 digits."});
    if (trimmed(input.legal_name).empty())
        errors.push_back({"legal_name", "required", "This is needed."});
    if (length(input.legal_name) > name_characters_max)
        errors.push_back({"legal_name", "too_long", "At most 140 characters."});
    if (!is_country(input.country))
        errors.push_back({"country", "country", "A country is two capital letters, like SE."});
    check_tax_id(input.tax_id, errors);
    check_address(input.legal_address, "legal_address/", errors);
    refuse_if_any(std::move(errors));
}

} // namespace

Partner create(Tx& tx, const NewPartner& input)
{
    check_new(input);
    require(!try_find_id(tx, input.partner_id), partner_id_taken);
    const auto id = tx.new_id<Partner>();
    const auto legal = to_json(input.legal_address);
    const auto or_legal = [&](const std::optional<Address>& address) {
        return address ? to_json(*address) : legal;
    };
    insert(tx, PartnerRow{id, input.partner_id, squeezed(input.legal_name), folded(input.legal_name),
                          input.country, input.currency, input.tax_id, input.network_member,
                          input.verification, input.suspended, legal, or_legal(input.bill_to_address),
                          or_legal(input.sold_to_address)});
    insert(tx, PartnerIdRow{input.partner_id, id, "global", input.legal_name});
    for (const std::string& location : input.location_ids)
    {
        require(!try_find_id(tx, location), partner_id_taken);
        insert(tx, PartnerIdRow{location, id, "location", input.legal_name});
    }
    events::record(tx, {id, {}, {}}, PartnerAdded{input.partner_id, input.legal_name});
    return find(tx, id);
}

Partner find(Read& read, Id<Partner> id)
{
    const auto row = try_find_row(read, id);
    require(row.has_value(), partner_not_found);
    return partner_of(*row);
}

std::optional<Partner> try_find_by_partner_id(Read& read, const std::string& partner_id)
{
    const auto id = try_resolve_partner_id(read, partner_id);
    return id ? std::optional(find(read, *id)) : std::nullopt;
}

std::optional<Id<Partner>> try_resolve_partner_id(Read& read, const std::string& partner_id)
{
    const auto row = try_find_id(read, partner_id);
    return row ? std::optional(row->partner) : std::nullopt;
}

std::vector<std::string> list_partner_ids(Read& read, Id<Partner> id)
{
    std::vector<std::string> out;
    for (const PartnerIdRow& row : list_ids(read, id))
        out.push_back(row.partner_id);
    return out;
}

std::vector<Id<Partner>> list_by_name(Read& read, const std::string& name)
{
    return list_ids_by_folded_name(read, folded(name));
}

std::optional<Id<Partner>> try_find_by_payer_account(Read& read, const std::string& account)
{
    return try_find_account(read, account);
}

std::vector<Partner> search(Read& read, const std::string& text, std::int64_t limit)
{
    return partners_of(
        search_rows(read, folded(text), only_digits(text).empty() ? "-" : only_digits(text), limit));
}

std::vector<Partner> list_by_name_after(Read& read, const std::optional<Id<Partner>>& after,
                                        std::int64_t limit)
{
    const auto row = after ? try_find_row(read, *after) : std::nullopt;
    return partners_of(
        list_rows_after(read, row ? row->folded_name : "", row ? row->id : Id<Partner>(), limit));
}

std::vector<Partner> list(Read& read) { return partners_of(list_rows(read)); }

void correct_address(Tx& tx, Id<Partner> id, AddressKind kind, const Address& address)
{
    std::vector<FieldError> errors;
    check_address(address, "", errors);
    refuse_if_any(std::move(errors));
    const Partner partner = find(tx, id);
    const bool legal = kind == AddressKind::legal;
    const bool bill_to = kind == AddressKind::bill_to;
    const Address& before = legal     ? partner.legal_address
                            : bill_to ? partner.bill_to_address
                                      : partner.sold_to_address;
    if (legal)
        update_legal_address(tx, id, to_json(address));
    else if (bill_to)
        update_bill_to_address(tx, id, to_json(address));
    else
        update_sold_to_address(tx, id, to_json(address));
    events::record(tx, {id, {}, {}}, AddressCorrected{kind, before, address});
}

void correct_tax_id(Tx& tx, Id<Partner> id, const std::optional<std::string>& tax_id)
{
    std::vector<FieldError> errors;
    check_tax_id(tax_id, errors);
    refuse_if_any(std::move(errors));
    const Partner partner = find(tx, id);
    update_tax_id(tx, id, tax_id);
    events::record(tx, {id, {}, {}}, TaxIdCorrected{partner.tax_id, tax_id});
}

} // namespace kvitt::partners
