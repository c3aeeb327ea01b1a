// SQL of money that leaves again.
#pragma once

#include "payments/returns.h"

namespace kvitt::payments
{

void insert(Tx& tx, const Return& row);
// Answers whether it was decided and not done.
bool update_done(Tx& tx, Id<Return> id, Date day, std::optional<std::int64_t> entry);
// Done by a bank's line that was undone: decided again, or undone itself.
void update_unsettled(Tx& tx, Id<Return> id);
void update_undone(Tx& tx, Id<Return> id);
std::optional<Return> try_find_return_row_by_entry(Read& read, std::int64_t entry);
std::optional<Return> try_find_return_row(Read& read, Id<Return> id);
std::vector<Return> list_decided_rows(Read& read, std::int64_t limit);
std::int64_t count_decided_rows(Read& read);
std::vector<Return> list_return_rows(Read& read, Id<Receipt> receipt);

} // namespace kvitt::payments
