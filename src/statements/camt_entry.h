// Makes an entry, with the payments of its batch, of what a camt `Ntry` said (bank-formats.md, 2.2 to 2.4).
#pragma once

#include "statements/camt_slots.h"

namespace kvitt::statements::camt
{

class EntryDraft
{
  public:
    void begin(const Where& where);
    // A payment inside the entry has ended; its texts are in the slots from `part` on.
    [[nodiscard]] std::optional<FileError> add_part(const Slots& slots);
    // Fills `entry`; an amount without a currency is in the statement's. What is doubtful goes to `warnings`.
    [[nodiscard]] std::optional<FileError> finish(const Slots& slots, const std::string& format,
                                                  const std::optional<Currency>& statement_currency,
                                                  Entry& entry, std::vector<std::string>& warnings);

  private:
    // A payment with the amounts that its dialect may give, in order of preference, before one of them is
    // chosen.
    struct Payment
    {
        Entry entry;
        std::array<Raw, 4> amounts;
        std::optional<Direction> direction;
    };

    std::optional<FileError> read_amount(const Slots& slots,
                                         const std::optional<Currency>& statement_currency, Entry& entry);
    void place_parts(const Slots& slots, Entry& entry, std::vector<std::string>& warnings);
    bool parts_sum_up(const Entry& entry, bool own_directions);
    void merge_parts(Entry& entry) const;

    Where where_;
    Direction direction_ = Direction::credit;
    std::vector<Payment> parts_;
    std::size_t parts_bytes_ = 0;
};

} // namespace kvitt::statements::camt
