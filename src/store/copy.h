// A consistent copy of an embedded database while others read and write it, and whether a file is a whole
// database.
#pragma once

#include <string>

namespace kvitt::store
{

// Writes the database at `path`, as of now, to the new file `to`, compacted and durable. Holds a reader's
// snapshot: the writer goes on. Throws Unavailable.
void copy_database(const std::string& path, const std::string& to);
// Nothing but its pages is looked at. False where it is damaged, or no database.
bool is_whole_database(const std::string& path);

} // namespace kvitt::store
