// The desk's addresses for money: today, receipts, statement files, and the same for programs. What the pages
// show is in *_views.h.
#pragma once

#include "web/route.h"

namespace kvitt::matching
{

// `files_folder` is where taken statement files are kept; uploads pass through it.
web::Routes routes(const std::string& files_folder);

} // namespace kvitt::matching
