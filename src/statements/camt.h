// Reads the ISO 20022 camt messages .052, .053 and .054 in all their versions (bank-formats.md, 2).
#pragma once

#include "statements/statements.h"

namespace kvitt::statements
{

// `encoding` is what detection found; libxml2 finds it again by itself.
std::unique_ptr<Reader> make_camt_reader(Sink& sink, const std::string& encoding);

} // namespace kvitt::statements
