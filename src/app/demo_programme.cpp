#include "app/demo_programme.h"

#include "base/embedded.h"
#include "demo/situations.h"

#include <filesystem>
#include <fstream>
#include <iomanip>

namespace kvitt::app
{
namespace
{

constexpr const char* programme_name = "files/demo/programme.json";
constexpr const char* key_name = "api-key"; // in the demo's folder, so that the next start prints the same
constexpr const char* desk_situation = "desk";

struct ReadyUser
{
    std::string email;
    std::optional<std::string> password;
    std::string name;
    std::optional<std::string> partner_id;
    std::vector<access::Role> roles;
    std::optional<std::string> situation;
};
BOOST_DESCRIBE_STRUCT(ReadyUser, (), (email, password, name, partner_id, roles, situation))

struct Ready
{
    std::string url;
    std::string desk_url;
    std::string bank_url;
    std::optional<std::string> gateway_url;
    std::string database;
    std::string inbox;
    std::string api_key;
    std::vector<ReadyUser> users;
};
BOOST_DESCRIBE_STRUCT(Ready, (), (url, desk_url, bank_url, gateway_url, database, inbox, api_key, users))

// A guest is in no situation: it may look at nothing of it.
std::optional<std::string> situation_of(const LoadedUser& user)
{
    if (!user.partner_id)
        return desk_situation;
    const bool buys = access::capabilities_of(user.roles).has(access::Capability::purchase);
    return buys ? demo::situation_of(*user.partner_id) : std::nullopt;
}

std::string key_in(const std::filesystem::path& file)
{
    std::string key;
    std::ifstream(file) >> key;
    return key;
}

std::string make_key(Db& db, const std::filesystem::path& file)
{
    const auto made = db.write(author_of(ActorKind::system), [](Tx& tx) {
        return access::add_api_key(tx, {"Demo", {access::Scope::desk}, std::nullopt});
    });
    std::ofstream(file) << made.token << "\n";
    return made.token;
}

} // namespace

DemoProgramme set_up_demo(Db& db, const std::string& folder, demo::SandboxBank& history,
                          const std::string& files_folder)
{
    const auto text = embedded::find(programme_name);
    KVITT_ASSERT(text.has_value());
    const ProgrammeFile file = parse_programme(*text);
    const std::filesystem::path key_file = std::filesystem::path(folder) / key_name;
    DemoProgramme programme{file.users, key_in(key_file)};
    if (!programme.api_key.empty())
        return programme;
    if (!db.read([](Read& read) { return catalogue::list_offers(read); }).empty())
        throw ConfigurationError(
            folder +
            " holds a demo that was not finished, or another database; remove it or name another folder");
    const Author author = author_of(ActorKind::system);
    db.write(author, [](Tx& tx) { tx.set_clock_movable(true); });
    load(db, author, file);
    const std::string statements = (std::filesystem::path(folder) / "history").string();
    demo::make_situations({db, history, statements, files_folder});
    programme.api_key = make_key(db, key_file);
    return programme;
}

void print_demo(std::ostream& out, bool as_json, const std::string& url, const Configuration& configuration,
                const DemoProgramme& programme)
{
    Ready ready{url,
                url + "/desk",
                url + "/demo/bank",
                std::nullopt,
                configuration.database,
                configuration.inbox,
                programme.api_key,
                {}};
    for (const LoadedUser& user : programme.users)
        ready.users.push_back(
            {user.email, user.password, user.name, user.partner_id, user.roles, situation_of(user)});
    if (as_json)
    {
        out << json_text(to_json(ready)) << std::endl;
        return;
    }
    out << "Partner pages   " << ready.url << "\nDesk            " << ready.desk_url << "\nSandbox bank    "
        << ready.bank_url << "\nDatabase        " << ready.database << "\nInbox           " << ready.inbox
        << "\nAPI key (desk)  " << ready.api_key << "\n\nSign in with one of these; the password is "
        << programme.users.front().password.value_or("") << "\n\n";
    for (const ReadyUser& user : ready.users)
        out << "  " << std::left << std::setw(28) << user.email << std::setw(18)
            << enum_text(user.roles.front()) << std::setw(10) << user.partner_id.value_or("")
            << user.situation.value_or("may not buy") << "\n";
    out << "\nCtrl+C ends it." << std::endl;
}

} // namespace kvitt::app
