#include "statements/keep.h"

#include "base/secret.h"
#include "statements/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>

namespace kvitt::statements
{
namespace
{

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = 256 * 1024;
constexpr const char* kept_folder = "statements";

[[noreturn]] void unavailable(const std::string& doing)
{
    throw store::Unavailable("cannot " + doing + ": " + std::strerror(errno));
}

class Descriptor
{
  public:
    Descriptor(const std::string& path, int flags) : value_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~Descriptor()
    {
        if (value_ >= 0)
            ::close(value_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    bool is_open() const { return value_ >= 0; }
    int value() const { return value_; }

  private:
    int value_;
};

void write_all(int descriptor, std::string_view bytes, const std::string& path)
{
    while (!bytes.empty())
    {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            unavailable("write " + path);
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
}

void make_durable(const std::string& path, int flags)
{
    const Descriptor opened(path, flags);
    if (!opened.is_open() || ::fsync(opened.value()) != 0)
        unavailable("make durable " + path);
}

} // namespace

std::string kept_path(const std::string& files_folder, const std::string& sha256)
{
    return (fs::path(files_folder) / kept_folder / sha256).string();
}

std::optional<Incoming> Incoming::copy(const std::string& path, const std::string& files_folder,
                                       std::int64_t bytes_max)
{
    const Descriptor from(path, O_RDONLY);
    if (!from.is_open() || fs::is_directory(path))
        return std::nullopt;
    Incoming out;
    out.folder_ = (fs::path(files_folder) / kept_folder).string();
    std::error_code error;
    fs::create_directories(out.folder_, error);
    out.path_ = (fs::path(out.folder_) / (random_token(12) + ".part")).string();
    const Descriptor to(out.path_, O_WRONLY | O_CREAT | O_EXCL);
    if (error || !to.is_open())
        unavailable("write to " + out.folder_);
    Sha256 hash;
    std::string piece(piece_bytes, '\0');
    for (;;)
    {
        const auto size = ::read(from.value(), piece.data(), piece.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size == 0)
            break;
        out.bytes_ += size;
        if (size < 0 || out.bytes_ > bytes_max)
            return std::nullopt;
        const std::string_view bytes(piece.data(), static_cast<std::size_t>(size));
        hash.add(bytes);
        write_all(to.value(), bytes, out.path_);
    }
    out.sha256_ = hash.hex_digest();
    return out;
}

Incoming::Incoming(Incoming&& other) noexcept
    : folder_(std::move(other.folder_)),
      path_(std::exchange(other.path_, {})),
      sha256_(std::move(other.sha256_)),
      bytes_(other.bytes_),
      kept_(other.kept_)
{}

Incoming::~Incoming()
{
    if (!kept_ && !path_.empty())
        ::unlink(path_.c_str());
}

void Incoming::keep()
{
    const std::string target = (fs::path(folder_) / sha256_).string();
    make_durable(path_, O_RDONLY);
    if (std::rename(path_.c_str(), target.c_str()) != 0)
        unavailable("name " + target);
    path_ = target;
    kept_ = true;
    make_durable(folder_, O_RDONLY | O_DIRECTORY);
}

} // namespace kvitt::statements
