#include "app/backup.h"

#include "access/access.h"
#include "app/tar.h"
#include "base/secret.h"
#include "orders/faults.h"
#include "orders/proof_files.h"
#include "statements/files.h"
#include "store/copy.h"
#include "store/files.h"
#include "store/lock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <set>

namespace kvitt::app
{
namespace
{

namespace fs = std::filesystem;

constexpr const char* format_name = "kvitt-backup-1";
constexpr const char* manifest_name = "manifest.json";
constexpr const char* database_name = "kvitt.db";
constexpr std::size_t piece_bytes = 256 * 1024;
constexpr std::int64_t progress_bytes = 1024LL * 1024 * 1024;

struct BackupMade
{
    static constexpr const char* kind = "backup_made";
    std::string file;
    std::int64_t files = 0;
};
BOOST_DESCRIBE_STRUCT(BackupMade, (), (file, files))

struct BackupRestored
{
    static constexpr const char* kind = "backup_restored";
    Instant made_at;
};
BOOST_DESCRIBE_STRUCT(BackupRestored, (), (made_at))

std::int64_t seconds_of(Instant at) { return at.us() / 1'000'000; }

// A folder of our own beside the target, gone with the object.
class WorkFolder
{
  public:
    explicit WorkFolder(const fs::path& beside)
        : path_(beside.parent_path() / ("." + beside.filename().string() + "-" + random_token(9)))
    {
        std::error_code error;
        fs::create_directories(path_, error);
        if (error)
            throw Refused(backup_not_written, {{"why", error.message()}});
        fs::permissions(path_, fs::perms::owner_all, error);
    }
    ~WorkFolder()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    std::string in(const std::string& name) const { return (path_ / name).string(); }

  private:
    fs::path path_;
};

class File
{
  public:
    File(const std::string& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~File()
    {
        if (descriptor_ >= 0)
            ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    bool is_open() const { return descriptor_ >= 0; }
    int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
};

std::string_view next_piece(const File& file, std::string& piece)
{
    const auto size = ::read(file.descriptor(), piece.data(), piece.size());
    return {piece.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
}

BackupEntry described(const std::string& name, const std::string& path)
{
    const File file(path, O_RDONLY);
    BackupEntry entry{name, 0, {}};
    Sha256 hash;
    std::string piece(piece_bytes, '\0');
    for (auto bytes = next_piece(file, piece); file.is_open() && !bytes.empty();
         bytes = next_piece(file, piece))
    {
        hash.add(bytes);
        entry.bytes += static_cast<std::int64_t>(bytes.size());
    }
    entry.sha256 = hash.hex_digest();
    return entry;
}

// Where the bytes of an entry lie.
struct Source
{
    BackupEntry entry;
    std::string path;
};

void add_kept(std::vector<Source>& sources, std::set<std::string>& names, const std::string& name,
              const std::string& path, const std::string& sha256)
{
    if (!names.insert(name).second)
        return;
    BackupEntry entry = described(name, path);
    require(entry.sha256 == sha256, kept_file_damaged, {{"file", path}});
    sources.push_back({std::move(entry), path});
}

// Everything that the copy of the database names.
std::vector<Source> sources_of(Db& copy, const std::string& copy_path, const std::string& files_folder)
{
    std::vector<Source> sources{{described(database_name, copy_path), copy_path}};
    std::set<std::string> names;
    for (const auto& file : copy.read(statements::list_kept_files))
        add_kept(sources, names, "files/statements/" + file.sha256,
                 statements::kept_path(files_folder, file.sha256), file.sha256);
    for (const auto& proof : copy.read(orders::list_kept_proofs))
        for (const std::string& hash : {proof.sha256, proof.shown_sha256})
            add_kept(sources, names, "files/proofs/" + hash, orders::proof_path(files_folder, hash), hash);
    return sources;
}

// Tells every gigabyte.
class Progress
{
  public:
    Progress(std::ostream& to, const char* verb) : to_(to), verb_(verb) {}
    void add(std::size_t bytes)
    {
        const std::int64_t before = done_ / progress_bytes;
        done_ += static_cast<std::int64_t>(bytes);
        if (done_ / progress_bytes > before)
            to_ << verb_ << " " << done_ / progress_bytes << " GiB\n" << std::flush;
    }

  private:
    std::ostream& to_;
    const char* verb_;
    std::int64_t done_ = 0;
};

void write_archive(int descriptor, const Manifest& manifest, const std::vector<Source>& sources,
                   Progress& progress)
{
    TarWriter tar(descriptor);
    const std::string text = json_text(to_json(manifest)) + "\n";
    const std::int64_t seconds = seconds_of(manifest.made_at);
    tar.begin(manifest_name, static_cast<std::int64_t>(text.size()), seconds);
    tar.add(text);
    std::string piece(piece_bytes, '\0');
    for (const Source& source : sources)
    {
        tar.begin(source.entry.name, source.entry.bytes, seconds);
        const File file(source.path, O_RDONLY);
        for (auto bytes = next_piece(file, piece); !bytes.empty(); bytes = next_piece(file, piece))
        {
            tar.add(bytes);
            progress.add(bytes.size());
        }
    }
    tar.finish();
}

void make_durable(const std::string& path, int flags)
{
    const File opened(path, O_RDONLY | flags);
    require(opened.is_open() && ::fsync(opened.descriptor()) == 0, backup_not_written,
            {{"why", "cannot make durable " + path}});
}

std::string folder_of(const std::string& path)
{
    const auto folder = fs::absolute(path).parent_path();
    return folder.string();
}

} // namespace

Manifest back_up(Db& db, const Configuration& configuration, const std::string& file, std::ostream& progress)
{
    require(!fs::exists(file), backup_exists, {{"file", file}});
    require(fs::is_directory(folder_of(file)), backup_not_written,
            {{"why", folder_of(file) + " is no folder"}});
    const WorkFolder work{fs::absolute(file)};
    const std::string copy_path = work.in(database_name);
    const std::string part = work.in("part");
    store::copy_database(configuration.database_path(), copy_path);
    Manifest manifest{format_name, machine_now(), {}, {}};
    std::vector<Source> sources;
    {
        const auto copy = Db::open("sqlite:" + copy_path);
        manifest.as_of = copy->read([](Read& read) { return read.now(); });
        sources = sources_of(*copy, copy_path, configuration.files_folder());
    }
    sources.front().entry = described(database_name, copy_path); // closed: nothing changes it any more
    for (const Source& source : sources)
        manifest.entries.push_back(source.entry);
    try
    {
        const File to(part, O_WRONLY | O_CREAT | O_EXCL);
        require(to.is_open(), backup_not_written, {{"why", std::strerror(errno)}});
        Progress told(progress, "written");
        write_archive(to.descriptor(), manifest, sources, told);
    }
    catch (const TarError& error)
    {
        throw Refused(backup_not_written, {{"why", error.what()}});
    }
    make_durable(part, 0);
    require(::link(part.c_str(), file.c_str()) == 0, backup_not_written, {{"why", std::strerror(errno)}});
    make_durable(folder_of(file), O_DIRECTORY);
    db.write(author_of(ActorKind::system), [&](Tx& tx) {
        events::record(tx, {},
                       BackupMade{fs::path(file).filename().string(),
                                  static_cast<std::int64_t>(manifest.entries.size())});
    });
    return manifest;
}

namespace
{

class Restoring
{
  public:
    Restoring(std::string file, const WorkFolder& work, std::ostream& progress)
        : file_(std::move(file)),
          tar_(file_),
          work_(work),
          progress_(progress, "restored")
    {}

    Manifest unpack()
    {
        Manifest manifest = read_manifest();
        fs::create_directories(work_.in("files/statements"));
        fs::create_directories(work_.in("files/proofs"));
        for (const BackupEntry& entry : manifest.entries)
            unpack_one(entry);
        check(!tar_.next().has_value(), "it holds more than its manifest names");
        return manifest;
    }

  private:
    void check(bool holds, const std::string& why) const
    {
        require(holds, backup_damaged, {{"file", file_}, {"why", why}});
    }

    Manifest read_manifest()
    {
        const auto entry = tar_.next();
        check(entry && entry->name == manifest_name && entry->bytes <= manifest_bytes_max,
              "it does not begin with a manifest");
        std::string text;
        for (auto piece = tar_.read(); !piece.empty(); piece = tar_.read())
            text += piece;
        Manifest manifest = from_json<Manifest>(parse_json(text));
        check(manifest.format == format_name, "its format is not " + std::string(format_name));
        check(!manifest.entries.empty() && manifest.entries.front().name == database_name,
              "it holds no database");
        return manifest;
    }

    // Only these names, so that nothing is written anywhere else.
    static bool is_name_of_ours(const BackupEntry& entry)
    {
        const auto is_hash = [&](std::string_view text) {
            return text.size() == entry.sha256.size() && text == entry.sha256 && text.size() == 64 &&
                   text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
        };
        for (const std::string_view folder : {"files/statements/", "files/proofs/"})
            if (std::string_view(entry.name).starts_with(folder))
                return is_hash(std::string_view(entry.name).substr(folder.size()));
        return entry.name == database_name;
    }

    void unpack_one(const BackupEntry& entry)
    {
        check(is_name_of_ours(entry), "it names a file that no backup holds");
        const auto found = tar_.next();
        check(found && found->name == entry.name && found->bytes == entry.bytes,
              entry.name + " is not where its manifest says");
        const File to(work_.in(entry.name), O_WRONLY | O_CREAT | O_EXCL);
        check(to.is_open(), entry.name + " cannot be written, or is there twice");
        Sha256 hash;
        for (auto piece = tar_.read(); !piece.empty(); piece = tar_.read())
        {
            hash.add(piece);
            check(::write(to.descriptor(), piece.data(), piece.size()) == static_cast<ssize_t>(piece.size()),
                  "the disk does not take " + entry.name);
            progress_.add(piece.size());
        }
        check(hash.hex_digest() == entry.sha256, entry.name + " does not hold its bytes");
        check(::fsync(to.descriptor()) == 0, "the disk does not keep " + entry.name);
    }

    std::string file_;
    TarReader tar_;
    const WorkFolder& work_;
    Progress progress_;
};

bool is_empty_place(const std::string& folder)
{
    std::error_code error;
    return !fs::exists(folder) || fs::is_empty(folder, error);
}

void place(const WorkFolder& work, const std::string& database, const std::string& files_folder)
{
    std::error_code error;
    fs::remove(files_folder, error); // an empty folder
    fs::create_directories(fs::path(files_folder).parent_path(), error);
    fs::rename(work.in("files"), files_folder);
    fs::rename(work.in(database_name), database);
    make_durable(folder_of(files_folder), O_DIRECTORY);
    make_durable(folder_of(database), O_DIRECTORY);
}

Manifest unpacked(const std::string& file, const WorkFolder& work, std::ostream& progress)
{
    try
    {
        return Restoring(file, work, progress).unpack();
    }
    catch (const TarError& error)
    {
        throw Refused(backup_damaged, {{"file", file}, {"why", error.what()}});
    }
    catch (const InvalidFields&)
    {
        throw Refused(backup_damaged, {{"file", file}, {"why", "its manifest cannot be read"}});
    }
}

} // namespace

Manifest restore(const Configuration& configuration, const std::string& file, std::ostream& progress)
{
    const std::string database = configuration.database_path();
    const std::string files = configuration.files_folder();
    require(!fs::exists(database), target_not_empty, {{"what", database}});
    require(is_empty_place(files), target_not_empty, {{"what", files}});
    std::error_code error;
    fs::create_directories(folder_of(database), error);
    const auto lock = store::FileLock::try_take(database + ".lock");
    require(lock.has_value(), target_not_empty, {{"what", "a kvitt at " + database}});
    const WorkFolder work{fs::absolute(database)};
    Manifest manifest = unpacked(file, work, progress);
    const std::string copy = work.in(database_name);
    require(store::is_whole_database(copy), backup_damaged,
            {{"file", file}, {"why", "its database is damaged"}});
    {
        const auto db = Db::open("sqlite:" + copy);
        db->migrate();
        // Whoever holds an old copy must not be signed in by it.
        db->write(author_of(ActorKind::system), [&](Tx& tx) {
            access::end_all_sessions(tx);
            events::record(tx, {}, BackupRestored{manifest.made_at});
        });
    }
    place(work, database, files);
    return manifest;
}

} // namespace kvitt::app
