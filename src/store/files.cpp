#include "store/files.h"

#include "base/secret.h"
#include "store/engine.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>

namespace kvitt::store
{
namespace
{

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = 256 * 1024;
constexpr std::string_view part_ending = ".part";
constexpr std::string_view swept_ending = ".swept";

[[noreturn]] void unavailable(const std::string& doing)
{
    throw Unavailable("cannot " + doing + ": " + std::strerror(errno));
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

    // The next bytes; 0 at the end, less than 0 if they cannot be read.
    ssize_t read(std::string& piece) const
    {
        for (;;)
        {
            const auto size = ::read(value_, piece.data(), piece.size());
            if (size >= 0 || errno != EINTR)
                return size;
        }
    }

    void write(std::string_view bytes, const std::string& path) const
    {
        while (!bytes.empty())
        {
            const auto written = ::write(value_, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR)
                unavailable("write " + path);
            bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
        }
    }

  private:
    int value_;
};

void make_durable(const std::string& path, int flags)
{
    const Descriptor opened(path, flags);
    if (!opened.is_open() || ::fsync(opened.value()) != 0)
        unavailable("make durable " + path);
}

void make_folder_durable(const fs::path& folder) { make_durable(folder.string(), O_RDONLY | O_DIRECTORY); }

// A new folder is an entry of the one above it, which must be on disk as well.
void make_folder(const fs::path& folder)
{
    if (fs::is_directory(folder))
        return;
    const fs::path above = fs::absolute(folder).lexically_normal().parent_path();
    if (above != folder)
        make_folder(above);
    std::error_code error;
    fs::create_directory(folder, error);
    if (error && !fs::is_directory(folder))
        throw Unavailable("cannot make " + folder.string() + ": " + error.message());
    make_folder_durable(above);
}

std::string new_path(const std::string& folder)
{
    return (fs::path(folder) / (random_token(12) + std::string(part_ending))).string();
}

bool is_older(const fs::path& path, Instant before)
{
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    constexpr std::int64_t us_per_second = 1'000'000;
    return Instant(status.st_mtim.tv_sec * us_per_second + status.st_mtim.tv_nsec / 1000) < before;
}

// The name without the ending that a sweep gave it.
std::string name_of(const fs::path& path)
{
    const fs::path name = path.filename();
    return name.extension() == swept_ending ? name.stem().string() : name.string();
}

} // namespace

void write_durably(const std::string& path, std::string_view bytes)
{
    const fs::path folder = fs::path(path).parent_path();
    make_folder(folder);
    const std::string part = new_path(folder.string());
    {
        const Descriptor to(part, O_WRONLY | O_CREAT | O_EXCL);
        if (!to.is_open())
            unavailable("write " + part);
        to.write(bytes, part);
    }
    make_durable(part, O_RDONLY);
    if (std::rename(part.c_str(), path.c_str()) != 0)
        unavailable("name " + path);
    make_folder_durable(folder);
}

std::string kept_path(const std::string& folder, const std::string& sha256)
{
    return (fs::path(folder) / sha256).string();
}

std::optional<IncomingFile> IncomingFile::copy(const std::string& path, const std::string& folder,
                                               std::int64_t bytes_max)
{
    const Descriptor from(path, O_RDONLY);
    if (!from.is_open() || fs::is_directory(path))
        return std::nullopt;
    make_folder(folder);
    IncomingFile out(folder);
    out.path_ = new_path(folder);
    const Descriptor to(out.path_, O_WRONLY | O_CREAT | O_EXCL);
    if (!to.is_open())
        unavailable("write to " + folder);
    Sha256 hash;
    std::string piece(piece_bytes, '\0');
    for (;;)
    {
        const auto size = from.read(piece);
        if (size == 0)
            break;
        out.bytes_ += size;
        if (size < 0 || out.bytes_ > bytes_max)
            return std::nullopt;
        const std::string_view bytes(piece.data(), static_cast<std::size_t>(size));
        hash.add(bytes);
        to.write(bytes, out.path_);
    }
    out.sha256_ = hash.hex_digest();
    return out;
}

IncomingFile IncomingFile::write(std::string_view bytes, const std::string& folder)
{
    make_folder(folder);
    IncomingFile out(folder);
    out.path_ = new_path(folder);
    const Descriptor to(out.path_, O_WRONLY | O_CREAT | O_EXCL);
    if (!to.is_open())
        unavailable("write to " + folder);
    to.write(bytes, out.path_);
    out.sha256_ = sha256_hex(bytes);
    out.bytes_ = static_cast<std::int64_t>(bytes.size());
    return out;
}

IncomingFile::IncomingFile(IncomingFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      path_(std::exchange(other.path_, {})),
      sha256_(std::move(other.sha256_)),
      bytes_(other.bytes_),
      kept_(other.kept_)
{}

IncomingFile::~IncomingFile()
{
    if (!kept_ && !path_.empty())
        ::unlink(path_.c_str());
}

void IncomingFile::keep()
{
    const std::string target = kept_path(folder_, sha256_);
    make_durable(path_, O_RDONLY);
    if (std::rename(path_.c_str(), target.c_str()) != 0)
        unavailable("name " + target);
    path_ = target;
    kept_ = true;
    make_folder_durable(folder_);
}

std::string read_kept(const std::string& folder, const std::string& sha256)
{
    const std::string path = kept_path(folder, sha256);
    const Descriptor from(path, O_RDONLY);
    if (!from.is_open())
        unavailable("read " + path);
    std::string bytes;
    std::string piece(piece_bytes, '\0');
    for (;;)
    {
        const auto size = from.read(piece);
        if (size < 0)
            unavailable("read " + path);
        if (size == 0)
            break;
        bytes.append(piece, 0, static_cast<std::size_t>(size));
    }
    if (sha256_hex(bytes) != sha256)
        throw Unavailable(path + " does not hold the bytes that it is named by");
    return bytes;
}

// The same bytes may be kept again at any moment, under the same name. So a file is first set aside, and goes
// only if it is old and unknown still: one that came between is put back, and a crash meanwhile is mended by
// the next sweep.
std::int64_t sweep(const std::string& folder, Instant before,
                   const std::function<bool(const std::string& name)>& is_known)
{
    std::int64_t swept = 0;
    std::error_code error;
    std::vector<fs::path> paths;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        paths.push_back(at->path());
    for (const fs::path& path : paths)
    {
        const std::string name = name_of(path);
        const bool aside_already = path.filename() != name;
        if (!aside_already && (!is_older(path, before) || is_known(name)))
            continue;
        const fs::path place = path.parent_path() / name;
        const fs::path aside = place.string() + std::string(swept_ending);
        if (!aside_already && std::rename(path.c_str(), aside.c_str()) != 0)
            continue;
        if (!is_older(aside, before) || is_known(name))
            std::rename(aside.c_str(), place.c_str());
        else if (::unlink(aside.c_str()) == 0)
            ++swept;
    }
    return swept;
}

} // namespace kvitt::store
