// Statement files over HTTP: upload, list and page at the desk, and /api/v1/statements. What an upload
// changes is import.h's; here bytes come in and the result is told.
#pragma once

#include "web/route.h"

namespace kvitt::matching
{

// Larger uploads are refused with 413.
inline constexpr std::uint64_t statement_upload_bytes_max = 256 * 1024 * 1024;

web::Routes statement_routes(const std::string& files_folder);

} // namespace kvitt::matching
