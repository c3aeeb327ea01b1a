// Runs every .story of a folder, or the files given; prints a line per story and `N passed, N failed` at the
// end.
#include "support/story.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace
{

// Answers whether the story came true; what did not is told with file and line.
bool run(const std::filesystem::path& file)
{
    std::ifstream in(file);
    std::string line;
    int number = 0;
    try
    {
        kvitt::stories::Story story;
        while (std::getline(in, line))
        {
            ++number;
            story.run_line(line);
        }
        story.check_books();
        std::cout << "ok    " << file.filename().string() << "\n";
        return number > 0;
    }
    catch (const std::exception& error)
    {
        std::cout << "FALSE " << file.filename().string() << ":" << number << "  " << line << "\n      "
                  << error.what() << "\n";
        return false;
    }
}

} // namespace

int main(int count, char** arguments)
{
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < count; ++i)
    {
        if (!std::filesystem::is_directory(arguments[i]))
            files.emplace_back(arguments[i]);
        else
            for (const auto& entry : std::filesystem::directory_iterator(arguments[i]))
                if (entry.path().extension() == ".story")
                    files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    int failed = 0;
    for (const auto& file : files)
        failed += run(file) ? 0 : 1;
    std::cout << static_cast<int>(files.size()) - failed << " passed, " << failed << " failed\n";
    return failed > 0 || files.empty() ? 1 : 0;
}
