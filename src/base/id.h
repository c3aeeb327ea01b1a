// Identifiers made by the program: 41 bits of milliseconds, 10 bits node, 12 bits counter, so that they sort
// by the (machine) time they were made and never clash between nodes. The kind is part of the type.
#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace kvitt
{

// 13 characters of Crockford's base 32, lower case; the text form in addresses and JSON.
std::string id_text(std::int64_t value);
// Throws Invalid.
std::int64_t id_parse(std::string_view text);

template <class T> class Id
{
  public:
    constexpr Id() = default;
    constexpr explicit Id(std::int64_t value) : value_(value) {}
    static Id parse(std::string_view text) { return Id(id_parse(text)); }

    constexpr std::int64_t value() const { return value_; }
    constexpr bool empty() const { return value_ == 0; }
    std::string text() const { return id_text(value_); }
    friend constexpr auto operator<=>(const Id&, const Id&) = default;

  private:
    std::int64_t value_ = 0;
};

// Makes the numbers. One per process; `node` is leased at start (store/leases.h).
class IdSource
{
  public:
    static constexpr std::int64_t node_max = 1023;
    explicit IdSource(std::int64_t node) : node_(node) {}

    // Greater than every number this source gave before, also when the machine's clock steps back.
    std::int64_t next();

  private:
    std::int64_t node_;
    std::atomic<std::int64_t> last_{0}; // milliseconds << 12 | counter
};

} // namespace kvitt
