// Whether an uploaded file may be a proof of payment: judged by what it holds, never by its name or by what
// the client says it is. Bytes in, verdict and the copy to show out; no database, no files. It may take a
// second: never call it in a transaction.
#pragma once

#include "orders/proofs.h"

namespace kvitt::orders
{

struct ProofFileLimits
{
    std::int64_t bytes_max = 10LL * 1024 * 1024;
    std::int64_t pixels_max = 60'000'000; // more than telephones take unless they are asked to
};

// Pictures unpacked at once; others wait. Each may need some hundred megabytes of memory.
inline constexpr int pictures_at_once_max = 2;

struct JudgedFile
{
    std::optional<FieldError> fault; // of the field `file`
    ProofType type = ProofType::pdf;
    std::string shown; // the copy that is given out: of a picture without location data
};
JudgedFile judge_proof_file(std::string_view bytes, const ProofFileLimits& limits);

// "jpg" and "image/jpeg": how a proof is called and sent.
std::string file_ending(ProofType type);
std::string media_type(ProofType type);

// "10 MB": how large a file may be.
std::string limit_text(std::int64_t bytes_max);
// The fault of a file that is larger than allowed.
FieldError too_large_fault(std::int64_t bytes_max);

} // namespace kvitt::orders
