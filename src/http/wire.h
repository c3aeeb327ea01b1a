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

// What is wrong with a whole header, as the status to refuse with: Host missing or twice (RFC 9112, 3.2), a
// coding that is not offered.
inline constexpr unsigned head_is_fine = 0;
unsigned head_fault(const Request& request, bool http_1_1);

// The client's address: the last hop's X-Forwarded-For if the peer is a trusted proxy, else the peer.
std::string client_address(const Request& request, const std::string& peer,
                           const std::vector<std::string>& trusted);

// "Mon, 23 Nov 2026 14:02:00 GMT" (RFC 9110, 5.6.7)
std::string http_date(Instant at);

} // namespace kvitt::http
