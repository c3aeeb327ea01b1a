// One description per struct, many readers. `BOOST_DESCRIBE_STRUCT(T, (), (a, b))` names the fields;
// `each_field` walks them; forms, JSON, rows and pages are small overload sets over the kinds of value.
// Names in, names out: no options, no behaviour (docs/decisions). The only file that includes Boost.Describe.
#pragma once

#include "base/error.h"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <boost/pfr/tuple_size.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace kvitt
{

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

template <class E>
concept DescribedEnum = std::is_enum_v<E> && boost::describe::has_describe_enumerators<E>::value;

template <Described T> using FieldList =
    boost::describe::describe_members<T, boost::describe::mod_any_access>;

template <Described T> constexpr std::size_t field_count = boost::mp11::mp_size<FieldList<T>>::value;

// Calls `visit(name, field)` for each described field, in order. A field left out of the description would be
// lost in silence, so the counts must agree.
template <class T, class Visit> void each_field(T& object, Visit&& visit)
{
    using Bare = std::remove_const_t<T>;
    static_assert(boost::pfr::tuple_size_v<Bare> == field_count<Bare>,
                  "a field is missing in the description");
    boost::mp11::mp_for_each<FieldList<Bare>>(
        [&](auto field) { visit(std::string_view(field.name), object.*field.pointer); });
}

template <Described T> std::vector<std::string_view> field_names()
{
    std::vector<std::string_view> names;
    boost::mp11::mp_for_each<FieldList<T>>([&](auto field) { names.emplace_back(field.name); });
    return names;
}

template <DescribedEnum E> std::string enum_text(E value)
{
    return boost::describe::enum_to_string(value, "");
}

template <DescribedEnum E> std::optional<E> enum_parse(std::string_view text)
{
    std::optional<E> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto item) {
        if (text == item.name)
            found = item.value;
    });
    return found;
}

template <DescribedEnum E> std::vector<std::string_view> enum_names()
{
    std::vector<std::string_view> names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto item) { names.emplace_back(item.name); });
    return names;
}

} // namespace kvitt
