#include "memberships/memberships_http.h"

#include "memberships/memberships.h"
#include "partners/subject_http.h"

namespace kvitt::memberships
{

namespace
{

using http::Response;
using web::Context;

constexpr std::int64_t page_rows_default = 50;
constexpr std::int64_t page_rows_max = 200;

struct MembershipsQuery
{
    std::optional<std::string> partner_id;
    std::optional<Id<Membership>> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(MembershipsQuery, (), (partner_id, cursor, limit))

struct MembershipJson
{
    std::string partner_id;
    std::string offer;
    std::string family;
    MembershipState state = MembershipState::active;
    Date starts_on;
    Date anniversary;
    std::string order_number;
    Basis basis = Basis::paid;
    Instant activated_at;
    std::optional<Date> ended_on;
};
BOOST_DESCRIBE_STRUCT(MembershipJson, (),
                      (partner_id, offer, family, state, starts_on, anniversary, order_number, basis,
                       activated_at, ended_on))

struct MembershipsJson
{
    std::vector<MembershipJson> memberships;
    std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(MembershipsJson, (), (memberships, next_cursor))

MembershipJson membership_json(Read& read, const Membership& membership)
{
    return {partners::find(read, membership.partner).partner_id,
            membership.offer,
            membership.family,
            membership.state_on(read.today()),
            membership.starts_on,
            membership.anniversary,
            membership.order_number,
            membership.basis,
            membership.activated_at,
            membership.ended_on};
}

std::int64_t rows_of(const std::optional<std::int64_t>& limit)
{
    const std::int64_t rows = limit.value_or(page_rows_default);
    if (rows < 1 || rows > page_rows_max)
        throw InvalidFields({{"limit", "invalid", "must be 1 to 200"}});
    return rows;
}

// A partner's are few and come whole; the desk's list of all is paged.
Response get_memberships(Context& c)
{
    const auto query = c.query<MembershipsQuery>();
    const std::int64_t rows = rows_of(query.limit);
    MembershipsJson out;
    c.read([&](Read& read) {
        const auto partner = partners::try_subject(c, read, query.partner_id);
        const std::int64_t after = query.cursor ? query.cursor->value() : 0;
        const auto found = partner ? list_for_partner(read, *partner) : list_after(read, after, rows);
        for (const Membership& membership : found)
            out.memberships.push_back(membership_json(read, membership));
        if (!partner && static_cast<std::int64_t>(found.size()) == rows)
            out.next_cursor = found.back().id.text();
    });
    return http::json_response(to_json(out));
}

} // namespace

web::Routes routes()
{
    return {{http::Method::get, "/api/v1/memberships", access::Capability::view_memberships, get_memberships,
             "Memberships with their state today."}};
}

} // namespace kvitt::memberships
