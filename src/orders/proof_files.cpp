#include "orders/proof_files.h"

#include <filesystem>

namespace kvitt::orders
{
namespace
{

constexpr const char* kept_folder = "proofs";

std::string folder_in(const std::string& files_folder)
{
    return (std::filesystem::path(files_folder) / kept_folder).string();
}

std::string kept(const std::string& folder, std::string_view bytes)
{
    auto file = store::IncomingFile::write(bytes, folder);
    file.keep();
    return file.sha256();
}

} // namespace

ProofFile keep_proof(const std::string& files_folder, std::string name, std::string_view original,
                     const JudgedFile& judged)
{
    KVITT_ASSERT(!judged.fault && !judged.shown.empty());
    const std::string folder = folder_in(files_folder);
    ProofFile file{std::move(name), judged.type, static_cast<std::int64_t>(original.size()), {}, {}};
    file.sha256 = kept(folder, original);
    file.shown_sha256 = judged.shown == original ? file.sha256 : kept(folder, judged.shown);
    return file;
}

std::string read_shown(const std::string& files_folder, const ProofFile& file)
{
    return store::read_kept(folder_in(files_folder), file.shown_sha256);
}

std::string proof_path(const std::string& files_folder, const std::string& sha256)
{
    return store::kept_path(folder_in(files_folder), sha256);
}

std::int64_t sweep_proofs(Db& db, const std::string& files_folder)
{
    return store::sweep(folder_in(files_folder), machine_now() - orphans_kept, [&](const std::string& name) {
        return db.read([&](Read& read) { return is_proof_file(read, name); });
    });
}

} // namespace kvitt::orders
