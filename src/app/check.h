// `kvitt check`: proves the books over one snapshot. Each check is a question to the room that owns the rows;
// this file only asks and reports. It repairs nothing.
#pragma once

#include "store/db.h"

namespace kvitt::app
{

// `rows` say in words what is wrong; empty if all is well.
struct CheckResult
{
    std::string name;
    bool ok = true;
    std::vector<std::string> rows;
};
BOOST_DESCRIBE_STRUCT(CheckResult, (), (name, ok, rows))

struct CheckReport
{
    bool ok = true;
    Instant as_of; // business time of the snapshot
    std::vector<CheckResult> checks;
};
BOOST_DESCRIBE_STRUCT(CheckReport, (), (ok, as_of, checks))

CheckReport check(Read& read);

} // namespace kvitt::app
