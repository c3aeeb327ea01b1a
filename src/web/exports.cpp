#include "web/exports.h"

#include "events/events.h"

namespace kvitt::web
{
namespace
{

struct ListExported
{
    static constexpr const char* kind = "list_exported";
    std::string list;
    std::map<std::string, std::string> filters;
    std::int64_t rows = 0;
};
BOOST_DESCRIBE_STRUCT(ListExported, (), (list, filters, rows))

} // namespace

void record_export(Context& c, const char* list, std::int64_t rows)
{
    ListExported body{list, {}, rows};
    for (const auto& [name, value] : c.request().query.items())
        body.filters[name] = value;
    c.db().write(c.author(), [&](Tx& tx) { events::record(tx, {}, body); });
}

} // namespace kvitt::web
