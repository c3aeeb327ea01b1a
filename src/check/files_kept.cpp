#include "check/checks.h"
#include "orders/faults.h"
#include "orders/proof_files.h"
#include "statements/files.h"

#include <filesystem>

namespace kvitt::check
{
namespace
{

// Bytes are compared when a file is opened or backed up (store::read_kept); here each must be there, with its
// size where the row tells it.
void look(Faults& rows, const std::string& path, const std::string& what, std::optional<std::int64_t> bytes)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error)
        rows.push_back(what + " is not there");
    else if (bytes && size != static_cast<std::uintmax_t>(*bytes))
        rows.push_back(what + " has " + std::to_string(size) + " bytes, not " + std::to_string(*bytes));
}

} // namespace

Faults files_kept(Read& read, const Question& question)
{
    Faults rows;
    if (question.files_folder.empty())
        return rows;
    for (const statements::KeptFile& file : statements::list_kept_files(read))
        look(rows, statements::kept_path(question.files_folder, file.sha256), "bank file " + file.sha256,
             file.bytes);
    for (const orders::KeptProof& proof : orders::list_kept_proofs(read))
    {
        const std::string whose = "of order " + proof.order_number;
        look(rows, orders::proof_path(question.files_folder, proof.sha256), "the proof " + whose,
             proof.bytes);
        look(rows, orders::proof_path(question.files_folder, proof.shown_sha256),
             "the shown copy of the proof " + whose, std::nullopt);
    }
    return rows;
}

} // namespace kvitt::check
