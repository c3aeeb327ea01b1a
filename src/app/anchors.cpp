#include "app/anchors.h"

#include "app/configuration.h"
#include "http/log.h"
#include "store/files.h"

#include <fstream>
#include <sstream>

namespace kvitt::app
{
namespace
{

namespace fs = std::filesystem;

std::string text_of(const fs::path& file)
{
    std::error_code error;
    const auto size = fs::file_size(file, error);
    std::ifstream from(file, std::ios::binary);
    if (error || !from)
        throw ConfigurationError("cannot read " + file.string());
    if (size > anchor_bytes_max)
        throw ConfigurationError(file.string() + " is too large to be a head of the chain");
    std::ostringstream text;
    text << from.rdbuf();
    return text.str();
}

} // namespace

bool write_anchor(Db& db, const std::string& folder)
{
    const Date day = TimeZone::utc().date_at(machine_now());
    const fs::path path = fs::path(folder) / ("chain-" + day.text() + ".json");
    if (fs::exists(path))
        return false;
    const auto head = db.read(events::try_chain_head);
    if (!head)
        return false;
    store::write_durably(path.string(), json_text(to_json(*head)) + "\n");
    http::log_line(http::LogLevel::info,
                   json::object{{"event", "chain_head"}, {"seq", head->seq}, {"hash", head->hash}});
    return true;
}

events::Anchor read_anchor(const fs::path& file)
{
    try
    {
        return from_json<events::Anchor>(parse_json(text_of(file)));
    }
    catch (const InvalidFields& invalid)
    {
        throw ConfigurationError(file.string() +
                                 " is no head of the chain of events: " + invalid.errors().front().message);
    }
}

} // namespace kvitt::app
