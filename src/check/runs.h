// When the books were proven last and what was found: once a day by itself, and when somebody at the desk
// asks. The proof itself reads a snapshot and holds nobody up; only its answer is written.
#pragma once

#include "check/check.h"

namespace kvitt::check
{

inline constexpr std::chrono::hours run_every{24};
inline constexpr std::int64_t runs_kept = 60;

struct Run
{
    Id<Run> id;
    std::string asked_by; // empty: nobody, it was time
    Instant asked_at;     // machine time, like those below
    std::optional<Instant> done_at;
    std::optional<std::int64_t> took_us;
    std::optional<bool> ok;
    std::optional<json::value> report; // a Report

    bool is_done() const { return done_at.has_value(); }
};
BOOST_DESCRIBE_STRUCT(Run, (), (id, asked_by, asked_at, done_at, took_us, ok, report))

// The next run_if_due proves the books. Nothing new if that is asked for already.
void ask(Tx& tx);
// Proves the books if somebody asked, or if the last time was longer ago than run_every: answers whether they
// were in order, or nothing where it was not due.
std::optional<bool> run_if_due(Db& db, const Question& question);

// Asked for and not done yet.
std::optional<Run> try_asked(Read& read);
// Done ones, newest first.
std::vector<Run> list_done(Read& read, std::int64_t limit);

} // namespace kvitt::check
