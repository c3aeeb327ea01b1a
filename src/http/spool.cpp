#include "http/spool.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace kvitt::http
{

SpoolFile::SpoolFile(const std::string& folder) : path_(folder + "/kvitt-upload-XXXXXX")
{
    file_ = ::mkostemp(path_.data(), O_CLOEXEC);
    if (file_ >= 0)
        return;
    error_ = errno;
    path_.clear();
}

SpoolFile::~SpoolFile()
{
    if (file_ >= 0)
        ::close(file_);
    if (!path_.empty())
        ::unlink(path_.c_str());
}

void SpoolFile::write(std::string_view bytes)
{
    while (!bytes.empty() && error_ == 0)
    {
        const auto written = ::write(file_, bytes.data(), bytes.size());
        if (written >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            error_ = errno;
    }
}

std::shared_ptr<const BodyFile> SpoolFile::hand_on()
{
    return std::make_shared<const BodyFile>(std::exchange(path_, {}));
}

} // namespace kvitt::http
