#include "memberships/memberships_store.h"

namespace kvitt::memberships
{
namespace
{

const std::string select_memberships = R"(
    SELECT id, partner, family, offer, order_number, basis, starts_on, anniversary, activated_at, ended,
        ended_on, superseded_by, held_until, held_for, released_until
    FROM memberships_memberships )";

} // namespace

void insert(Tx& tx, const Membership& row) { tx.insert("memberships_memberships", row); }

void update_superseded(Tx& tx, Id<Membership> id, Id<Membership> by, Date day)
{
    static const Sql sql("memberships::update_superseded", R"(
        UPDATE memberships_memberships SET ended = 'superseded', ended_on = $3, superseded_by = $2 WHERE id
            = $1)");
    tx.run(sql, id, by, day);
}

void update_revoked(Tx& tx, Id<Membership> id, Date day)
{
    static const Sql sql("memberships::update_revoked", R"(
        UPDATE memberships_memberships SET ended = 'revoked', ended_on = $2 WHERE id = $1)");
    tx.run(sql, id, day);
}

void clear_superseded(Tx& tx, Id<Membership> id)
{
    static const Sql sql("memberships::clear_superseded", R"(
        UPDATE memberships_memberships SET ended = NULL, ended_on = NULL, superseded_by = NULL
        WHERE id = $1)");
    tx.run(sql, id);
}

std::vector<Membership> list_superseded_by(Read& read, Id<Membership> id)
{
    static const std::string text =
        select_memberships + "WHERE superseded_by = $1 AND ended = 'superseded' ORDER BY id";
    static const Sql sql("memberships::list_superseded_by", text.c_str());
    return read.list<Membership>(sql, id);
}

void update_held(Tx& tx, Id<Membership> id, Date until, const std::string& order_number)
{
    static const Sql sql("memberships::update_held", R"(
        UPDATE memberships_memberships SET held_until = $2, held_for = $3 WHERE id = $1)");
    tx.run(sql, id, until, order_number);
}

void clear_held(Tx& tx, const std::string& order_number)
{
    static const Sql sql("memberships::clear_held", R"(
        UPDATE memberships_memberships SET held_until = NULL, held_for = NULL WHERE held_for = $1)");
    tx.run(sql, order_number);
}

std::vector<Membership> list_in_family(Read& read, Id<partners::Partner> partner, const std::string& family)
{
    static const std::string text =
        select_memberships + "WHERE partner = $1 AND family = $2 ORDER BY activated_at, id";
    static const Sql sql("memberships::list_in_family", text.c_str());
    return read.list<Membership>(sql, partner, family);
}

std::vector<Membership> list_rows_for_partner(Read& read, Id<partners::Partner> partner)
{
    static const std::string text = select_memberships + "WHERE partner = $1 ORDER BY activated_at, id";
    static const Sql sql("memberships::list_for_partner", text.c_str());
    return read.list<Membership>(sql, partner);
}

std::optional<Membership> try_row_by_order(Read& read, const std::string& order_number)
{
    static const std::string text =
        select_memberships + "WHERE order_number = $1 ORDER BY activated_at DESC, id DESC LIMIT 1";
    static const Sql sql("memberships::find_by_order", text.c_str());
    return read.try_one<Membership>(sql, order_number);
}

std::vector<Membership> list_rows_after(Read& read, std::int64_t after, std::int64_t limit)
{
    static const std::string text = select_memberships + "WHERE id > $1 ORDER BY id LIMIT $2";
    static const Sql sql("memberships::list_after", text.c_str());
    return read.list<Membership>(sql, after, limit);
}

std::vector<Membership> list_rows_to_release(Read& read, Date day, std::int64_t limit)
{
    static const std::string text = select_memberships + R"(
        WHERE basis = 'paid' AND released_until < anniversary AND (ended IS NULL OR ended = 'superseded')
          AND released_until <= $1 ORDER BY released_until, id LIMIT $2)";
    static const Sql sql("memberships::list_to_release", text.c_str());
    return read.list<Membership>(sql, day, limit);
}

void update_released(Tx& tx, Id<Membership> id, Date until)
{
    static const Sql sql("memberships::update_released",
                         "UPDATE memberships_memberships SET released_until = $2 WHERE id = $1");
    tx.run(sql, id, until);
}

std::vector<OrderCount> list_started_twice(Read& read)
{
    static const Sql sql("memberships::list_started_twice", R"(
        SELECT order_number, count(*) AS count FROM memberships_memberships
        WHERE ended IS NULL OR ended <> 'revoked' GROUP BY order_number HAVING count(*) > 1)");
    return read.list<OrderCount>(sql);
}

} // namespace kvitt::memberships
