#include "app/load.h"

#include "access/password.h"
#include "app/catalogue_faults.h"

#include <map>
#include <set>

namespace kvitt::app
{
namespace
{

using catalogue::CatalogueFile;

std::string pointer(const char* list, std::size_t at, const std::string& rest = "")
{
    return std::string("/") + list + "/" + std::to_string(at) + (rest.empty() ? "" : "/" + rest);
}

// Runs `take` for an item and keeps what it refuses, so that all faults of a file are told at once. The
// transaction is rolled back if there was any.
template <class Take>
void attempt(std::vector<FieldError>& errors, const char* list, std::size_t at, Take take)
{
    try
    {
        take();
    }
    catch (const InvalidFields& invalid)
    {
        for (const FieldError& error : invalid.errors())
            errors.push_back({pointer(list, at, error.field), error.code, error.message});
    }
    catch (const Refused& refused)
    {
        errors.push_back({pointer(list, at), refused.refusal().code,
                          with_facts(refused.refusal().message, refused.facts())});
    }
    catch (const Invalid& invalid)
    {
        errors.push_back({pointer(list, at), "invalid", invalid.what()});
    }
}

template <class Row> std::vector<Row> changed(const std::vector<Row>& rows, const std::vector<Row>& known)
{
    std::set<std::string> same;
    for (const Row& row : known)
        same.insert(json_text(to_json(row)));
    std::vector<Row> out;
    for (const Row& row : rows)
        if (same.count(json_text(to_json(row))) == 0)
            out.push_back(row);
    return out;
}

// What of the file the database does not hold already.
CatalogueFile changed(const CatalogueFile& file, const CatalogueFile& known)
{
    CatalogueFile out;
    if (file.programme && (!known.programme || to_json(*file.programme) != to_json(*known.programme)))
        out.programme = file.programme;
    if (file.time_zone != known.time_zone)
        out.time_zone = file.time_zone;
    out.competencies = changed(file.competencies, known.competencies);
    out.offers = changed(file.offers, known.offers);
    out.benefits = changed(file.benefits, known.benefits);
    out.prices = changed(file.prices, known.prices);
    out.discounts = changed(file.discounts, known.discounts);
    out.taxes = changed(file.taxes, known.taxes);
    out.receiving_accounts = changed(file.receiving_accounts, known.receiving_accounts);
    out.tolerances = changed(file.tolerances, known.tolerances);
    out.agreements = changed(file.agreements, known.agreements);
    return out;
}

std::int64_t size_of(const CatalogueFile& file)
{
    const std::size_t rows = file.competencies.size() + file.offers.size() + file.benefits.size() +
                             file.prices.size() + file.discounts.size() + file.taxes.size() +
                             file.receiving_accounts.size() + file.tolerances.size() + file.agreements.size();
    return static_cast<std::int64_t>(rows) + (file.programme ? 1 : 0) + (file.time_zone ? 1 : 0);
}

std::int64_t load_catalogue(Tx& tx, const ProgrammeFile& file, std::vector<FieldError>& errors)
{
    if (!file.catalogue)
        return 0;
    const CatalogueFile known = catalogue::dump(tx);
    errors = catalogue_faults(*file.catalogue, known);
    if (!errors.empty())
        return 0;
    const CatalogueFile rest = changed(*file.catalogue, known);
    try
    {
        if (size_of(rest) > 0)
            catalogue::load(tx, rest);
    }
    catch (const Refused& refused)
    {
        errors.push_back(
            {"/catalogue", refused.refusal().code, with_facts(refused.refusal().message, refused.facts())});
    }
    return size_of(rest);
}

partners::NewPartner as_new(Read& read, const partners::Partner& partner)
{
    auto ids = partners::list_partner_ids(read, partner.id);
    std::erase(ids, partner.partner_id);
    return {partner.partner_id,    partner.legal_name,      partner.country,         partner.currency,
            partner.tax_id,        partner.network_member,  partner.verification,    partner.suspended,
            partner.legal_address, partner.bill_to_address, partner.sold_to_address, ids};
}

const Refusal partner_differs{
    RefusalKind::conflict, "partner_differs",
    "This partner is known already, with other data; load corrects addresses and the tax ID only."};

// True if anything changed.
bool correct_partner(Tx& tx, const partners::Partner& known, const partners::NewPartner& input)
{
    using partners::AddressKind;
    const partners::NewPartner before = as_new(tx, known);
    partners::NewPartner wanted = input;
    wanted.bill_to_address = input.bill_to_address.value_or(input.legal_address);
    wanted.sold_to_address = input.sold_to_address.value_or(input.legal_address);
    if (to_json(before) == to_json(wanted))
        return false;
    const auto correct = [&](AddressKind kind, const partners::Address& from, const partners::Address& to) {
        if (to_json(from) != to_json(to))
            partners::correct_address(tx, known.id, kind, to);
    };
    correct(AddressKind::legal, before.legal_address, wanted.legal_address);
    correct(AddressKind::bill_to, *before.bill_to_address, *wanted.bill_to_address);
    correct(AddressKind::sold_to, *before.sold_to_address, *wanted.sold_to_address);
    if (before.tax_id != wanted.tax_id)
        partners::correct_tax_id(tx, known.id, wanted.tax_id);
    require(to_json(as_new(tx, partners::find(tx, known.id))) == to_json(wanted), partner_differs);
    return true;
}

bool load_partner(Tx& tx, const partners::NewPartner& input)
{
    const auto known = partners::try_find_by_partner_id(tx, input.partner_id);
    if (known && known->partner_id == input.partner_id)
        return correct_partner(tx, *known, input);
    partners::create(tx, input);
    return true;
}

// `known` are those that the database holds, as JSON.
bool load_attainment(Tx& tx, const catalogue::NewAttainment& input, const std::set<std::string>& known)
{
    if (known.count(json_text(to_json(input))) > 0)
        return false;
    catalogue::record_attainment(tx, input);
    return true;
}

const Refusal user_differs{RefusalKind::conflict, "user_differs",
                           "This user is known already, with another name, company or roles."};
const Refusal unknown_language{RefusalKind::invalid, "language", "The language is en or sv."};

// What the slow hash says, made before the transaction.
struct Password
{
    bool given = false;
    std::string hash; // new, or the known one where the password is the same
};

bool load_user(Tx& tx, const LoadedUser& input, const Password& password)
{
    require(!input.language || *input.language == "en" || *input.language == "sv", unknown_language);
    std::optional<Id<partners::Partner>> partner;
    if (input.partner_id)
    {
        partner = partners::try_resolve_partner_id(tx, *input.partner_id);
        require(partner.has_value(), partners::partner_not_found);
    }
    const auto known = access::try_find_user(tx, input.email);
    if (!known)
    {
        access::add_user(tx, {input.email, input.name, input.language, partner, input.roles, password.hash});
        return true;
    }
    const std::set<access::Role> before(known->roles.begin(), known->roles.end());
    const std::set<access::Role> wanted(input.roles.begin(), input.roles.end());
    require(known->name == input.name && known->partner == partner && before == wanted, user_differs);
    const bool other_language = input.language && known->language != input.language;
    const bool other_password = password.given && access::password_hash_of(tx, known->id) != password.hash;
    if (other_language)
        access::set_language(tx, known->id, *input.language);
    if (other_password)
        access::set_password(tx, known->id, password.hash);
    return other_language || other_password;
}

Password password_for(Db& db, const LoadedUser& input)
{
    if (input.password_hash)
        return {true, *input.password_hash};
    if (!input.password)
        return {};
    const std::string known = db.read([&](Read& read) {
        const auto user = access::try_find_user(read, input.email);
        return user ? access::password_hash_of(read, user->id) : std::string();
    });
    const bool same = !known.empty() && access::check_password(known, *input.password);
    return {true, same ? known : access::hash_password(*input.password)};
}

std::vector<Password> passwords_for(Db& db, const ProgrammeFile& file, std::vector<FieldError>& errors)
{
    std::vector<Password> passwords;
    for (std::size_t at = 0; at < file.users.size(); ++at)
        attempt(errors, "users", at, [&] {
            passwords.emplace_back();
            passwords.back() = password_for(db, file.users[at]);
        });
    return passwords;
}

void refuse_if_any(std::vector<FieldError> errors)
{
    if (!errors.empty())
        throw InvalidFields(std::move(errors));
}

Loaded load_all(Tx& tx, const ProgrammeFile& file, const std::vector<Password>& passwords)
{
    Loaded loaded;
    std::vector<FieldError> errors;
    loaded.catalogue = load_catalogue(tx, file, errors);
    refuse_if_any(errors); // what follows refers to it
    for (std::size_t at = 0; at < file.partners.size(); ++at)
        attempt(errors, "partners", at,
                [&] { loaded.partners += load_partner(tx, file.partners[at]) ? 1 : 0; });
    refuse_if_any(errors); // likewise
    std::set<std::string> known;
    for (const auto& attainment : catalogue::dump_attainments(tx))
        known.insert(json_text(to_json(attainment)));
    for (std::size_t at = 0; at < file.attainments.size(); ++at)
        attempt(errors, "attainments", at,
                [&] { loaded.attainments += load_attainment(tx, file.attainments[at], known) ? 1 : 0; });
    for (std::size_t at = 0; at < file.users.size(); ++at)
        attempt(errors, "users", at,
                [&] { loaded.users += load_user(tx, file.users[at], passwords[at]) ? 1 : 0; });
    refuse_if_any(std::move(errors));
    return loaded;
}

} // namespace

ProgrammeFile parse_programme(std::string_view text) { return from_json<ProgrammeFile>(parse_json(text)); }

Loaded load(Db& db, const Author& author, const ProgrammeFile& file)
{
    std::vector<FieldError> errors;
    const auto passwords = passwords_for(db, file, errors);
    refuse_if_any(std::move(errors));
    return db.write(author, [&](Tx& tx) { return load_all(tx, file, passwords); });
}

ProgrammeFile dump(Read& read)
{
    ProgrammeFile file;
    file.catalogue = catalogue::dump(read);
    std::map<std::int64_t, std::string> partner_ids;
    for (const partners::Partner& partner : partners::list(read))
    {
        file.partners.push_back(as_new(read, partner));
        partner_ids[partner.id.value()] = partner.partner_id;
    }
    file.attainments = catalogue::dump_attainments(read);
    for (const access::User& user : access::list_users(read))
    {
        LoadedUser out{user.email,   user.name,    std::nullopt, user.roles,
                       std::nullopt, std::nullopt, user.language};
        if (user.partner)
            out.partner_id = partner_ids[user.partner->value()];
        const std::string hash = access::password_hash_of(read, user.id);
        if (!hash.empty())
            out.password_hash = hash;
        file.users.push_back(std::move(out));
    }
    return file;
}

} // namespace kvitt::app
