// Files kept beside the database, named by the SHA-256 of their bytes: written aside, made durable, then
// named. A name that is there has whole and durable bytes behind it. A file is kept before the row that names
// it, so a crash leaves at most a file without a row: harmless, and swept when it is old. No transaction is
// open meanwhile: a verb does no file work.
#pragma once

#include "base/date.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kvitt::store
{

// A file that is not kept yet; gone with the object unless keep() was called.
class IncomingFile
{
  public:
    // A copy of the file at `path`. Nothing if it cannot be read or is larger than `bytes_max`; throws
    // Unavailable if the folder cannot be written.
    static std::optional<IncomingFile> copy(const std::string& path, const std::string& folder,
                                            std::int64_t bytes_max);
    // The same of bytes in memory.
    static IncomingFile write(std::string_view bytes, const std::string& folder);
    IncomingFile(IncomingFile&& other) noexcept;
    IncomingFile& operator=(IncomingFile&& other) = delete;
    ~IncomingFile();

    const std::string& path() const { return path_; }
    const std::string& sha256() const { return sha256_; }
    std::int64_t bytes() const { return bytes_; }

    // Durable under its hash when this returns; path() stays readable.
    void keep();

  private:
    explicit IncomingFile(std::string folder) : folder_(std::move(folder)) {}
    std::string folder_;
    std::string path_;
    std::string sha256_;
    std::int64_t bytes_ = 0;
    bool kept_ = false;
};

std::string kept_path(const std::string& folder, const std::string& sha256);
// The bytes of a kept file; throws Unavailable if they cannot be read or are not those of the name any more.
std::string read_kept(const std::string& folder, const std::string& sha256);

// Writes the file anew, all or nothing: what was there stays if it throws. Throws Unavailable.
void write_durably(const std::string& path, std::string_view bytes);

// Deletes the folder's files that were not changed since `before` and that nobody knows by name; answers how
// many. One that comes again meanwhile stays.
std::int64_t sweep(const std::string& folder, Instant before,
                   const std::function<bool(const std::string& name)>& is_known);

} // namespace kvitt::store
