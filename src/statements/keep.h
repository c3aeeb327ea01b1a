// The raw bytes of statement files on disk, by hash: copied aside, made durable, then named. A name that is
// there has whole and durable bytes behind it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace kvitt::statements
{

// A copy of a file that is not kept yet; gone with the object unless keep() was called.
class Incoming
{
  public:
    // Nothing if the source cannot be read or is larger than `bytes_max`; throws store::Unavailable if the
    // folder cannot be written.
    static std::optional<Incoming> copy(const std::string& path, const std::string& files_folder,
                                        std::int64_t bytes_max);
    Incoming(Incoming&& other) noexcept;
    Incoming& operator=(Incoming&& other) = delete;
    ~Incoming();

    const std::string& path() const { return path_; }
    const std::string& sha256() const { return sha256_; }
    std::int64_t bytes() const { return bytes_; }

    // Durable under its hash when this returns; path() stays readable.
    void keep();

  private:
    Incoming() = default;
    std::string folder_;
    std::string path_;
    std::string sha256_;
    std::int64_t bytes_ = 0;
    bool kept_ = false;
};

} // namespace kvitt::statements
