// Proves the books over one snapshot (product.md, `kvitt check`): one file a check, each a question to the
// rooms that own the rows. Repairs nothing and writes nothing; a live database is not disturbed.
#pragma once

#include "events/anchor.h"

namespace kvitt::check
{

// Rows told of one check; how many more there are is told beside them.
inline constexpr std::size_t rows_told_max = 100;

// `rows` say in words what is wrong; empty if all is well.
struct Result
{
    std::string name;
    bool ok = true;
    std::vector<std::string> rows;
};
BOOST_DESCRIBE_STRUCT(Result, (), (name, ok, rows))

struct Report
{
    bool ok = true;
    Instant as_of; // business time of the snapshot
    std::vector<Result> checks;
};
BOOST_DESCRIBE_STRUCT(Report, (), (ok, as_of, checks))

// What is looked at beside the database.
struct Question
{
    std::string files_folder;            // empty: kept files are not looked at
    std::vector<events::Anchor> anchors; // heads of the chain that were kept elsewhere
};

Report run(Read& read, const Question& question);

} // namespace kvitt::check
