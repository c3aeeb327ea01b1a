// A programme as a file: catalogue, partners, attainments, users (`kvitt load`, `kvitt dump`). Loading adds
// and replaces by key and changes nothing that is the same already; all of a file or nothing of it is taken,
// and every fault is named by its JSON pointer.
#pragma once

#include "access/access.h"
#include "catalogue/catalogue.h"

namespace kvitt::app
{

inline constexpr std::size_t load_bytes_max = 256U * 1024 * 1024;
inline constexpr std::size_t faults_shown_max = 100;

struct LoadedUser
{
    std::string email;
    std::string name;
    std::optional<std::string> partner_id; // nothing: the programme's desk
    std::vector<access::Role> roles;
    std::optional<std::string> password;      // never dumped
    std::optional<std::string> password_hash; // argon2id; for moving users to another database
    std::optional<std::string> language;
};
BOOST_DESCRIBE_STRUCT(LoadedUser, (), (email, name, partner_id, roles, password, password_hash, language))

struct ProgrammeFile
{
    std::optional<catalogue::CatalogueFile> catalogue;
    std::vector<partners::NewPartner> partners;
    std::vector<catalogue::NewAttainment> attainments;
    std::vector<LoadedUser> users;
};
BOOST_DESCRIBE_STRUCT(ProgrammeFile, (), (catalogue, partners, attainments, users))

// How many of each were new or changed.
struct Loaded
{
    std::int64_t catalogue = 0;
    std::int64_t partners = 0;
    std::int64_t attainments = 0;
    std::int64_t users = 0;
};
BOOST_DESCRIBE_STRUCT(Loaded, (), (catalogue, partners, attainments, users))

// Throws InvalidFields with every fault; `field` is a JSON pointer.
ProgrammeFile parse_programme(std::string_view json_text);
// Hashes passwords, then takes the file in one transaction. Throws InvalidFields likewise, for the catalogue,
// else the partners, else what names them, so that one fault is told once.
Loaded load(Db& db, const Author& author, const ProgrammeFile& file);
ProgrammeFile dump(Read& read);

} // namespace kvitt::app
