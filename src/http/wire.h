// What goes over the wire in answer, as bytes: the head of a response, its compression, the date. No sockets.
#pragma once

#include "base/date.h"
#include "http/message.h"

namespace kvitt::http
{

// Status line and header with the empty line. Content-Length is that of the body (also for HEAD).
std::string response_head(const Response& response, const Request& request, bool keep_alive, Instant now);

// Replaces the body by its gzip where the client accepts it, the type gains by it and it is not below the
// size.
void compress(Response& response, const Request& request, std::size_t bytes_min);

// "Mon, 23 Nov 2026 14:02:00 GMT" (RFC 9110, 5.6.7)
std::string http_date(Instant at);

} // namespace kvitt::http
