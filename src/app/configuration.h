// What the operator sets outside the database: kvitt.toml, overridden by KVITT_* variables. Programme data
// (prices, texts, accounts) is not here, it lives in the database. An unknown key or a wrong value is an
// error that names its line; nothing is guessed.
#pragma once

#include "http/limits.h"
#include "http/log.h"
#include "orders/proof_judge.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kvitt::app
{

// The file or a variable is wrong: exit code 2.
class ConfigurationError : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

struct Configuration
{
    std::string listen_address = "127.0.0.1";
    std::uint16_t listen_port = 8080;
    std::string public_url; // empty: http://listen
    std::string database = "sqlite:kvitt.db";
    std::string files;   // folder for uploaded and imported files; empty: beside the database
    std::string anchors; // folder for heads of the chain of events; empty: beside the database
    std::int64_t workers = 16;
    std::vector<std::string> trusted_proxies;
    std::string inbox; // empty: no inbox is watched
    orders::ProofFileLimits proof_limits;
    std::string clamd; // where a clamd listens (orders/scan.h); empty: proofs are not scanned
    http::Limits limits;
    http::LogLevel log_level = http::LogLevel::info;

    // With the default filled in.
    std::string url() const;
    std::string files_folder() const;
    std::string anchors_folder() const;
    // Where uploads lie while they come in.
    std::string spool_folder() const;
    // The path of an embedded database; throws ConfigurationError for another engine.
    std::string database_path() const;
    bool is_secure() const { return url().rfind("https://", 0) == 0; }
};

// Answers the value of an environment variable, if it is set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;
Environment environment_variables();

// `file`: the path given with --config; without one KVITT_CONFIG, else kvitt.toml in `folder` if there is
// one, else only defaults and variables. Relative paths in it start at the file's folder, those of variables
// at `folder`.
Configuration load_configuration(const std::optional<std::string>& file, const std::string& folder,
                                 const Environment& environment);

// Every setting for `kvitt serve --help`: key, variable, meaning.
std::string settings_text();

} // namespace kvitt::app
