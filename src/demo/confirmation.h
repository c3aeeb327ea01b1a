// What the sandbox bank's customers upload as proof: a one-page PDF that confirms a transfer. Enough of a
// document for a demo; invoices and payment confirmations are made elsewhere.
#pragma once

#include <string>
#include <vector>

namespace kvitt::demo
{

// One line of text each, the first one larger. Letters outside of Latin-1 become question marks.
std::string confirmation_pdf(const std::vector<std::string>& lines);

} // namespace kvitt::demo
