#include "statements/files.h"

#include "base/text.h"
#include "statements/staging.h"
#include "store/files.h"

#include <filesystem>

namespace kvitt::statements
{
namespace
{

// Tries before the comparison of a large file is made inside the taking transaction.
constexpr int compare_tries_max = 5;
// Whole imports begun anew because another one of the same bytes deleted our rows and then failed itself.
constexpr int stage_tries_max = 5;
constexpr std::size_t name_characters_max = 200;
constexpr const char* kept_folder = "statements";

std::string folder_in(const std::string& files_folder)
{
    return (std::filesystem::path(files_folder) / kept_folder).string();
}

std::string shown_name(const std::string& name)
{
    return is_storable_text(name) ? first_characters(name, name_characters_max) : "?";
}

Taken unreadable()
{
    Taken out;
    out.error =
        FileError{std::nullopt, std::nullopt,
                  "the file cannot be read, or is larger than " + std::to_string(file_bytes_max) + " bytes"};
    return out;
}

Taken already_known(Read& read, const std::string& sha256)
{
    const auto known = try_find_taken(read, sha256);
    KVITT_ASSERT(known.has_value());
    Taken out;
    out.result = TakeResult::already_known;
    out.sha256 = sha256;
    out.file = known->id;
    out.statements = known->statement_count;
    out.entries = known->entry_count;
    out.known = known->entry_count;
    return out;
}

Taken counted(const Checked& checked, std::int64_t known)
{
    Taken out;
    out.result = TakeResult::taken;
    out.sha256 = checked.sha256;
    out.statements = static_cast<std::int64_t>(checked.file.statements.size());
    out.entries = checked.entry_count();
    out.new_entries = out.entries - known;
    out.known = known;
    return out;
}

Taken refused(const Checked& checked)
{
    Taken out;
    out.sha256 = checked.sha256;
    out.error = checked.error;
    return out;
}

// So that the desk sees what was refused and why.
Id<File> record_refusal(Tx& tx, const Checked& checked)
{
    const FileError& error = *checked.error;
    FileRow row;
    row.id = tx.new_id<File>();
    row.sha256 = checked.sha256;
    row.name = checked.name;
    row.bytes = checked.bytes;
    row.state = FileState::refused;
    row.format = checked.file.format;
    row.encoding = checked.file.encoding;
    row.staged_at = tx.machine_now();
    row.taken_at = tx.now();
    row.actor_kind = tx.author().actor.kind;
    row.actor_name = tx.author().actor.name;
    row.error_line = error.line;
    row.error_element = error.element;
    row.error_message = error.message;
    insert(tx, row);
    events::record(
        tx, {}, StatementFileRefused{row.id, row.name, row.sha256, error.line, error.element, error.message});
    return row.id;
}

Published publish_staged(Db& db, const Author& author, Staged& staged)
{
    for (int tries = 1;; ++tries)
    {
        Staged result = staged;
        const auto published = db.write(author, [&](Tx& tx) {
            result = staged;
            return publish(tx, result, tries == compare_tries_max);
        });
        staged = result;
        if (published != Published::compare_first)
            return published;
        compare_again(db, author, staged);
    }
}

// Also what crashed imports of the same bytes left behind.
void drop_others(Db& db, const std::string& sha256)
{
    for (const auto file : db.read([&](Read& read) { return list_staged(read, sha256); }))
        drop_staged(db, file);
}

Taken take_checked(Db& db, const Author& author, const Checked& checked, const std::string& path)
{
    for (int tries = 0; tries < stage_tries_max; ++tries)
    {
        auto staged = stage(db, author, checked, path);
        const auto published = staged ? publish_staged(db, author, *staged) : Published::lost;
        if (published == Published::taken)
        {
            drop_others(db, checked.sha256);
            Taken out = counted(checked, staged->known);
            out.file = staged->file;
            return out;
        }
        if (staged)
            drop_staged(db, staged->file);
        if (db.read([&](Read& read) { return try_find_taken(read, checked.sha256).has_value(); }))
            return db.read([&](Read& read) { return already_known(read, checked.sha256); });
    }
    throw store::Unavailable("other imports of the same file keep getting in the way");
}

} // namespace

Taken take(Db& db, const Author& author, const TakeInput& input)
{
    auto incoming = store::IncomingFile::copy(input.path, folder_in(input.files_folder), file_bytes_max);
    if (!incoming)
        return unreadable();
    const auto known = [&](Read& read) { return try_find_taken(read, incoming->sha256()).has_value(); };
    if (db.read(known))
        return db.read([&](Read& read) { return already_known(read, incoming->sha256()); });
    Checked checked = check_file(incoming->path(), input.is_ours);
    checked.sha256 = incoming->sha256();
    checked.name = shown_name(input.name);
    checked.bytes = incoming->bytes();
    if (checked.error)
    {
        Taken out = refused(checked);
        if (!input.dry_run)
            out.file = db.write(author, [&](Tx& tx) { return record_refusal(tx, checked); });
        return out;
    }
    if (input.dry_run)
        return counted(checked,
                       db.read([&](Read& read) { return count_known(read, checked, incoming->path()); }));
    incoming->keep();
    return take_checked(db, author, checked, incoming->path());
}

std::string kept_path(const std::string& files_folder, const std::string& sha256)
{
    return store::kept_path(folder_in(files_folder), sha256);
}

std::int64_t drop_abandoned(Db& db, Instant before)
{
    const auto files = db.read([&](Read& read) { return list_staged_before(read, before); });
    for (const auto file : files)
        drop_staged(db, file);
    return static_cast<std::int64_t>(files.size());
}

std::int64_t sweep_files(Db& db, const std::string& files_folder, Instant before)
{
    return store::sweep(folder_in(files_folder), before, [&](const std::string& name) {
        return db.read([&](Read& read) { return exists_kept_file(read, name); });
    });
}

} // namespace kvitt::statements
