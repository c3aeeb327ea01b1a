// What a catalogue file must keep to beyond the kinds of its values: references, rates, account numbers.
// Pure.
#pragma once

#include "catalogue/catalogue.h"

namespace kvitt::app
{

// `known` is what the database holds already. Fields are JSON pointers below `/catalogue`.
std::vector<FieldError> catalogue_faults(const catalogue::CatalogueFile& file,
                                         const catalogue::CatalogueFile& known);

} // namespace kvitt::app
