// Where the next page of a list of orders begins: after this order, newest first.
#pragma once

#include "orders/orders.h"

namespace kvitt::orders
{

class OrderCursor
{
  public:
    OrderCursor() = default;
    explicit OrderCursor(const Order& order) : created_at_(order.created_at), number_(order.number) {}
    // Throws Invalid.
    static OrderCursor parse(std::string_view text);
    std::string text() const { return std::to_string(created_at_.us()) + "." + number_.text(); }
    void apply_to(OrderFilter& filter) const
    {
        filter.before = created_at_;
        filter.before_number = number_.text();
    }

  private:
    Instant created_at_;
    OrderNumber number_;
};

} // namespace kvitt::orders
