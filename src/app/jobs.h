// What kvitt does by the clock: one table of jobs. Each runs on a thread of its own, so that a long import
// holds no other up, and under a lease, so that of several nodes one does it. A job may be run again at any
// time: it looks at what is due, never at when it ran last.
#pragma once

#include "app/configuration.h"
#include "app/inbox.h"
#include "store/leases.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <span>
#include <thread>

namespace kvitt::app
{

// What a job works on.
struct JobContext
{
    Db& db;
    Inbox* inbox = nullptr; // nothing where no inbox is configured
    std::string files_folder;
    std::string spool_folder; // uploads on their way
    std::string anchors_folder;
    store::Lease lease;
};

struct Job
{
    const char* name; // also the lease's
    std::chrono::milliseconds period;
    // Does what is due; answers how many things it did.
    std::int64_t (*run)(JobContext&);
};
std::span<const Job> jobs();

struct JobReport
{
    std::string name;
    std::int64_t done = 0;
    std::optional<std::string> fault; // what went wrong, in words
};
BOOST_DESCRIBE_STRUCT(JobReport, (), (name, done, fault))

inline constexpr std::chrono::seconds job_lease_length{30};

class JobRunner
{
  public:
    JobRunner(Db& db, const Configuration& configuration);
    // Stops.
    ~JobRunner();
    JobRunner(const JobRunner&) = delete;
    JobRunner& operator=(const JobRunner&) = delete;

    // Begins to run each job by its period.
    void start();
    // Waits for what is running.
    void stop();
    // Runs every job once, in the table's order, on the caller's thread.
    std::vector<JobReport> run_all();
    // Waits out the quiet time of files that lie in the inbox, so that the next run takes them.
    void settle_inbox();

  private:
    struct Slot
    {
        std::mutex running;
        std::optional<store::Lease> lease;
        std::chrono::steady_clock::time_point prolong_at;
        std::thread thread;
    };
    void repeat(std::size_t at);
    JobReport run_one(std::size_t at);
    bool has_lease(const Job& job, Slot& slot);
    bool wait(std::chrono::milliseconds period);

    Db& db_;
    std::unique_ptr<Inbox> inbox_;
    std::string files_folder_;
    std::string spool_folder_;
    std::string anchors_folder_;
    std::string holder_;
    std::vector<std::unique_ptr<Slot>> slots_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stopping_ = false;
};

} // namespace kvitt::app
