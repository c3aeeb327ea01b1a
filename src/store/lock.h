// The lock file of an embedded database: one process owns the database at a time; another one hands its work
// over by control.sock (app/control.h).
#pragma once

#include <optional>
#include <string>

namespace kvitt::store
{

class FileLock
{
  public:
    // Takes `path` exclusively (flock); nothing if another process holds it. Released when the object dies,
    // also with the process.
    static std::optional<FileLock> try_take(const std::string& path);
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

  private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

} // namespace kvitt::store
