#include "app/commands.h"

#include "access/access.h"
#include "access/password.h"
#include "app/anchors.h"
#include "app/backup_commands.h"
#include "app/load.h"
#include "app/statement_commands.h"
#include "check/check.h"
#include "demo/clock.h"
#include "reports/journal_export.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace kvitt::app
{
namespace
{

const Author operator_author{{ActorKind::system, 0, "command line"}, {}};

int run_migrate(Session& session, const Options&)
{
    session.db->migrate();
    session.console.out << "the schema is up to date\n";
    return exit_done;
}

void print_faults(std::ostream& to, const std::vector<FieldError>& faults)
{
    for (std::size_t at = 0; at < faults.size() && at < faults_shown_max; ++at)
        to << (faults[at].field.empty() ? "/" : faults[at].field) << ": "
           << with_facts(faults[at].message, faults[at].facts) << "\n";
    if (faults.size() > faults_shown_max)
        to << "and " << faults.size() - faults_shown_max << " more\n";
}

std::string programme_text(Session& session, const std::string& file)
{
    if (file == "-" || file == "/dev/stdin")
        return session.console.input();
    const auto path = std::filesystem::path(session.console.folder) / file;
    std::ifstream from(path, std::ios::binary);
    if (!from)
        throw ConfigurationError("cannot read " + file);
    std::error_code error;
    if (std::filesystem::file_size(path, error) > load_bytes_max && !error)
        throw ConfigurationError(file + " is too large");
    std::ostringstream text;
    text << from.rdbuf();
    return text.str();
}

int run_load(Session& session, const Options& options)
{
    const std::string text = programme_text(session, options.files.front());
    try
    {
        const Loaded loaded = load(*session.db, operator_author, parse_programme(text));
        session.console.out << "new or changed: " << loaded.catalogue << " in the catalogue, "
                            << loaded.partners << " partners, " << loaded.attainments << " attainments, "
                            << loaded.users << " users\n";
        return exit_done;
    }
    catch (const InvalidFields& invalid)
    {
        session.console.messages << "kvitt: " << options.files.front() << " was not loaded:\n";
        print_faults(session.console.messages, invalid.errors());
        return exit_no;
    }
}

int run_dump(Session& session, const Options&)
{
    const ProgrammeFile file = session.db->read([](Read& read) { return dump(read); });
    session.console.out << json_pretty(to_json(file)) << "\n";
    return exit_done;
}

int run_run_jobs(Session& session, const Options& options)
{
    if (options.at)
        session.db->write(operator_author,
                          [&](Tx& tx) { tx.move_clock(demo::business_time(*options.at, tx.zone())); });
    session.jobs->settle_inbox();
    bool all_well = true;
    for (const JobReport& report : session.jobs->run_all())
    {
        all_well = all_well && !report.fault;
        session.console.out << report.name << ": "
                            << (report.fault ? "failed: " + *report.fault : std::to_string(report.done))
                            << "\n";
    }
    return all_well ? exit_done : exit_no;
}

int run_check(Session& session, const Options& options)
{
    check::Question question{session.configuration.files_folder(), {}};
    for (const std::string& file : options.anchors)
        question.anchors.push_back(read_anchor(std::filesystem::path(session.console.folder) / file));
    const auto report = session.db->read([&](Read& read) { return check::run(read, question); });
    if (options.json)
        session.console.out << json_text(to_json(report)) << "\n";
    else
        for (const check::Result& one : report.checks)
        {
            session.console.out << (one.ok ? "ok     " : "wrong  ") << one.name << "\n";
            for (const std::string& row : one.rows)
                session.console.out << "       " << row << "\n";
        }
    return report.ok ? exit_done : exit_no;
}

int run_export_journal(Session& session, const Options& options)
{
    const auto format = enum_parse<reports::JournalFormat>(options.format);
    KVITT_ASSERT(format.has_value());
    session.db->read([&](Read& read) { reports::export_journal(read, *format, session.console.out); });
    return exit_done;
}

template <class Value>
std::vector<Value> values_from(const std::vector<std::string>& words, Value (*parse)(std::string_view))
{
    std::vector<Value> out;
    for (const std::string& word : words)
        out.push_back(parse(word));
    return out;
}

access::Role role_from(std::string_view word)
{
    const auto role = enum_parse<access::Role>(word);
    if (!role)
        throw Invalid("there is no role " + std::string(word));
    return *role;
}

std::optional<Id<partners::Partner>> partner_from(Read& read, const std::optional<std::string>& partner_id)
{
    if (!partner_id)
        return std::nullopt;
    const auto found = partners::try_resolve_partner_id(read, *partner_id);
    require(found.has_value(), partners::partner_not_found);
    return found;
}

std::string password_hash_from(Session& session)
{
    std::string password = session.console.input();
    while (!password.empty() && (password.back() == '\n' || password.back() == '\r'))
        password.pop_back();
    return access::hash_password(password);
}

int run_user_add(Session& session, const Options& options)
{
    if (!options.desk && !options.partner)
        throw ConfigurationError("say --partner ID, or --desk");
    if (options.language && *options.language != "en" && *options.language != "sv")
        throw ConfigurationError("the language is en or sv");
    access::NewUser input{
        options.email, options.name, options.language, {}, values_from(options.roles, role_from), ""};
    if (options.password_stdin)
        input.password_hash = password_hash_from(session);
    session.db->write(operator_author, [&](Tx& tx) {
        input.partner = partner_from(tx, options.partner);
        return access::add_user(tx, input);
    });
    session.console.out << "added " << options.email << "\n";
    return exit_done;
}

int run_key_add(Session& session, const Options& options)
{
    access::NewApiKey input{options.name, values_from(options.scopes, access::scope_parse), {}};
    const auto made = session.db->write(operator_author, [&](Tx& tx) {
        input.partner = partner_from(tx, options.partner);
        return access::add_api_key(tx, input);
    });
    session.console.out << made.token << "\n";
    return exit_done;
}

constexpr Command table[] = {
    {"migrate", Needs::new_database, run_migrate},
    {"load", Needs::new_database, run_load},
    {"dump", Needs::database, run_dump},
    {"run-jobs", Needs::database, run_run_jobs},
    {"check", Needs::database, run_check},
    {"backup", Needs::database, run_backup},
    {"export journal", Needs::database, run_export_journal},
    {"read-statement", Needs::nothing, run_read_statement},
    {"import-statement", Needs::database, run_import_statement},
    {"user add", Needs::database, run_user_add},
    {"key add", Needs::database, run_key_add},
};

} // namespace

std::span<const Command> commands() { return table; }

} // namespace kvitt::app
