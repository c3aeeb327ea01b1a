#include "base/id.h"

#include "base/clock.h"
#include "base/error.h"

namespace kvitt
{
namespace
{

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t id_text_size = 13;
constexpr std::int64_t epoch_ms = 1'704'067'200'000; // 2024-01-01T00:00:00Z; 41 bits last until 2093
constexpr int counter_bits = 12;
constexpr int node_bits = 10;

} // namespace

std::string id_text(std::int64_t value)
{
    std::string out(id_text_size, '0');
    auto rest = static_cast<std::uint64_t>(value);
    for (std::size_t i = id_text_size; i-- > 0; rest >>= 5)
        out[i] = alphabet[rest & 31];
    return out;
}

std::int64_t id_parse(std::string_view text)
{
    std::uint64_t value = 0;
    if (text.size() != id_text_size || text.front() > '7')
        throw Invalid("not an identifier");
    for (const char c : text)
    {
        const auto digit = alphabet.find(c);
        if (digit == std::string_view::npos)
            throw Invalid("not an identifier");
        value = value << 5 | digit;
    }
    return static_cast<std::int64_t>(value);
}

std::int64_t IdSource::next()
{
    const std::int64_t now = (machine_now().us() / 1000 - epoch_ms) << counter_bits;
    std::int64_t last = last_.load(std::memory_order_relaxed);
    std::int64_t taken = 0;
    do
        taken = now > last ? now : last + 1; // a full counter borrows from the next millisecond
    while (!last_.compare_exchange_weak(last, taken, std::memory_order_relaxed));
    const std::int64_t ms = taken >> counter_bits;
    const std::int64_t counter = taken & ((1 << counter_bits) - 1);
    return (ms << (node_bits + counter_bits)) | (node_ << counter_bits) | counter;
}

} // namespace kvitt
