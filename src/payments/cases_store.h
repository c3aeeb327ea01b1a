// SQL of finance's cases.
#pragma once

#include "payments/cases.h"

namespace kvitt::payments
{

void insert(Tx& tx, const Case& row);
// Answers whether it was open.
bool update_closed(Tx& tx, Id<Case> id, const std::string& note);
std::optional<Case> try_find_case_row(Read& read, Id<Case> id);
std::vector<Case> list_open_case_rows(Read& read, std::int64_t limit);
std::int64_t count_open_case_rows(Read& read);
std::vector<Case> list_wanted_rows(Read& read, Id<partners::Partner> partner);
std::vector<Case> list_open_rows_of_entry(Read& read, std::int64_t entry);
std::vector<Case> list_case_rows_of(Read& read, Id<partners::Partner> partner, std::int64_t limit);

} // namespace kvitt::payments
