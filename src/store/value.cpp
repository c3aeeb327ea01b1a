#include "store/value.h"

#include "base/text.h"

#include <algorithm>

namespace kvitt::store
{
namespace
{

// A column read as a value type that parses; stored text that does not is damage, not input.
template <class T> T parsed(const Cursor& row, int column) { return T::parse(row.text(column)); }

} // namespace

Value to_value(bool value) { return std::int64_t{value ? 1 : 0}; }
Value to_value(int value) { return std::int64_t{value}; }
Value to_value(std::int64_t value) { return value; }
Value to_value(std::string_view value)
{
    KVITT_ASSERT(is_storable_text(value));
    return value;
}
Value to_value(const std::string& value) { return to_value(std::string_view(value)); }
Value to_value(const char* value) { return std::string_view(value); }
Value to_value(const Currency& value) { return value.text(); }
Value to_value(const BasisPoints& value) { return value.value; }
Value to_value(const Date& value) { return value.text(); }
Value to_value(const Instant& value) { return value.us(); }
Value to_value(const json::value& value) { return json_text(value); }

void from_column(const Cursor& row, int column, bool& to) { to = row.integer(column) != 0; }
void from_column(const Cursor& row, int column, std::int64_t& to) { to = row.integer(column); }
void from_column(const Cursor& row, int column, std::string& to) { to = std::string(row.text(column)); }
void from_column(const Cursor& row, int column, Currency& to) { to = Currency::unchecked(row.text(column)); }
void from_column(const Cursor& row, int column, BasisPoints& to) { to.value = row.integer(column); }
void from_column(const Cursor& row, int column, Date& to) { to = parsed<Date>(row, column); }
void from_column(const Cursor& row, int column, Instant& to) { to = Instant(row.integer(column)); }
void from_column(const Cursor& row, int column, json::value& to) { to = parse_json(row.text(column)); }

std::vector<int> columns_by_name(const Cursor& row, const std::vector<std::string_view>& fields)
{
    std::vector<int> columns;
    for (const std::string_view field : fields)
    {
        int column = 0;
        while (column < row.column_count() && row.column_name(column) != field)
            ++column;
        if (column == row.column_count())
            throw Bug("no column named " + std::string(field));
        columns.push_back(column);
    }
    return columns;
}

} // namespace kvitt::store
