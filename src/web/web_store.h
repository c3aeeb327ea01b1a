// SQL of the web room.
#pragma once

#include "web/idempotency.h"

namespace kvitt::web
{

struct ResultRow
{
    std::string actor;
    std::string route;
    std::string key;
    std::string input_hash;
    std::string result;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ResultRow, (), (actor, route, key, input_hash, result, at))

std::optional<ResultRow> try_result(Read& read, const IdempotentUse& use);
void insert_result(Tx& tx, const ResultRow& row);
void delete_result(Tx& tx, const IdempotentUse& use);
std::int64_t delete_results_before(Tx& tx, Instant at, std::int64_t limit);

} // namespace kvitt::web
