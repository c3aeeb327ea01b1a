#include "app/configuration.h"

#include "base/text.h"
#include "http/url.h"
#include "orders/scan.h"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <limits>

namespace kvitt::app
{
namespace
{

constexpr std::string_view sqlite_prefix = "sqlite:";
constexpr const char* default_file = "kvitt.toml";

enum class Kind
{
    text,
    number,
    list,
};

// One value as it was given: exactly the member of its kind is filled.
struct Given
{
    std::string text;
    std::int64_t number = 0;
    std::vector<std::string> list;
    std::string folder; // where relative paths start
};

struct Setting
{
    const char* key;
    Kind kind;
    void (*set)(Configuration&, const Given&); // throws Invalid
    const char* meaning;
};

std::string absolute_path(const std::string& path, const std::string& folder)
{
    return (std::filesystem::path(folder) / path).lexically_normal().string();
}

std::int64_t within(std::int64_t number, std::int64_t least, std::int64_t most)
{
    if (number < least || number > most)
        throw Invalid("must be from " + std::to_string(least) + " to " + std::to_string(most));
    return number;
}

std::uint16_t port_from(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        throw Invalid("must be ADDRESS:PORT, like 127.0.0.1:8080");
    return port;
}

void set_listen(Configuration& to, const Given& given)
{
    const std::size_t colon = given.text.rfind(':');
    if (colon == std::string::npos || colon == 0)
        throw Invalid("must be ADDRESS:PORT, like 127.0.0.1:8080");
    std::string address = given.text.substr(0, colon);
    if (address.size() > 2 && address.front() == '[' && address.back() == ']')
        address = address.substr(1, address.size() - 2);
    to.listen_port = port_from(std::string_view(given.text).substr(colon + 1));
    to.listen_address = address;
}

void set_public_url(Configuration& to, const Given& given)
{
    std::string text = http::Url::external(given.text).text();
    while (text.back() == '/')
        text.pop_back();
    if (text.rfind("http", 0) != 0 || text.find_first_of("?#") != std::string::npos)
        throw Invalid("must be the address people type, like https://partners.example.org");
    to.public_url = text;
}

void set_database(Configuration& to, const Given& given)
{
    if (given.text.rfind(sqlite_prefix, 0) != 0 || given.text.size() == sqlite_prefix.size())
        throw Invalid("must be sqlite:PATH");
    to.database =
        std::string(sqlite_prefix) + absolute_path(given.text.substr(sqlite_prefix.size()), given.folder);
}

void set_log_level(Configuration& to, const Given& given)
{
    const auto level = enum_parse<http::LogLevel>(given.text);
    if (!level)
        throw Invalid("must be debug, info, warning or error");
    to.log_level = *level;
}

void set_clamd(Configuration& to, const Given& given)
{
    orders::ScanAddress::parse(given.text);
    to.clamd = given.text;
}

constexpr std::int64_t whole_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t count_max = 1'000'000;
constexpr std::int64_t time_ms_max = 3'600'000;
constexpr std::int64_t proof_bytes_limit = 100LL * 1024 * 1024;
constexpr std::int64_t proof_pixels_limit = 200'000'000;

template <auto Member> void set_size(Configuration& to, const Given& given)
{
    using Size = std::remove_reference_t<decltype(to.limits.*Member)>;
    to.limits.*Member = static_cast<Size>(within(given.number, 1, whole_max));
}

template <auto Member> void set_count(Configuration& to, const Given& given)
{
    to.limits.*Member = static_cast<std::size_t>(within(given.number, 1, count_max));
}

template <auto Member> void set_time(Configuration& to, const Given& given)
{
    to.limits.*Member = std::chrono::milliseconds(within(given.number, 1, time_ms_max));
}

using http::Limits;

constexpr Setting settings[] = {
    {"listen", Kind::text, set_listen, "address and port to serve at (127.0.0.1:8080)"},
    {"public_url", Kind::text, set_public_url, "the address people type; https:// here makes cookies Secure"},
    {"database", Kind::text, set_database, "sqlite:PATH (sqlite:kvitt.db)"},
    {"files", Kind::text,
     [](Configuration& to, const Given& given) { to.files = absolute_path(given.text, given.folder); },
     "folder for uploaded and imported files (files, beside the database)"},
    {"anchors", Kind::text,
     [](Configuration& to, const Given& given) { to.anchors = absolute_path(given.text, given.folder); },
     "folder where each day's head of the chain of events is written (anchors, beside the database)"},
    {"workers", Kind::number,
     [](Configuration& to, const Given& given) { to.workers = within(given.number, 1, 256); },
     "threads that answer requests (16)"},
    {"trusted_proxies", Kind::list,
     [](Configuration& to, const Given& given) { to.trusted_proxies = given.list; },
     "addresses whose X-Forwarded-For is believed (none)"},
    {"statements.inbox", Kind::text,
     [](Configuration& to, const Given& given) { to.inbox = absolute_path(given.text, given.folder); },
     "folder that is watched for bank files (none)"},
    {"proofs.bytes_max", Kind::number,
     [](Configuration& to, const Given& given) {
         to.proof_limits.bytes_max = within(given.number, 1, proof_bytes_limit);
     },
     "of a proof of payment (10485760, which is 10 MB)"},
    {"proofs.pixels_max", Kind::number,
     [](Configuration& to, const Given& given) {
         to.proof_limits.pixels_max = within(given.number, 1, proof_pixels_limit);
     },
     "of a picture that is a proof; unpacking it takes up to twelve bytes each (60000000)"},
    {"proofs.clamd", Kind::text, set_clamd,
     "unix:/PATH or HOST:PORT of a clamd that scans proofs for viruses (none)"},
    {"log.level", Kind::text, set_log_level, "debug, info, warning or error (info)"},
    {"limits.header_bytes_max", Kind::number, set_size<&Limits::header_bytes_max>, "of a request's header"},
    {"limits.body_bytes_max", Kind::number, set_size<&Limits::body_bytes_max>, "of an ordinary body"},
    {"limits.upload_bytes_max", Kind::number, set_size<&Limits::upload_bytes_max>, "of an uploaded file"},
    {"limits.header_time_ms_max", Kind::number, set_time<&Limits::header_time_max>, "to receive a header"},
    {"limits.body_time_ms_max", Kind::number, set_time<&Limits::body_time_max>, "to receive a body"},
    {"limits.write_time_ms_max", Kind::number, set_time<&Limits::write_time_max>,
     "between two steps of an answer"},
    {"limits.idle_time_ms_max", Kind::number, set_time<&Limits::idle_time_max>, "of a kept connection"},
    {"limits.drain_time_ms_max", Kind::number, set_time<&Limits::drain_time_max>,
     "at stop, for what is running"},
    {"limits.queue_max", Kind::number, set_count<&Limits::queue_max>, "requests waiting for a worker"},
    {"limits.connections_max", Kind::number, set_count<&Limits::connections_max>, "open connections"},
};

std::string variable_of(const Setting& setting)
{
    std::string name = std::string("KVITT_") + setting.key;
    for (char& c : name)
        c = c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return name;
}

const Setting* find_setting(std::string_view key)
{
    const auto* found = std::find_if(std::begin(settings), std::end(settings),
                                     [&](const Setting& s) { return key == s.key; });
    return found == std::end(settings) ? nullptr : found;
}

bool is_section(std::string_view name)
{
    return std::any_of(std::begin(settings), std::end(settings), [&](const Setting& s) {
        return std::string_view(s.key).substr(0, name.size() + 1) == std::string(name) + ".";
    });
}

[[noreturn]] void fail_at(const std::string& file, const toml::node& node, const std::string& what)
{
    throw ConfigurationError(file + ":" + std::to_string(node.source().begin.line) + ": " + what);
}

std::vector<std::string> list_from(const toml::array& items)
{
    std::vector<std::string> list;
    for (const toml::node& item : items)
    {
        if (!item.is_string())
            throw Invalid("must be a list of texts");
        list.push_back(**item.as_string());
    }
    return list;
}

Given given_from(const toml::node& node, Kind kind)
{
    Given given;
    if (kind == Kind::text && node.is_string())
        given.text = **node.as_string();
    else if (kind == Kind::number && node.is_integer())
        given.number = **node.as_integer();
    else if (kind == Kind::list && node.is_array())
        given.list = list_from(*node.as_array());
    else
        throw Invalid(kind == Kind::text     ? "must be a text in quotes"
                      : kind == Kind::number ? "must be a whole number"
                                             : "must be a list of texts");
    return given;
}

class FileReader
{
  public:
    FileReader(Configuration& to, std::string file)
        : to_(to),
          file_(std::move(file)),
          folder_(std::filesystem::absolute(file_).parent_path().string())
    {}

    void read(const toml::table& table, const std::string& section)
    {
        for (const auto& [name, node] : table)
        {
            const std::string key = section + std::string(name.str());
            if (section.empty() && node.is_table() && is_section(key))
                read(*node.as_table(), key + ".");
            else
                setting(key, node);
        }
    }

  private:
    void setting(const std::string& key, const toml::node& node)
    {
        const Setting* found = find_setting(key);
        if (found == nullptr)
            fail_at(file_, node, "unknown key " + key);
        try
        {
            Given given = given_from(node, found->kind);
            given.folder = folder_;
            found->set(to_, given);
        }
        catch (const Invalid& invalid)
        {
            fail_at(file_, node, key + " " + invalid.what());
        }
    }

    Configuration& to_;
    std::string file_;
    std::string folder_;
};

void read_file(Configuration& to, const std::string& file)
{
    if (!std::filesystem::is_regular_file(file))
        throw ConfigurationError(file + ": there is no such file");
    try
    {
        FileReader(to, file).read(toml::parse_file(file), "");
    }
    catch (const toml::parse_error& error)
    {
        throw ConfigurationError(file + ":" + std::to_string(error.source().begin.line) + ": " +
                                 std::string(error.description()));
    }
}

Given given_from(const std::string& text, Kind kind)
{
    Given given;
    given.text = text;
    if (kind == Kind::list)
        for (const auto item : split(text, ','))
            if (!trimmed(item).empty())
                given.list.emplace_back(trimmed(item));
    if (kind == Kind::number)
    {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), given.number);
        if (text.empty() || error != std::errc() || end != text.data() + text.size())
            throw Invalid("must be a whole number");
    }
    return given;
}

void read_variables(Configuration& to, const std::string& folder, const Environment& environment)
{
    for (const Setting& setting : settings)
    {
        const std::string name = variable_of(setting);
        const auto text = environment(name);
        if (!text)
            continue;
        try
        {
            Given given = given_from(*text, setting.kind);
            given.folder = folder;
            setting.set(to, given);
        }
        catch (const Invalid& invalid)
        {
            throw ConfigurationError(name + " " + invalid.what());
        }
    }
}

} // namespace

std::string Configuration::url() const
{
    if (!public_url.empty())
        return public_url;
    const bool six = listen_address.find(':') != std::string::npos;
    return "http://" + (six ? "[" + listen_address + "]" : listen_address) + ":" +
           std::to_string(listen_port);
}

std::string Configuration::files_folder() const
{
    return files.empty() ? (std::filesystem::path(database_path()).parent_path() / "files").string() : files;
}

std::string Configuration::anchors_folder() const
{
    return anchors.empty() ? (std::filesystem::path(database_path()).parent_path() / "anchors").string()
                           : anchors;
}

std::string Configuration::spool_folder() const
{
    return (std::filesystem::path(files_folder()) / "spool").string();
}

std::string Configuration::database_path() const
{
    if (database.rfind(sqlite_prefix, 0) != 0)
        throw ConfigurationError("database must be sqlite:PATH");
    return std::filesystem::absolute(database.substr(sqlite_prefix.size())).lexically_normal().string();
}

Environment environment_variables()
{
    return [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
}

Configuration load_configuration(const std::optional<std::string>& file, const std::string& folder,
                                 const Environment& environment)
{
    Configuration configuration;
    configuration.database = std::string(sqlite_prefix) + absolute_path("kvitt.db", folder);
    const auto named = file ? file : environment("KVITT_CONFIG");
    const std::string fallback = absolute_path(default_file, folder);
    if (named)
        read_file(configuration, absolute_path(*named, folder));
    else if (std::filesystem::exists(fallback))
        read_file(configuration, fallback);
    read_variables(configuration, folder, environment);
    return configuration;
}

std::string settings_text()
{
    std::string out;
    for (const Setting& setting : settings)
        out += std::string("  ") + setting.key + ", " + variable_of(setting) + "\n      " + setting.meaning +
               "\n";
    return out;
}

} // namespace kvitt::app
