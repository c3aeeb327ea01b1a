// From a bank's file to money in its place: the file is staged, published, then its entries become receipts
// and are matched in transactions of at most match_rows_max entries. A crash between any two steps loses
// nothing: the same file, or `match_waiting`, goes on where it stopped.
#pragma once

#include "orders/orders.h"
#include "statements/statements.h"

namespace kvitt::matching
{

// Entries matched in one transaction.
inline constexpr std::int64_t match_rows_max = 100;

struct ImportError
{
    std::optional<std::int64_t> line;
    std::optional<std::string> element;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(ImportError, (), (line, element, message))

// What became of one file (product.md, `import-statement`). `result` is taken, already_known or refused.
struct Imported
{
    std::string path;
    std::optional<std::string> sha256;
    std::string result;
    std::int64_t statements = 0;
    std::int64_t entries = 0;
    std::int64_t new_ = 0; // "new" in JSON
    std::int64_t known = 0;
    std::int64_t allocated = 0;
    std::int64_t part_paid = 0;
    std::int64_t credit = 0;
    std::int64_t suggested = 0;
    std::int64_t held = 0;
    std::int64_t unmatched = 0;
    std::vector<std::string> activated;
    std::optional<ImportError> error;
};
BOOST_DESCRIBE_STRUCT(Imported, (),
                      (path, sha256, result, statements, entries, new_, known, allocated, part_paid, credit,
                       suggested, held, unmatched, activated, error))
json::value to_json(const Imported& imported);

struct ImportInput
{
    std::string path;         // the file on disk that is read
    std::string name;         // as the person or bank called it, shown in lists
    std::string files_folder; // where taken files are kept by hash
    bool dry_run = false;     // parses and says what would be new; changes nothing
};
// Reads, stages, publishes and matches. Refused files answer with `error`, never by exception; a database
// that is gone throws store::Unavailable.
Imported import_file(Db& db, const Author& author, const ImportInput& input);

// Turns published entries that are not receipts yet into receipts and matches them (after a crash, at start);
// answers how many.
std::int64_t match_waiting(Db& db);

} // namespace kvitt::matching
