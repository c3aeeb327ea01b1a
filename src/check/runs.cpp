#include "check/runs.h"

#include "check/runs_store.h"
#include "events/events.h"

namespace kvitt::check
{
namespace
{

struct CheckAsked
{
    static constexpr const char* kind = "check_asked";
    Id<Run> run;
};
BOOST_DESCRIBE_STRUCT(CheckAsked, (), (run))

struct BooksProven
{
    static constexpr const char* kind = "books_proven";
    Id<Run> run;
    bool ok = true;
    std::vector<std::string> wrong; // names of checks
};
BOOST_DESCRIBE_STRUCT(BooksProven, (), (run, ok, wrong))

std::vector<std::string> wrong_in(const Report& report)
{
    std::vector<std::string> names;
    for (const Result& one : report.checks)
        if (!one.ok)
            names.push_back(one.name);
    return names;
}

bool is_time(Read& read)
{
    const auto last = list_done_rows(read, 1);
    return last.empty() || *last.front().done_at + run_every <= read.machine_now();
}

void forget_old(Tx& tx)
{
    const auto kept = list_done_rows(tx, runs_kept);
    if (static_cast<std::int64_t>(kept.size()) == runs_kept)
        delete_done_before(tx, *kept.back().done_at);
}

void keep(Tx& tx, const std::optional<Run>& asked, const Report& report, std::chrono::microseconds took)
{
    Run run;
    if (asked)
        run = *asked;
    else
    {
        run.id = tx.new_id<Run>();
        run.asked_at = tx.machine_now();
    }
    run.done_at = tx.machine_now();
    run.took_us = took.count();
    run.ok = report.ok;
    run.report = to_json(report);
    if (asked)
        update_done(tx, run);
    else
        insert(tx, run);
    events::record(tx, {}, BooksProven{run.id, report.ok, wrong_in(report)});
    forget_old(tx);
}

} // namespace

void ask(Tx& tx)
{
    if (try_asked_row(tx))
        return;
    Run run;
    run.id = tx.new_id<Run>();
    run.asked_by = tx.author().actor.name;
    run.asked_at = tx.machine_now();
    insert(tx, run);
    events::record(tx, {}, CheckAsked{run.id});
}

std::optional<bool> run_if_due(Db& db, const Question& question)
{
    const auto asked = db.read(try_asked_row);
    if (!asked && !db.read(is_time))
        return std::nullopt;
    const auto began = std::chrono::steady_clock::now();
    const Report report = db.read([&](Read& read) { return run(read, question); });
    const auto took =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
    db.write(author_of(ActorKind::system), [&](Tx& tx) { keep(tx, asked, report, took); });
    return report.ok;
}

std::optional<Run> try_asked(Read& read) { return try_asked_row(read); }

std::vector<Run> list_done(Read& read, std::int64_t limit) { return list_done_rows(read, limit); }

} // namespace kvitt::check
