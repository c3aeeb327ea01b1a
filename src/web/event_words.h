// What happened, in the reader's language: the one table that turns the kind of an event into words. A test
// (reports/words_views_test.cpp) fails where the source records a kind that has none.
#pragma once

#include "http/language.h"

#include <string>
#include <vector>

namespace kvitt::web
{

// The kind itself where it has no words.
std::string event_words(http::Language language, const std::string& kind);
std::vector<std::string> event_kinds_with_words();

} // namespace kvitt::web
