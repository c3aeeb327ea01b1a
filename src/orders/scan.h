// Asks a clamd whether a file is infected (INSTREAM, clamd(8)). It talks over the network and may take
// seconds: never call it in a transaction.
#pragma once

#include "base/error.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kvitt::orders
{

inline const Refusal scan_unavailable{RefusalKind::unavailable, "scan_unavailable",
                                      "Files are checked for viruses before they are kept, and the scanner "
                                      "does not answer just now. Nothing was "
                                      "kept. Try again in a few minutes."};

// Where a clamd listens: "unix:/run/clamav/clamd.ctl" or "127.0.0.1:3310".
class ScanAddress
{
  public:
    // Throws Invalid.
    static ScanAddress parse(std::string_view text);

    const std::string& path() const { return path_; } // of a socket; empty: host and port
    const std::string& host() const { return host_; }
    const std::string& port() const { return port_; }

  private:
    std::string path_;
    std::string host_;
    std::string port_;
};

struct ScanLimits
{
    std::chrono::milliseconds connect_time_max{5'000};
    std::chrono::milliseconds step_time_max{30'000}; // of each sending, and of the answer
};

// The name of what was found; nothing if the file is clean. Refused with scan_unavailable if no clear answer
// came.
std::optional<std::string> virus_in(std::string_view bytes, const ScanAddress& address,
                                    const ScanLimits& limits = {});

} // namespace kvitt::orders
