// Statement files as programs see them (product.md, import-statement and JSON API).
#pragma once

#include "matching/import.h"
#include "statements/files.h"

namespace kvitt::matching
{

struct StatementFileJson
{
    Id<statements::File> id;
    std::string name;
    std::string sha256;
    statements::FileState state = statements::FileState::taken;
    std::optional<std::string> format;
    std::int64_t bytes = 0;
    std::int64_t statements = 0;
    std::int64_t entries = 0;
    std::int64_t known = 0;
    std::optional<Instant> taken_at; // for a refused file when it was refused
    std::string actor;
    std::optional<ImportError> error;
};
BOOST_DESCRIBE_STRUCT(StatementFileJson, (),
                      (id, name, sha256, state, format, bytes, statements, entries, known, taken_at, actor,
                       error))

struct StatementFilesJson
{
    std::vector<StatementFileJson> statements;
    std::optional<Id<statements::File>> next_cursor;
};
BOOST_DESCRIBE_STRUCT(StatementFilesJson, (), (statements, next_cursor))

StatementFileJson statement_file_json(const statements::FileSummary& file);

// What `kvitt import-statement --json` prints.
struct ImportedFiles
{
    std::vector<json::value> files;
};
BOOST_DESCRIBE_STRUCT(ImportedFiles, (), (files))

bool all_refused(const ImportedFiles& imported);
// problem+json (RFC 9457) naming line and element of the first refused file; `files` holds them all.
json::value refused_problem(const ImportedFiles& imported, const std::string& path,
                            const std::string& request_id);

} // namespace kvitt::matching
