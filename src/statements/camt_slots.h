// The texts of one camt statement, balance, entry and payment while they are read, one slot each.
#pragma once

#include "statements/camt_shape.h"

#include <array>

namespace kvitt::statements::camt
{

// Bytes of a slot that several elements fill.
inline constexpr std::size_t slot_bytes_max = 64 * 1024;

// What one element said, as text; several of them on lines.
struct Raw
{
    std::string text;
    std::string currency;
    std::int64_t line = 0;

    bool empty() const { return text.empty(); }
};

enum class Direction
{
    credit,
    debit,
};

class Slots
{
  public:
    // False if the slot is full.
    [[nodiscard]] bool store(const XmlEvent& event);
    // Empties the slots from `first` to before `last`.
    void clear(Slot first, Slot last);
    const Raw& operator[](Slot slot) const { return raw_[static_cast<std::size_t>(slot)]; }

    std::optional<std::string> text(Slot slot) const;
    bool is_true(Slot slot) const;
    // A plain count, else nothing.
    std::optional<std::int64_t> number(Slot slot) const;
    // CRDT or DBIT, else nothing.
    std::optional<Direction> direction(Slot slot) const;

  private:
    std::array<Raw, slot_count> raw_;
};

FileError fault(Slot slot, std::int64_t line, std::string message);

} // namespace kvitt::statements::camt
