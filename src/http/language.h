// The languages kvitt speaks. English is the language of the program itself: its texts are the keys of the
// others.
#pragma once

#include "base/fields.h"

namespace kvitt::http
{

enum class Language
{
    en,
    sv,
};
BOOST_DESCRIBE_ENUM(Language, en, sv)

} // namespace kvitt::http
