#include "checks/books.h"

#include "orders/faults.h"
#include "orders/proof_files.h"
#include "statements/files.h"

#include <fstream>

using namespace kvitt;
using checks::Books;

namespace
{

// Moves the file away, and back at the end.
class Away
{
  public:
    explicit Away(std::string path) : path_(std::move(path))
    {
        std::filesystem::rename(path_, path_ + ".away");
    }
    ~Away() { std::filesystem::rename(path_ + ".away", path_); }
    Away(const Away&) = delete;
    Away& operator=(const Away&) = delete;

  private:
    std::string path_;
};

} // namespace

TEST_F(Books, ABankFileThatIsGoneIsFound)
{
    const auto kept = db().read(statements::list_kept_files);
    ASSERT_FALSE(kept.empty());
    const Away away(statements::kept_path(files_folder().string(), kept.front().sha256));
    expect_only(wrong_after([](Tx&) {}), "files_kept", "bank file " + kept.front().sha256 + " is not there");
}

TEST_F(Books, AProofThatIsCutShortIsFound)
{
    const auto proofs = db().read(orders::list_kept_proofs);
    ASSERT_FALSE(proofs.empty());
    const std::string path = orders::proof_path(files_folder().string(), proofs.front().sha256);
    const Away away(path);
    std::ofstream(path) << "cut";
    const auto wrong = wrong_after([](Tx&) {});
    std::filesystem::remove(path);
    ASSERT_TRUE(wrong.contains("files_kept"));
    EXPECT_THAT(wrong.at("files_kept"), testing::Contains(testing::HasSubstr("has 3 bytes")));
}
