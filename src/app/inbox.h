// The folder that banks' files are dropped into. A file is taken when its size and time have not changed for
// quiet_time, imported, and moved to done/ or refused/ (there with NAME.reason.txt beside it); nothing is
// ever overwritten. A crash in between is harmless: the file is imported again and found to be known.
#pragma once

#include "base/json.h"
#include "store/db.h"

#include <map>
#include <vector>

namespace kvitt::app
{

class Inbox
{
  public:
    static constexpr std::chrono::seconds quiet_time{2};
    // After a file could not be imported or moved away; else it would be read again twice a second.
    static constexpr std::chrono::seconds retry_time{60};
    using Clock = std::chrono::steady_clock;

    // Makes the folder, done/ and refused/ if they are missing; throws store::Unavailable if it cannot.
    Inbox(std::string folder, std::string files_folder);

    // Takes what has been quiet long enough; answers how many files. `now` is steady time.
    std::int64_t scan(Db& db, Clock::time_point now);
    // True while a file lies there that is not quiet yet.
    bool waits() const { return !seen_.empty(); }

    // Names that a bank or a person is still writing, and hidden ones.
    static bool is_ignored(std::string_view name);

  private:
    struct Seen
    {
        std::uintmax_t size = 0;
        std::int64_t changed_ns = 0;
        Clock::time_point since;
    };
    std::vector<std::string> quiet_names(Clock::time_point now);
    bool take(Db& db, const std::string& name);

    std::string folder_;
    std::string files_folder_;
    std::map<std::string, Seen> seen_;
};

} // namespace kvitt::app
