#include "http/page.h"

#include "base/embedded.h"
#include "http/assets.h"
#include "http/locale.h"
#include "http/messages.h"
#include "http/page_check.h"
#include "http/page_source.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <kainjow/mustache.hpp>
#include <map>
#include <set>
#include <unordered_map>

namespace kvitt::http
{
namespace
{

namespace mustache = kainjow::mustache;

constexpr std::size_t language_count = 2;
constexpr std::string_view embedded_folder = "pages/";
constexpr std::string_view extension = ".html";

// The engine sees strings only. This first byte, which no text has, marks markup that is safe as it stands.
constexpr char safe_mark = '\0';

std::string escape(const std::string& text)
{
    if (!text.empty() && text[0] == safe_mark)
        return text.substr(1);
    return html_escaped(text);
}

// The engine shows nothing for an unknown name; here it is a bug.
class StrictLookup final : public mustache::context<std::string>
{
  public:
    explicit StrictLookup(std::string_view page) : page_(page) {}
    const mustache::data* get(const std::string& name) const override
    {
        const auto* found = mustache::context<std::string>::get(name);
        if (found == nullptr)
            page_fault(page_, "unknown name {{" + name + "}}");
        return found;
    }

  private:
    std::string_view page_;
};

struct Output
{
    std::string text;
    Output& operator<<(const std::string& more)
    {
        text += more;
        return *this;
    }
};

// A template ready to show, of one thread: the engine changes it while it renders.
struct Parsed
{
    Parsed(std::string_view page, const std::string& text) : source(text), engine(text)
    {
        if (!engine.is_valid())
            page_fault(page, engine.error_message());
        engine.set_custom_escape(escape);
    }
    std::string source;
    mustache::mustache engine;
    std::set<std::vector<std::type_index>> checked;
};

void check_once(std::string_view page, Parsed& parsed, const std::vector<detail::View>& views)
{
    std::vector<std::type_index> types;
    for (const auto& view : views)
        types.push_back(view.type);
    if (parsed.checked.contains(types))
        return;
    std::vector<Shape> shapes;
    for (const auto& view : views)
        shapes.push_back(view.shape());
    check_page(page, parsed.source, shapes);
    parsed.checked.insert(std::move(types));
}

std::string file_text(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw Bug("cannot read " + path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

} // namespace

std::string page_text(const RenderContext& context, const Money& value)
{
    return money_text(context.language, value);
}
std::string page_text(const RenderContext& context, const BasisPoints& value)
{
    return percent_text(context.language, value);
}
std::string page_text(const RenderContext& context, const Date& value)
{
    return date_long(context.language, value);
}
std::string page_text(const RenderContext& context, const Instant& value)
{
    return instant_text(context.language, value, context.zone);
}

namespace detail
{

struct ViewBuilder::Tree
{
    struct Level
    {
        std::string name;
        mustache::data value;
    };
    std::vector<Level> levels; // the object or list being filled is the last

    void put(std::string_view name, mustache::data&& value)
    {
        mustache::data& parent = levels.back().value;
        if (parent.is_list()) // the engine's own push_back copies the value, whole rows of it
            const_cast<mustache::list&>(parent.list_value()).push_back(std::move(value));
        else
            parent[std::string(name)] = std::move(value);
    }
};

ViewBuilder::ViewBuilder(const RenderContext& context) : context_(context), tree_(std::make_unique<Tree>())
{
    begin_object({});
}

ViewBuilder::~ViewBuilder() = default;
ViewBuilder::ViewBuilder(ViewBuilder&& other) noexcept = default;

void ViewBuilder::text(std::string_view name, const std::string& value)
{
    // A text can hold a NUL only by a mistake elsewhere; it must not pass for safe markup.
    const bool forged = !value.empty() && value[0] == safe_mark;
    tree_->put(
        name, mustache::data(forged ? value.substr(std::min(value.find_first_not_of(safe_mark), value.size()))
                                    : value));
}

void ViewBuilder::add(std::string_view name, const bool& value) { tree_->put(name, mustache::data(value)); }
void ViewBuilder::add(std::string_view name, const Url& value) { text(name, value.text()); }
void ViewBuilder::add(std::string_view name, const Html& value)
{
    tree_->put(name, mustache::data(safe_mark + value.text()));
}

void ViewBuilder::begin_object(std::string_view name)
{
    tree_->levels.push_back({std::string(name), mustache::data(mustache::data::type::object)});
}

void ViewBuilder::begin_list(std::string_view name, std::size_t size)
{
    tree_->levels.push_back({std::string(name), mustache::data(mustache::data::type::list)});
    const_cast<mustache::list&>(tree_->levels.back().value.list_value()).reserve(size);
}

void ViewBuilder::end()
{
    Tree::Level done = std::move(tree_->levels.back());
    tree_->levels.pop_back();
    tree_->put(done.name, std::move(done.value));
}

} // namespace detail

struct Pages::Loaded
{
    PagesOptions options;
    std::uint64_t number = 0; // of this object, for the threads' caches
    std::map<std::string, std::size_t, std::less<>> index;
    std::vector<std::string> sources; // by page, then language

    Parsed& cached(std::string_view name, std::size_t slot) const
    {
        thread_local std::unordered_map<std::uint64_t, std::vector<std::unique_ptr<Parsed>>> caches;
        auto& cache = caches[number];
        cache.resize(sources.size());
        if (!cache[slot])
            cache[slot] = std::make_unique<Parsed>(name, sources[slot]);
        return *cache[slot];
    }
};

Pages::Pages(PagesOptions options) : loaded_(std::make_unique<Loaded>())
{
    static std::atomic<std::uint64_t> count{0};
    loaded_->options = std::move(options);
    loaded_->number = ++count;
    for (const auto& name : loaded_->options.names)
    {
        loaded_->index.emplace(name, loaded_->sources.size());
        for (std::size_t language = 0; language < language_count; ++language)
        {
            loaded_->sources.push_back(page_source(loaded_->options, static_cast<Language>(language), name));
            const Parsed sound(name, loaded_->sources.back());
        }
    }
}

Pages::~Pages() = default;

const std::vector<std::string>& Pages::names() const { return loaded_->options.names; }

std::string Pages::render_views(Language language, std::string_view name,
                                const std::vector<detail::View>& views) const
{
    const auto found = loaded_->index.find(name);
    if (found == loaded_->index.end())
        throw Bug("no page " + std::string(name));
    std::optional<Parsed> fresh;
    if (loaded_->options.reload)
        fresh.emplace(name, page_source(loaded_->options, language, found->first));
    Parsed& parsed =
        fresh ? *fresh : loaded_->cached(name, found->second + static_cast<std::size_t>(language));
    check_once(name, parsed, views);
    StrictLookup lookup(name);
    for (auto view = views.rbegin(); view != views.rend(); ++view)
        lookup.push(&view->values.tree().levels.front().value);
    Output output;
    parsed.engine.render(lookup, output);
    return std::move(output.text);
}

PagesOptions embedded_pages()
{
    PagesOptions options;
    for (const auto& file : embedded::list(embedded_folder))
        options.names.push_back(
            file.substr(embedded_folder.size(), file.size() - embedded_folder.size() - extension.size()));
    options.load = [](const std::string& name) {
        const auto text = embedded::find(std::string(embedded_folder) + name + std::string(extension));
        if (!text)
            throw Bug("no template " + name);
        return std::string(*text);
    };
    options.translate = [](Language language, std::string_view message) {
        return translate(language, message);
    };
    options.asset_url = asset_url;
    return options;
}

PagesOptions pages_on_disk(const std::string& source_folder)
{
    PagesOptions options = embedded_pages();
    options.names.clear();
    for (const auto& room : std::filesystem::directory_iterator(source_folder))
    {
        const auto folder = room.path() / "pages";
        if (!std::filesystem::is_directory(folder))
            continue;
        for (const auto& file : std::filesystem::directory_iterator(folder))
            if (file.path().extension() == extension)
                options.names.push_back(room.path().filename().string() + "/" + file.path().stem().string());
    }
    std::sort(options.names.begin(), options.names.end());
    options.load = [source_folder](const std::string& name) {
        const auto slash = name.find('/');
        return file_text(source_folder + "/" + name.substr(0, slash) + "/pages" + name.substr(slash) +
                         std::string(extension));
    };
    options.reload = true;
    return options;
}

} // namespace kvitt::http
