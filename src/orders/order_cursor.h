// Where the next page of a list of orders begins: after this order, newest first.
#pragma once

#include "orders/orders.h"

namespace kvitt::orders
{

class OrderCursor
{
  public:
    OrderCursor() = default;
    explicit OrderCursor(const Order& order) : OrderCursor(order.created_at, order.number) {}
    // Of another list of orders, by the instant that it is sorted by.
    OrderCursor(Instant at, const OrderNumber& number) : created_at_(at), number_(number) {}
    // Throws Invalid.
    static OrderCursor parse(std::string_view text);
    std::string text() const { return std::to_string(created_at_.us()) + "." + number_.text(); }
    Instant at() const { return created_at_; }
    const OrderNumber& number() const { return number_; }
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
