#include "app/tar.h"

#include <archive.h>
#include <archive_entry.h>

#include <sys/stat.h>

#include <optional>

namespace kvitt::app
{
namespace
{

constexpr std::size_t piece_bytes = 256 * 1024;
constexpr mode_t file_mode = 0600;

[[noreturn]] void fail(struct archive* from)
{
    const char* said = archive_error_string(from);
    throw TarError(said != nullptr ? said : "it cannot be read");
}

} // namespace

TarWriter::TarWriter(int descriptor) : archive_(archive_write_new())
{
    archive_write_set_format_pax_restricted(archive_);
    archive_write_set_bytes_per_block(archive_, piece_bytes);
    archive_write_set_bytes_in_last_block(archive_, 1);
    if (archive_write_open_fd(archive_, descriptor) != ARCHIVE_OK)
        fail(archive_);
}

TarWriter::~TarWriter() { archive_write_free(archive_); }

void TarWriter::begin(const std::string& name, std::int64_t bytes, std::int64_t seconds)
{
    const std::unique_ptr<struct archive_entry, void (*)(struct archive_entry*)> entry(archive_entry_new(),
                                                                                       archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), bytes);
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), file_mode);
    archive_entry_set_mtime(entry.get(), seconds, 0);
    if (archive_write_header(archive_, entry.get()) != ARCHIVE_OK)
        fail(archive_);
}

void TarWriter::add(std::string_view piece)
{
    if (archive_write_data(archive_, piece.data(), piece.size()) != static_cast<la_ssize_t>(piece.size()))
        fail(archive_);
}

void TarWriter::finish()
{
    if (archive_write_close(archive_) != ARCHIVE_OK)
        fail(archive_);
}

TarReader::TarReader(const std::string& path) : archive_(archive_read_new()), piece_(piece_bytes, '\0')
{
    archive_read_support_format_tar(archive_);
    if (archive_read_open_filename(archive_, path.c_str(), piece_bytes) != ARCHIVE_OK)
    {
        const std::string said = archive_error_string(archive_);
        archive_read_free(archive_);
        throw TarError(said);
    }
}

TarReader::~TarReader() { archive_read_free(archive_); }

std::optional<TarReader::Entry> TarReader::next()
{
    struct archive_entry* entry = nullptr;
    const int code = archive_read_next_header(archive_, &entry);
    if (code == ARCHIVE_EOF)
        return std::nullopt;
    if (code != ARCHIVE_OK)
        fail(archive_);
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr ||
        archive_entry_size_is_set(entry) == 0 || archive_entry_pathname(entry) == nullptr)
        throw TarError("it holds something that is no plain file");
    return Entry{archive_entry_pathname(entry), archive_entry_size(entry)};
}

std::string_view TarReader::read()
{
    const auto size = archive_read_data(archive_, piece_.data(), piece_.size());
    if (size < 0)
        fail(archive_);
    return {piece_.data(), static_cast<std::size_t>(size)};
}

} // namespace kvitt::app
