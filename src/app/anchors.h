// Heads of the chain of events in files of their own, one a day, for the operator to keep elsewhere:
// `kvitt check --anchor FILE` tells whether history was rewritten since.
#pragma once

#include "events/anchor.h"

#include <filesystem>

namespace kvitt::app
{

// Of an anchor's file; a larger one is refused.
inline constexpr std::uintmax_t anchor_bytes_max = 4096;

// Writes FOLDER/chain-YYYY-MM-DD.json for the machine's day (UTC) unless it is there, or nothing is sealed
// yet; answers whether it wrote one. The head is logged too.
bool write_anchor(Db& db, const std::string& folder);

// Throws ConfigurationError, naming the file, where it is no anchor.
events::Anchor read_anchor(const std::filesystem::path& file);

} // namespace kvitt::app
