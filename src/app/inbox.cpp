#include "app/inbox.h"

#include "base/text.h"
#include "http/log.h"
#include "matching/import.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace kvitt::app
{
namespace
{

namespace fs = std::filesystem;

constexpr std::int64_t nanoseconds = 1'000'000'000;
constexpr int same_names_max = 10'000;

const char* const done_folder = "done";
const char* const refused_folder = "refused";

bool ends_with(std::string_view text, std::string_view end)
{
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// What lists show: file names may be any bytes.
std::string shown_name(const std::string& name)
{
    std::string shown = name;
    if (!is_storable_text(shown))
        for (char& c : shown)
            if (static_cast<unsigned char>(c) >= 0x80)
                c = '?';
    return shown;
}

// "may.xml", 2 -> "may-2.xml"
std::string numbered(const std::string& name, int number)
{
    const fs::path path(name);
    return number == 1 ? name
                       : path.stem().string() + "-" + std::to_string(number) + path.extension().string();
}

// False if there is something of that name already.
bool moved_to(const fs::path& target, const fs::path& file)
{
    if (::renameat2(AT_FDCWD, file.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno == EEXIST)
        return false;
    throw store::Unavailable("cannot move " + file.string() + " to " + target.string() + ": " +
                             std::strerror(errno));
}

// False if there is something of that name already.
bool written_new(const fs::path& target, const std::string& text)
{
    const int file = ::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0 && errno == EEXIST)
        return false;
    const bool whole =
        file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (file >= 0)
        ::close(file);
    if (!whole)
        throw store::Unavailable("cannot write " + target.string());
    return true;
}

std::string reason_text(const matching::ImportError& error)
{
    std::string text = error.message + "\n";
    if (error.line)
        text += "line: " + std::to_string(*error.line) + "\n";
    if (error.element)
        text += "element: " + *error.element + "\n";
    return text;
}

// Under its own name or the first free numbered one.
void move_to_done(const fs::path& folder, const fs::path& file)
{
    for (int number = 1; number <= same_names_max; ++number)
        if (moved_to(folder / numbered(file.filename().string(), number), file))
            return;
    throw store::Unavailable("too many files of one name in " + folder.string());
}

// The reason is there before the file is, for whoever watches the folder.
void move_to_refused(const fs::path& folder, const fs::path& file, const std::string& reason)
{
    for (int number = 1; number <= same_names_max; ++number)
    {
        const std::string name = numbered(file.filename().string(), number);
        const fs::path reason_file = folder / (name + ".reason.txt");
        if (fs::exists(folder / name) || !written_new(reason_file, reason))
            continue;
        if (moved_to(folder / name, file))
            return;
        fs::remove(reason_file);
    }
    throw store::Unavailable("too many files of one name in " + folder.string());
}

void log_taken(const std::string& name, const matching::Imported& imported)
{
    http::log_line(http::LogLevel::info, json::object{{"event", "statement_file"},
                                                      {"name", name},
                                                      {"result", imported.result},
                                                      {"entries", imported.entries},
                                                      {"new", imported.new_},
                                                      {"allocated", imported.allocated}});
}

void make_folders(const std::string& folder)
{
    std::error_code error;
    for (const fs::path& one :
         {fs::path(folder), fs::path(folder) / done_folder, fs::path(folder) / refused_folder})
    {
        fs::create_directories(one, error);
        if (error)
            throw store::Unavailable("cannot make the inbox folder " + one.string() + ": " + error.message());
    }
}

} // namespace

Inbox::Inbox(std::string folder, std::string files_folder)
    : folder_(std::move(folder)),
      files_folder_(std::move(files_folder))
{
    make_folders(folder_);
}

bool Inbox::is_ignored(std::string_view name)
{
    const std::string low = lower_ascii(name);
    return name.empty() || name.front() == '.' || ends_with(low, ".part") || ends_with(low, ".tmp");
}

std::int64_t Inbox::scan(Db& db, Clock::time_point now)
{
    std::int64_t taken = 0;
    for (const std::string& name : quiet_names(now))
    {
        if (take(db, name))
        {
            seen_.erase(name);
            ++taken;
        }
        else
            seen_[name].since = now + retry_time;
    }
    return taken;
}

std::vector<std::string> Inbox::quiet_names(Clock::time_point now)
{
    std::vector<std::string> quiet;
    std::map<std::string, Seen> still_there;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_))
    {
        const std::string name = entry.path().filename().string();
        struct stat found;
        if (is_ignored(name) || ::lstat(entry.path().c_str(), &found) != 0 || !S_ISREG(found.st_mode))
            continue;
        Seen seen{static_cast<std::uintmax_t>(found.st_size),
                  found.st_mtim.tv_sec * nanoseconds + found.st_mtim.tv_nsec, now};
        const auto before = seen_.find(name);
        if (before != seen_.end() && before->second.size == seen.size &&
            before->second.changed_ns == seen.changed_ns)
            seen.since = before->second.since;
        still_there[name] = seen;
        if (now - seen.since >= quiet_time)
            quiet.push_back(name);
    }
    seen_ = std::move(still_there);
    std::sort(quiet.begin(), quiet.end());
    return quiet;
}

// False if the file still lies there. A file that our own code stumbles over must not hold up the others.
bool Inbox::take(Db& db, const std::string& name)
{
    const fs::path file = fs::path(folder_) / name;
    const std::string shown = shown_name(name);
    try
    {
        const auto imported = matching::import_file(db, author_of(ActorKind::bank),
                                                    {file.string(), shown, files_folder_, false});
        log_taken(shown, imported);
        if (imported.error)
            move_to_refused(fs::path(folder_) / refused_folder, file, reason_text(*imported.error));
        else
            move_to_done(fs::path(folder_) / done_folder, file);
        return true;
    }
    catch (const std::exception& fault)
    {
        http::log_line(http::LogLevel::error,
                       json::object{{"event", "inbox_stuck"}, {"name", shown}, {"fault", fault.what()}});
        return false;
    }
}

} // namespace kvitt::app
