// Where in a bank's text the numbers stand that the matcher found, so that a person sees what it saw. Pure;
// asks numbers.h about each stretch, so that the two never disagree.
#pragma once

#include "matching/numbers.h"

namespace kvitt::matching
{

enum class MarkKind
{
    order_number, // in any of its forms, also with a partner ID glued to it
    partner_id,   // seven digits that may be one
};

// Bytes [at, at + size) of the text.
struct Mark
{
    MarkKind kind = MarkKind::order_number;
    std::size_t at = 0;
    std::size_t size = 0;
    std::string number; // the ten or seven digits

    std::size_t end() const { return at + size; }
    friend bool operator==(const Mark&, const Mark&) = default;
};

// In order and never overlapping: of two stretches that share bytes the longer one is marked.
std::vector<Mark> find_marks(std::string_view text);

} // namespace kvitt::matching
