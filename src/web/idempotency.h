// Results of writes, kept for a day under the key that the client chose, in the same transaction as the
// write: the same request again gets the same answer and changes nothing. Refusals are not kept.
#pragma once

#include "http/form.h"
#include "store/db.h"

namespace kvitt::web
{

inline constexpr std::chrono::hours idempotency_kept{24};
inline constexpr std::size_t idempotency_key_bytes_max = 200;
// Rows removed in one transaction.
inline constexpr std::int64_t idempotency_forget_rows_max = 200;

inline const Refusal idempotency_key_reused{RefusalKind::conflict, "idempotency_key_reused",
                                            "This Idempotency-Key was used with other input."};
inline const Refusal idempotency_key_too_long{RefusalKind::invalid, "idempotency_key_too_long",
                                              "The Idempotency-Key is too long."};

// One write of one request: who, where, under which key, with what input.
struct IdempotentUse
{
    std::string actor;
    std::string route;
    std::string key;
    std::string input_hash;
};

enum class KnownResult
{
    none,        // it was run
    same_input,  // the result is the one kept
    other_input, // the key was used for something else; the result is that of then
};

struct Known
{
    KnownResult kind = KnownResult::none;
    json::value result;
};

// Machine time decides what is a day old.
Known find_result(Tx& tx, const IdempotentUse& use);
void keep(Tx& tx, const IdempotentUse& use, const json::value& result);
// Hash of what was entered, without `csrf` and `idempotency_key`; files by their bytes.
std::string input_hash(const http::Request& request, const http::Form* form);
// Removes what is older than a day; answers how many. For a job.
std::int64_t forget_results(Tx& tx);

} // namespace kvitt::web
