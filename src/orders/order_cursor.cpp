#include "orders/order_cursor.h"

#include "base/text.h"
#include "base/text_value.h"

namespace kvitt::orders
{

OrderCursor OrderCursor::parse(std::string_view text)
{
    constexpr std::size_t microseconds_digits_max = 17;
    const auto parts = split(text, '.');
    if (parts.size() != 2 || !all_digits(parts[0]) || parts[0].size() > microseconds_digits_max)
        throw Invalid("is not a cursor that this list gave");
    OrderCursor cursor;
    cursor.created_at_ = Instant(std::stoll(std::string(parts[0])));
    cursor.number_ = OrderNumber::parse(parts[1]);
    return cursor;
}

} // namespace kvitt::orders
