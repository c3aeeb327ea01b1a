// The bytes of proofs on disk: the original as it came, which nobody is given, and the copy that is shown.
// Kept before the row that names them; what no row names is swept when it is a day old.
#pragma once

#include "orders/proof_judge.h"
#include "store/files.h"

namespace kvitt::orders
{

inline constexpr std::chrono::hours orphans_kept{24};

// Both durable when this returns.
ProofFile keep_proof(const std::string& files_folder, std::string name, std::string_view original,
                     const JudgedFile& judged);
// The copy that is shown.
std::string read_shown(const std::string& files_folder, const ProofFile& file);
// Where the bytes of that hash are kept.
std::string proof_path(const std::string& files_folder, const std::string& sha256);
// Deletes what uploads left behind that came to nothing; answers how many files.
std::int64_t sweep_proofs(Db& db, const std::string& files_folder);

} // namespace kvitt::orders
