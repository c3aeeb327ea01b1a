// Order numbers and partner IDs in what a payer wrote (product.md, "Money, time, identity"): which ten digits
// stand there *whole*. Pure; whether an order of that number exists is evidence.h's business.
#pragma once

#include "orders/number.h"

#include <vector>

namespace kvitt::matching
{

// Longer texts are searched in their first part only.
inline constexpr std::size_t searched_bytes_max = 20'000;

// A number with a partner ID glued to it is whole only if the ID belongs to the order's partner.
struct NumberInText
{
    orders::OrderNumber number;
    std::string glued_partner_id; // empty if it stands alone
    friend bool operator==(const NumberInText&, const NumberInText&) = default;
};

struct TextNumbers
{
    std::vector<NumberInText> numbers;    // check-valid, each once
    std::vector<std::string> partner_ids; // runs of exactly seven digits, each once
};

// Looks at each text on its own: digits of two texts are never joined.
TextNumbers find_numbers(const std::vector<std::string_view>& texts);

} // namespace kvitt::matching
