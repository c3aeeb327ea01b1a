#include "events/audit.h"

#include "base/text.h"
#include "events/events_store.h"

#include <charconv>
#include <limits>

namespace kvitt::events
{
namespace
{

constexpr std::int64_t page_rows = 500;

bool holds(const std::string& text, const std::string& part)
{
    return part.empty() || folded(text).find(part) != std::string::npos;
}

bool fits(const AuditEvent& event, const AuditFilter& filter)
{
    const bool by_actor = (!filter.actor_kind || event.actor_kind == *filter.actor_kind) &&
                          holds(event.actor_name, filter.actor);
    const bool by_time =
        (!filter.from || event.at >= *filter.from) && (!filter.until || event.at < *filter.until);
    const bool by_subject = (!filter.partner || event.partner == filter.partner) &&
                            (!filter.order_number || event.order_number == filter.order_number);
    return by_actor && by_time && by_subject && (!filter.kind || event.kind == *filter.kind) &&
           (filter.text.empty() || holds(json_text(event.body), filter.text));
}

std::vector<AuditEvent> list_page(Read& read, const AuditFilter& filter, std::int64_t before)
{
    if (filter.order_number)
        return list_audit_of_order(read, *filter.order_number, before, page_rows);
    if (filter.partner)
        return list_audit_of_partner(read, *filter.partner, before, page_rows);
    return list_audit(read, before, page_rows);
}

// Business time only moves forward, so seals and times rise together: where the search may begin.
std::int64_t first_before(Read& read, Instant until)
{
    const auto last = try_last_sealed(read);
    std::int64_t low = 0;
    std::int64_t high = last ? last->seq : 0;
    while (low < high)
    {
        const std::int64_t middle = low + (high - low + 1) / 2;
        if (*try_sealed_at(read, middle) < until)
            low = middle;
        else
            high = middle - 1;
    }
    return low + 1;
}

} // namespace

AuditPage search_audit(Read& read, const AuditFilter& filter)
{
    AuditPage page;
    std::int64_t before = filter.before.value_or(std::numeric_limits<std::int64_t>::max());
    if (filter.until)
        before = std::min(before, first_before(read, *filter.until));
    for (std::int64_t searched = 0; searched < audit_searched_max; searched += page_rows)
    {
        const auto rows = list_page(read, filter, before);
        for (const AuditEvent& row : rows)
        {
            before = row.seq;
            if (filter.from && row.at < *filter.from)
                return page;
            if (fits(row, filter))
                page.events.push_back(row);
            if (static_cast<std::int64_t>(page.events.size()) < filter.limit)
                continue;
            page.before = before;
            return page;
        }
        if (static_cast<std::int64_t>(rows.size()) < page_rows)
            return page;
    }
    page.before = before;
    page.cut_short = true;
    return page;
}

SealNumber SealNumber::parse(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value <= 0)
        throw Invalid("is no number of an event");
    return SealNumber(value);
}

AuditEvent find_audited(Read& read, std::int64_t seq)
{
    auto found = list_audit(read, seq + 1, 1);
    require(!found.empty() && found.front().seq == seq, event_not_found);
    return std::move(found.front());
}

} // namespace kvitt::events
