// The one place where what was thrown becomes an answer: a page in the reader's language, the form again with
// its faults, or problem+json (RFC 9457) for a program. What only we can mend is logged and told by its
// request id.
#pragma once

#include "web/context.h"
#include "web/refusals.h"

namespace kvitt::web
{

// Runs the work; whatever it throws is answered.
http::Response answered(Context& context, const std::function<http::Response()>& work);
// The answer to a fault of the edge, before any route: no database is asked.
http::Response edge_fault(Context& context, unsigned status);
// Runs `read`; malformed text (Invalid) becomes the refusal.
void read_or_refuse(const std::function<void()>& read, const Refusal& refusal, const Facts& facts);
// The address if it is one of this site (Url::local), else the other.
Url local_or(std::string_view text, std::string_view otherwise);

// People to write to; an address that no link can hold is text only.
std::vector<AdminView> admin_views(const std::vector<access::Contact>& contacts);

unsigned status_of(RefusalKind kind);

} // namespace kvitt::web
