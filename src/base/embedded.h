// Files that live inside the binary: pages, assets, migrations, translations. The table is written by
// scripts/embed.py, sorted by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kvitt::embedded
{

// "schema/0001_store.sql", "pages/orders/show.html", "assets/kvitt.css", "messages/sv.mo".
std::optional<std::string_view> find(std::string_view name);
// The names that start with the prefix, in order.
std::vector<std::string> list(std::string_view prefix);

} // namespace kvitt::embedded
