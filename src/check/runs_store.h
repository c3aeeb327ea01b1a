// SQL of the check room.
#pragma once

#include "check/runs.h"

namespace kvitt::check
{

void insert(Tx& tx, const Run& run);
// The answer to everything that was asked for until then.
void update_done(Tx& tx, const Run& run);
std::optional<Run> try_asked_row(Read& read);
std::vector<Run> list_done_rows(Read& read, std::int64_t limit);
void delete_done_before(Tx& tx, Instant done_at);

} // namespace kvitt::check
