// Values on their way into and out of a row. Integers, identifiers, instants (UTC microseconds) and amounts
// (minor units) are BIGINT; text, dates (ISO 8601), currencies, enumerators and JSON are TEXT; booleans are 0
// or 1.
#pragma once

#include "base/json.h"
#include "store/engine.h"

namespace kvitt::store
{

Value to_value(bool value);
Value to_value(int value);
Value to_value(std::int64_t value);
Value to_value(std::string_view value);
Value to_value(const std::string& value);
Value to_value(const char* value);
Value to_value(const Currency& value);
Value to_value(const BasisPoints& value);
Value to_value(const Date& value);
Value to_value(const Instant& value);
Value to_value(const json::value& value);
template <class T> Value to_value(const Id<T>& value) { return Value(value.value()); }
template <DescribedEnum E> Value to_value(E value) { return Value(enum_text(value)); }
template <class T> Value to_value(const std::optional<T>& value)
{
    return value ? to_value(*value) : Value();
}

void from_column(const Cursor& row, int column, bool& to);
void from_column(const Cursor& row, int column, std::int64_t& to);
void from_column(const Cursor& row, int column, std::string& to);
void from_column(const Cursor& row, int column, Currency& to);
void from_column(const Cursor& row, int column, BasisPoints& to);
void from_column(const Cursor& row, int column, Date& to);
void from_column(const Cursor& row, int column, Instant& to);
void from_column(const Cursor& row, int column, json::value& to);
template <class T> void from_column(const Cursor& row, int column, Id<T>& to)
{
    to = Id<T>(row.integer(column));
}
template <DescribedEnum E> void from_column(const Cursor& row, int column, E& to)
{
    const auto found = enum_parse<E>(row.text(column));
    KVITT_ASSERT(found.has_value());
    to = *found;
}
template <class T> void from_column(const Cursor& row, int column, std::optional<T>& to)
{
    if (row.is_null(column))
        to.reset();
    else
        from_column(row, column, to.emplace());
}

// The columns of a result matched to the fields of a described struct, by name.
std::vector<int> columns_by_name(const Cursor& row, const std::vector<std::string_view>& fields);

template <Described Row> Row read_row(Cursor& row)
{
    static const int tag = 0;
    const std::vector<int>& columns =
        row.mapping(&tag, [&] { return columns_by_name(row, field_names<Row>()); });
    Row out{};
    std::size_t at = 0;
    each_field(out, [&](std::string_view, auto& field) { from_column(row, columns[at++], field); });
    return out;
}

} // namespace kvitt::store
