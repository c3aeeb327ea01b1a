// The whole journal as plain text: for hledger, with a balance assertion at the end of each statement, or as
// CSV, a row for each posting. Written row by row; reads one snapshot.
#pragma once

#include "store/db.h"

#include <ostream>

namespace kvitt::reports
{

enum class JournalFormat
{
    hledger,
    csv,
};
BOOST_DESCRIBE_ENUM(JournalFormat, hledger, csv)

void export_journal(Read& read, JournalFormat format, std::ostream& out);

} // namespace kvitt::reports
