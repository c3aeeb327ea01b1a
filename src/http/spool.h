// A body on its way to disk. The file goes with this object, unless it is handed on to the request.
#pragma once

#include "http/message.h"

namespace kvitt::http
{

class SpoolFile
{
  public:
    // A new file in the folder; see error().
    explicit SpoolFile(const std::string& folder);
    ~SpoolFile();
    SpoolFile(const SpoolFile&) = delete;
    SpoolFile& operator=(const SpoolFile&) = delete;

    // Why the file could not be made or written, as errno; 0: all is well.
    int error() const { return error_; }
    // Blocks. After a failure nothing more is written.
    void write(std::string_view bytes);
    // Throws std::system_error if it cannot be mapped.
    std::shared_ptr<const BodyFile> hand_on();

  private:
    std::string path_;
    int file_ = -1;
    int error_ = 0;
};

} // namespace kvitt::http
