#include "check/runs_store.h"

namespace kvitt::check
{

void insert(Tx& tx, const Run& run) { tx.insert("check_runs", run); }

void update_done(Tx& tx, const Run& run)
{
    static const Sql sql("check::update_done", R"(
        UPDATE check_runs SET done_at = $2, took_us = $3, ok = $4, report = $5 WHERE id = $1)");
    tx.run(sql, run.id, *run.done_at, *run.took_us, *run.ok, *run.report);
}

std::optional<Run> try_asked_row(Read& read)
{
    static const Sql sql("check::try_asked", R"(
        SELECT id, asked_by, asked_at, done_at, took_us, ok, report FROM check_runs
        WHERE done_at IS NULL ORDER BY asked_at LIMIT 1)");
    return read.try_one<Run>(sql);
}

std::vector<Run> list_done_rows(Read& read, std::int64_t limit)
{
    static const Sql sql("check::list_done", R"(
        SELECT id, asked_by, asked_at, done_at, took_us, ok, report FROM check_runs
        WHERE done_at IS NOT NULL ORDER BY done_at DESC LIMIT $1)");
    return read.list<Run>(sql, limit);
}

void delete_done_before(Tx& tx, Instant done_at)
{
    static const Sql sql("check::delete_done_before",
                         "DELETE FROM check_runs WHERE done_at IS NOT NULL AND done_at < $1");
    tx.run(sql, done_at);
}

} // namespace kvitt::check
