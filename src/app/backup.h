// `kvitt backup FILE` and `kvitt restore FILE`: database and kept files in one POSIX tar (pax), written while
// the server works. A manifest stands first, with size and SHA-256 of everything that follows; a restored
// copy is complete or not there (docs/decisions/0024-backup.md).
#pragma once

#include "app/configuration.h"
#include "base/error.h"
#include "store/db.h"

#include <ostream>

namespace kvitt::app
{

// Of the manifest; a backup of more files than fit in it is split by nobody yet.
inline constexpr std::int64_t manifest_bytes_max = 512LL * 1024 * 1024;

inline const Refusal backup_exists{RefusalKind::conflict, "backup_exists",
                                   "{file} is there already; a backup overwrites nothing."};
inline const Refusal backup_not_written{RefusalKind::conflict, "backup_not_written",
                                        "The backup cannot be written: {why}."};
inline const Refusal kept_file_damaged{
    RefusalKind::conflict, "kept_file_damaged",
    "{file} is not there with its bytes, though the books name it; see kvitt check."};
inline const Refusal target_not_empty{
    RefusalKind::conflict, "target_not_empty",
    "{what} is there already; a backup is restored into an empty place only."};
inline const Refusal backup_damaged{RefusalKind::conflict, "backup_damaged",
                                    "{file} is no whole backup: {why}. Nothing was restored."};

struct BackupEntry
{
    std::string name; // "kvitt.db", "files/statements/HASH", "files/proofs/HASH"
    std::int64_t bytes = 0;
    std::string sha256;
};
BOOST_DESCRIBE_STRUCT(BackupEntry, (), (name, bytes, sha256))

struct Manifest
{
    std::string format; // "kvitt-backup-1"
    Instant made_at;    // machine time
    Instant as_of;      // business time of the copy
    std::vector<BackupEntry> entries;
};
BOOST_DESCRIBE_STRUCT(Manifest, (), (format, made_at, as_of, entries))

// Writes the archive, mode 0600, under its name only once it is whole and durable. `progress` hears of long
// ones. Refused as above.
Manifest back_up(Db& db, const Configuration& configuration, const std::string& file, std::ostream& progress);

// Into the configured database and files folder, which must not be there or be empty. The copy's schema is
// brought to this version (store::SchemaNewer where it is of a later one) and its sessions end.
Manifest restore(const Configuration& configuration, const std::string& file, std::ostream& progress);

} // namespace kvitt::app
