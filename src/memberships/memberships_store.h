// SQL of the memberships room.
#pragma once

#include "memberships/memberships.h"

namespace kvitt::memberships
{

struct OrderCount
{
    std::string order_number;
    std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(OrderCount, (), (order_number, count))

void insert(Tx& tx, const Membership& row);
void update_superseded(Tx& tx, Id<Membership> id, Id<Membership> by, Date day);
void update_revoked(Tx& tx, Id<Membership> id, Date day);
void clear_superseded(Tx& tx, Id<Membership> id);
std::vector<Membership> list_superseded_by(Read& read, Id<Membership> id);
void update_held(Tx& tx, Id<Membership> id, Date until, const std::string& order_number);
void clear_held(Tx& tx, const std::string& order_number);
std::vector<Membership> list_in_family(Read& read, Id<partners::Partner> partner, const std::string& family);
std::vector<Membership> list_rows_for_partner(Read& read, Id<partners::Partner> partner);
std::optional<Membership> try_row_by_order(Read& read, const std::string& order_number);
std::vector<Membership> list_rows_after(Read& read, std::int64_t after, std::int64_t limit);
std::vector<Membership> list_rows_to_release(Read& read, Date day, std::int64_t limit);
void update_released(Tx& tx, Id<Membership> id, Date until);
std::vector<OrderCount> list_started_twice(Read& read);

} // namespace kvitt::memberships
