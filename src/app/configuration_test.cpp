#include "app/configuration.h"

#include "base/secret.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

using namespace kvitt;
using namespace kvitt::app;

namespace
{

class ConfigurationTest : public testing::Test
{
  protected:
    ConfigurationTest() : folder_(std::filesystem::temp_directory_path() / ("kvitt-conf-" + random_token(9)))
    {
        std::filesystem::create_directories(folder_);
    }
    ~ConfigurationTest() override { std::filesystem::remove_all(folder_); }

    Configuration load(const std::string& text)
    {
        std::ofstream(folder_ / "kvitt.toml") << text;
        return load_configuration(std::nullopt, folder_.string(), environment());
    }
    std::string fault(const std::string& text)
    {
        try
        {
            load(text);
        }
        catch (const ConfigurationError& error)
        {
            const std::string file = (folder_ / "kvitt.toml").string();
            const std::string what = error.what();
            return what.rfind(file, 0) == 0 ? what.substr(file.size()) : what;
        }
        return "no error";
    }
    Environment environment()
    {
        return [this](const std::string& name) {
            const auto found = variables_.find(name);
            return found == variables_.end() ? std::nullopt : std::optional(found->second);
        };
    }

    std::filesystem::path folder_;
    std::map<std::string, std::string> variables_;
};

} // namespace

TEST_F(ConfigurationTest, WithoutAFileThereAreDefaults)
{
    const Configuration made = load_configuration(std::nullopt, folder_.string(), environment());
    EXPECT_EQ(made.listen_address, "127.0.0.1");
    EXPECT_EQ(made.listen_port, 8080);
    EXPECT_EQ(made.url(), "http://127.0.0.1:8080");
    EXPECT_EQ(made.database_path(), (folder_ / "kvitt.db").string());
    EXPECT_EQ(made.files_folder(), (folder_ / "files").string());
    EXPECT_TRUE(made.inbox.empty());
    EXPECT_FALSE(made.is_secure());
}

TEST_F(ConfigurationTest, EveryKindOfSettingIsRead)
{
    const Configuration made = load(R"(
listen = "[::1]:9000"
public_url = "https://partners.example.org/"
database = "sqlite:var/books.db"
workers = 4
trusted_proxies = ["10.0.0.1", "10.0.0.2"]
[statements]
inbox = "in"
[limits]
body_bytes_max = 5000
idle_time_ms_max = 250
[log]
level = "warning"
)");
    EXPECT_EQ(made.listen_address, "::1");
    EXPECT_EQ(made.listen_port, 9000);
    EXPECT_EQ(made.url(), "https://partners.example.org");
    EXPECT_TRUE(made.is_secure());
    EXPECT_EQ(made.database_path(), (folder_ / "var/books.db").string());
    EXPECT_EQ(made.files_folder(), (folder_ / "var/files").string());
    EXPECT_EQ(made.workers, 4);
    EXPECT_EQ(made.trusted_proxies, (std::vector<std::string>{"10.0.0.1", "10.0.0.2"}));
    EXPECT_EQ(made.inbox, (folder_ / "in").string());
    EXPECT_EQ(made.limits.body_bytes_max, 5000U);
    EXPECT_EQ(made.limits.idle_time_max, std::chrono::milliseconds(250));
    EXPECT_EQ(made.log_level, http::LogLevel::warning);
}

TEST_F(ConfigurationTest, VariablesOverrideTheFile)
{
    variables_ = {{"KVITT_LISTEN", "127.0.0.1:1"},
                  {"KVITT_STATEMENTS_INBOX", "/var/inbox"},
                  {"KVITT_WORKERS", "2"},
                  {"KVITT_TRUSTED_PROXIES", "10.0.0.1, 10.0.0.2"}};
    const Configuration made = load("listen = \"127.0.0.1:9000\"\nworkers = 3\n");
    EXPECT_EQ(made.listen_port, 1);
    EXPECT_EQ(made.inbox, "/var/inbox");
    EXPECT_EQ(made.workers, 2);
    EXPECT_EQ(made.trusted_proxies.size(), 2U);
}

TEST_F(ConfigurationTest, AMistakeNamesItsLine)
{
    EXPECT_EQ(fault("workers = 3\nworker = 4\n"), ":2: unknown key worker");
    EXPECT_EQ(fault("[statements]\n\ninboks = \"x\"\n"), ":3: unknown key statements.inboks");
    EXPECT_EQ(fault("[mail]\nhost = \"x\"\n"), ":1: unknown key mail");
    EXPECT_EQ(fault("statements = 1\n"), ":1: unknown key statements");
    EXPECT_EQ(fault("workers = \"4\"\n"), ":1: workers must be a whole number");
    EXPECT_EQ(fault("workers = 0\n"), ":1: workers must be from 1 to 256");
    EXPECT_EQ(fault("listen = 8080\n"), ":1: listen must be a text in quotes");
    EXPECT_EQ(fault("listen = \"8080\"\n"), ":1: listen must be ADDRESS:PORT, like 127.0.0.1:8080");
    EXPECT_EQ(fault("listen = \"127.0.0.1:99999\"\n"),
              ":1: listen must be ADDRESS:PORT, like 127.0.0.1:8080");
    EXPECT_EQ(fault("database = \"mysql:x\"\n"), ":1: database must be sqlite:PATH");
    EXPECT_EQ(fault("trusted_proxies = [1]\n"), ":1: trusted_proxies must be a list of texts");
    EXPECT_EQ(fault("[log]\nlevel = \"loud\"\n"), ":2: log.level must be debug, info, warning or error");
    EXPECT_EQ(fault("workers = \n").substr(0, 3), ":1:");
    variables_ = {{"KVITT_WORKERS", "many"}};
    EXPECT_EQ(fault(""), "KVITT_WORKERS must be a whole number");
}

TEST_F(ConfigurationTest, ANamedFileMustBeThere)
{
    EXPECT_THROW(load_configuration("other.toml", folder_.string(), environment()), ConfigurationError);
    std::ofstream(folder_ / "other.toml") << "workers = 7\n";
    EXPECT_EQ(load_configuration("other.toml", folder_.string(), environment()).workers, 7);
    variables_ = {{"KVITT_CONFIG", "other.toml"}};
    EXPECT_EQ(load_configuration(std::nullopt, folder_.string(), environment()).workers, 7);
}
