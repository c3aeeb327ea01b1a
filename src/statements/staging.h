// Between a bank's file and its being taken: rows written in small transactions that nobody sees, compared
// with what is known, linked to the statements before. Internal to the room; take() in files.h is the way in.
#pragma once

#include "statements/files_store.h"

namespace kvitt::statements
{

// A file that was read through once without fault, or why it is refused.
struct Checked
{
    std::string sha256;
    std::string name;
    std::int64_t bytes = 0;
    StatementFile file;     // statements without entries
    std::vector<bool> ours; // per statement, whether it is of a receiving account
    std::optional<FileError> error;

    std::int64_t entry_count() const;
};

// Reads the file on disk through; `is_ours` as in TakeInput.
Checked check_file(const std::string& path, const std::function<bool(const std::string&)>& is_ours);

// What was staged.
struct Staged
{
    Id<File> file;
    std::int64_t known = 0;
};

// Writes all rows of the file; nothing if another import of the same bytes won meanwhile.
std::optional<Staged> stage(Db& db, const Author& author, const Checked& checked, const std::string& path);

enum class Published
{
    taken,
    already_known, // the same bytes were taken meanwhile
    compare_first, // other files were taken meanwhile: compare_again, then publish
    lost,          // its rows were deleted
};

// Staged becomes taken, in one small transaction. Files of at most stage_rows_max entries are compared anew
// in it where that is needed, larger ones only if `compare_here`.
Published publish(Tx& tx, Staged& staged, bool compare_here);

// Compares all entries with the files taken meanwhile, in small transactions.
void compare_again(Db& db, const Author& author, Staged& staged);

// Deletes a staged file's rows in small transactions.
void drop_staged(Db& db, Id<File> file);

// How many of the file's entries would be known; reads only.
std::int64_t count_known(Read& read, const Checked& checked, const std::string& path);

} // namespace kvitt::statements
