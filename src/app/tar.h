// Reading and writing a POSIX tar of plain files, by libarchive. What is no plain file is refused.
#pragma once

#include "base/error.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct archive;

namespace kvitt::app
{

// What went wrong with an archive, in words.
class TarError : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

// Writes to an open descriptor, which stays the caller's.
class TarWriter
{
  public:
    explicit TarWriter(int descriptor);
    ~TarWriter();
    TarWriter(const TarWriter&) = delete;
    TarWriter& operator=(const TarWriter&) = delete;

    // Exactly `bytes` must follow by add().
    void begin(const std::string& name, std::int64_t bytes, std::int64_t seconds);
    void add(std::string_view piece);
    // The end marks; call once.
    void finish();

  private:
    struct archive* archive_;
};

class TarReader
{
  public:
    explicit TarReader(const std::string& path);
    ~TarReader();
    TarReader(const TarReader&) = delete;
    TarReader& operator=(const TarReader&) = delete;

    struct Entry
    {
        std::string name;
        std::int64_t bytes = 0;
    };
    // Nothing at the end.
    std::optional<Entry> next();
    // The next bytes of the entry; empty at its end.
    std::string_view read();

  private:
    struct archive* archive_;
    std::string piece_;
};

} // namespace kvitt::app
