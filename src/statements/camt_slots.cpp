#include "statements/camt_slots.h"

#include "base/text.h"

namespace kvitt::statements::camt
{
namespace
{

constexpr std::size_t number_digits_max = 15;

// Slots of which each further one is a line of its own; of the others the first counts.
bool is_list(int slot)
{
    return slot == free_text || slot == reference || slot == reference_note || slot == invoice ||
           slot == return_note;
}

} // namespace

bool Slots::store(const XmlEvent& event)
{
    Raw& to = raw_[static_cast<std::size_t>(event.id)];
    const std::string_view text = trimmed(event.text);
    if (text.empty() || (!to.empty() && !is_list(event.id)))
        return true;
    if (to.text.size() + text.size() >= slot_bytes_max)
        return false;
    if (to.empty())
        to.line = event.line;
    else
        to.text.push_back('\n');
    to.text.append(text);
    to.currency = trimmed(event.attribute);
    return true;
}

void Slots::clear(Slot first, Slot last)
{
    for (int slot = first; slot < last; ++slot)
    {
        Raw& raw = raw_[static_cast<std::size_t>(slot)];
        raw.text.clear(); // keeps the memory: the next entry needs it again
        raw.currency.clear();
        raw.line = 0;
    }
}

std::optional<std::string> Slots::text(Slot slot) const
{
    const Raw& raw = (*this)[slot];
    return raw.empty() ? std::nullopt : std::optional(raw.text);
}

bool Slots::is_true(Slot slot) const { return (*this)[slot].text == "true" || (*this)[slot].text == "1"; }

std::optional<std::int64_t> Slots::number(Slot slot) const
{
    const std::string& text = (*this)[slot].text;
    if (!all_digits(text) || text.size() > number_digits_max)
        return std::nullopt;
    return std::stoll(text);
}

std::optional<Direction> Slots::direction(Slot slot) const
{
    const std::string& text = (*this)[slot].text;
    if (text == "CRDT")
        return Direction::credit;
    return text == "DBIT" ? std::optional(Direction::debit) : std::nullopt;
}

FileError fault(Slot slot, std::int64_t line, std::string message)
{
    return {line, element_of(slot), std::move(message)};
}

} // namespace kvitt::statements::camt
