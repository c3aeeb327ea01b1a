#include "app/jobs.h"

#include "access/sign_in.h"
#include "app/anchors.h"
#include "check/runs.h"
#include "events/events.h"
#include "http/log.h"
#include "matching/import.h"
#include "matching/undoing.h"
#include "orders/proof_files.h"
#include "orders/revenue.h"
#include "statements/files.h"
#include "web/idempotency.h"

namespace kvitt::app
{
namespace
{

using namespace std::chrono_literals;

// Rows of one transaction of a job: none holds the embedded engine's writer over 50 ms (product.md).
constexpr std::int64_t job_rows_max = 100;

// Runs `some` until it finds less than its limit; other writers get their turn in between.
template <class Some> std::int64_t until_done(Some some)
{
    std::int64_t total = 0;
    for (;;)
    {
        const std::int64_t done = some();
        total += done;
        if (done < job_rows_max)
            return total;
    }
}

std::int64_t seal_events(JobContext& context)
{
    std::int64_t total = 0;
    for (;;)
    {
        const std::int64_t sealed = events::seal(context.db, context.lease);
        total += sealed;
        if (sealed < events::seal_rows_max)
            return total;
    }
}

std::int64_t match_waiting(JobContext& context) { return matching::match_waiting(context.db); }

std::int64_t expire_orders(JobContext& context)
{
    return until_done([&] {
        return context.db.write(author_of(ActorKind::clock), [&](Tx& tx) {
            store::check_lease(tx, context.lease);
            return orders::expire_due(tx, job_rows_max);
        });
    });
}

std::int64_t release_revenue(JobContext& context)
{
    return until_done([&] {
        return context.db.write(author_of(ActorKind::clock), [&](Tx& tx) {
            store::check_lease(tx, context.lease);
            return orders::release_revenue(tx, job_rows_max);
        });
    });
}

std::int64_t forget_sign_ins(JobContext& context)
{
    return until_done([&] { return context.db.write(author_of(ActorKind::system), access::forget_ended); });
}

std::int64_t forget_results(JobContext& context)
{
    return until_done([&] { return context.db.write(author_of(ActorKind::system), web::forget_results); });
}

// No import takes so long: what is staged still was left by a crash.
constexpr std::chrono::hours import_time_max{6};

std::int64_t drop_abandoned(JobContext& context)
{
    return statements::drop_abandoned(context.db, machine_now() - import_time_max);
}

std::int64_t scan_inbox(JobContext& context)
{
    return context.inbox == nullptr ? 0 : context.inbox->scan(context.db, steady_now());
}

// What uploads left behind that came to nothing: kept files without a row, and bodies that a crash cut off.
std::int64_t sweep_orphans(JobContext& context)
{
    const auto known_to_nobody = [](const std::string&) { return false; };
    const Instant before = machine_now() - orders::orphans_kept;
    return orders::sweep_proofs(context.db, context.files_folder) +
           statements::sweep_files(context.db, context.files_folder, before) +
           store::sweep(context.spool_folder, before, known_to_nobody);
}

std::int64_t prove_books(JobContext& context)
{
    const auto in_order = check::run_if_due(context.db, {context.files_folder, {}});
    if (in_order && !*in_order)
        http::log_line(http::LogLevel::error, json::object{{"event", "books_wrong"}, {"see", "/desk/check"}});
    return in_order ? 1 : 0;
}

std::int64_t keep_anchor(JobContext& context)
{
    return write_anchor(context.db, context.anchors_folder) ? 1 : 0;
}

std::int64_t undo_files(JobContext& context) { return matching::undo_files(context.db); }

constexpr Job table[] = {
    {"inbox", 500ms, scan_inbox},
    {"match_waiting", 1h, match_waiting},
    {"undo_files", 500ms, undo_files},
    {"expiry", 10s, expire_orders},
    {"revenue", 1min, release_revenue},
    {"abandoned_files", 30min, drop_abandoned},
    {"orphaned_files", 1h, sweep_orphans},
    {"sign_ins", 10min, forget_sign_ins},
    {"idempotency_keys", 10min, forget_results},
    {"sealer", 50ms, seal_events},
    {"check", 2s, prove_books},
    {"anchors", 5s, keep_anchor},
};

// An embedded database has one owner, the holder of its lock file; so a lease that a crashed process left
// behind is ours at once.
constexpr const char* embedded_holder = "embedded";

void log_report(const JobReport& report)
{
    if (report.fault)
        http::log_line(http::LogLevel::error,
                       json::object{{"event", "job_failed"}, {"job", report.name}, {"fault", *report.fault}});
    else if (report.done > 0)
        http::log_line(http::LogLevel::debug,
                       json::object{{"event", "job"}, {"job", report.name}, {"done", report.done}});
}

// How much longer the next try waits while a job fails.
constexpr std::chrono::seconds failed_pause{5};

} // namespace

std::span<const Job> jobs() { return table; }

JobRunner::JobRunner(Db& db, const Configuration& configuration)
    : db_(db),
      files_folder_(configuration.files_folder()),
      spool_folder_(configuration.spool_folder()),
      anchors_folder_(configuration.anchors_folder()),
      holder_(embedded_holder)
{
    if (!configuration.inbox.empty())
        inbox_ = std::make_unique<Inbox>(configuration.inbox, configuration.files_folder());
    for (std::size_t at = 0; at < jobs().size(); ++at)
        slots_.push_back(std::make_unique<Slot>());
}

JobRunner::~JobRunner() { stop(); }

void JobRunner::start()
{
    // An embedded database has one owner: what is staged now was left by a process that is gone.
    statements::drop_abandoned(db_, machine_now());
    for (std::size_t at = 0; at < slots_.size(); ++at)
        slots_[at]->thread = std::thread([this, at] { repeat(at); });
}

void JobRunner::stop()
{
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stopped_.notify_all();
    for (const auto& slot : slots_)
        if (slot->thread.joinable())
            slot->thread.join();
}

std::vector<JobReport> JobRunner::run_all()
{
    std::vector<JobReport> reports;
    for (std::size_t at = 0; at < slots_.size(); ++at)
        reports.push_back(run_one(at));
    return reports;
}

void JobRunner::settle_inbox()
{
    if (!inbox_)
        return;
    run_one(0);
    if (inbox_->waits())
        std::this_thread::sleep_for(Inbox::quiet_time);
}

void JobRunner::repeat(std::size_t at)
{
    do
    {
        const JobReport report = run_one(at);
        log_report(report);
        if (report.fault && !wait(failed_pause))
            return;
    } while (wait(jobs()[at].period));
}

JobReport JobRunner::run_one(std::size_t at)
{
    const Job& job = jobs()[at];
    Slot& slot = *slots_[at];
    JobReport report{job.name, 0, std::nullopt};
    const std::lock_guard one_at_a_time(slot.running);
    try
    {
        if (has_lease(job, slot))
        {
            JobContext context{db_, inbox_.get(), files_folder_, spool_folder_, anchors_folder_, *slot.lease};
            report.done = job.run(context);
        }
    }
    catch (const std::exception& fault)
    {
        slot.lease.reset();
        report.fault = fault.what();
    }
    return report;
}

// Prolonged when half of it is gone, so that an idle job writes nothing most of the time.
bool JobRunner::has_lease(const Job& job, Slot& slot)
{
    if (slot.lease && steady_now() < slot.prolong_at)
        return true;
    const auto now = steady_now();
    slot.lease = db_.write(author_of(ActorKind::system), [&](Tx& tx) {
        return store::take_lease(tx, job.name, holder_, job_lease_length);
    });
    slot.prolong_at = now + job_lease_length / 2;
    return slot.lease.has_value();
}

// False once it is time to stop.
bool JobRunner::wait(std::chrono::milliseconds period)
{
    std::unique_lock lock(mutex_);
    return !stopped_.wait_for(lock, period, [&] { return stopping_; });
}

} // namespace kvitt::app
