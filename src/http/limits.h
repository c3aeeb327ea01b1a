// Every limit of the HTTP edge, with its name and default. What exceeds one is refused with its own status
// and never kept. A test or the configuration may lower them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace kvitt::http
{

struct Limits
{
    std::size_t header_bytes_max = 16 * 1024;           // 431
    std::size_t header_fields_max = 100;                // 431
    std::size_t target_bytes_max = 8 * 1024;            // 414
    std::uint64_t body_bytes_max = 1024 * 1024;         // 413; ordinary bodies, held in memory
    std::uint64_t upload_bytes_max = 256 * 1024 * 1024; // 413; bodies spooled to a file
    std::chrono::milliseconds header_time_max{10'000};  // 408; from the first byte of a request
    std::chrono::milliseconds body_time_max{60'000}; // 408; plus a second for each so many bytes that came:
    std::uint64_t body_bytes_min_per_second = 16 * 1024; // the pace that a long upload must keep
    std::chrono::milliseconds write_time_max{30'000};    // between two steps of a response; then cut
    std::chrono::milliseconds idle_time_max{60'000};  // a kept connection without a request; closed silently
    std::size_t queue_max = 1024;                     // requests waiting for a worker; 503
    std::size_t connections_max = 8192;               // further ones are closed at once
    std::chrono::milliseconds drain_time_max{20'000}; // at stop, for what is running
    std::size_t gzip_bytes_min = 1024;                // smaller bodies are not worth compressing
};

struct FormLimits
{
    std::size_t fields_max = 500;
    std::size_t field_name_bytes_max = 200;
    std::size_t field_value_bytes_max = 64 * 1024;
    std::size_t multipart_parts_max = 20;
    std::size_t part_header_bytes_max = 4 * 1024;
    std::size_t boundary_bytes_max = 70; // RFC 2046, 5.1.1
    std::size_t file_name_characters_max = 120;
};

} // namespace kvitt::http
