#include "app/backup_commands.h"

#include "app/backup.h"
#include "app/database.h"
#include "check/check.h"

#include <filesystem>

namespace kvitt::app
{
namespace
{

std::string file_of(const Session& session, const Options& options)
{
    return (std::filesystem::path(session.console.folder) / options.files.front())
        .lexically_normal()
        .string();
}

std::int64_t bytes_of(const Manifest& manifest)
{
    std::int64_t bytes = 0;
    for (const BackupEntry& entry : manifest.entries)
        bytes += entry.bytes;
    return bytes;
}

} // namespace

int run_backup(Session& session, const Options& options)
{
    const Manifest manifest =
        back_up(*session.db, session.configuration, file_of(session, options), session.console.messages);
    session.console.out << "backed up " << manifest.entries.size() - 1 << " files and the database, "
                        << bytes_of(manifest) << " bytes, as of " << manifest.as_of.text() << "\n";
    return exit_done;
}

int run_restore(Session& session, const Options& options)
{
    const Manifest manifest =
        restore(session.configuration, file_of(session, options), session.console.messages);
    session.console.out << "restored what was there at " << manifest.made_at.text() << "\n";
    const auto owned = try_own(session.configuration, false);
    if (!owned)
        throw store::Unavailable("another kvitt took " + session.configuration.database_path());
    const check::Question question{session.configuration.files_folder(), {}};
    const auto report = owned->db->read([&](Read& read) { return check::run(read, question); });
    for (const check::Result& one : report.checks)
        for (const std::string& row : one.rows)
            session.console.out << "wrong  " << one.name << ": " << row << "\n";
    session.console.out << (report.ok ? "the books are in order\n" : "the books are NOT in order\n");
    return report.ok ? exit_done : exit_no;
}

} // namespace kvitt::app
