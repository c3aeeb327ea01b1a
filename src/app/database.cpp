#include "app/database.h"

#include <filesystem>

namespace kvitt::app
{

std::optional<OwnedDatabase> try_own(const Configuration& configuration, bool may_create)
{
    const std::string path = configuration.database_path();
    if (!may_create && !std::filesystem::exists(path))
        throw store::Unavailable("there is no database at " + path + "; `kvitt migrate` makes one");
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
    auto lock = store::FileLock::try_take(path + ".lock");
    if (!lock)
        return std::nullopt;
    auto db = Db::open("sqlite:" + path);
    db->migrate();
    return OwnedDatabase{std::move(*lock), std::move(db)};
}

} // namespace kvitt::app
