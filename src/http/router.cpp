#include "http/router.h"

#include "base/text.h"

namespace kvitt::http
{
namespace
{

bool is_parameter(std::string_view part)
{
    return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

} // namespace

std::string allow_text(const std::vector<Method>& allowed)
{
    std::string out;
    for (const Method method : allowed)
        out.append(out.empty() ? "" : ", ").append(method_text(method));
    return out;
}

void Router::add(Method method, std::string_view pattern, std::size_t index)
{
    KVITT_ASSERT(!pattern.empty() && pattern[0] == '/');
    Node* node = &root_;
    for (const auto part : pattern == "/" ? std::vector<std::string_view>{} : split(pattern.substr(1), '/'))
    {
        KVITT_ASSERT(!part.empty());
        auto& next = is_parameter(part) ? node->parameter : node->literals[std::string(part)];
        if (is_parameter(part))
        {
            const auto name = part.substr(1, part.size() - 2);
            KVITT_ASSERT(node->parameter_name.empty() || node->parameter_name == name);
            node->parameter_name = std::string(name);
        }
        if (!next)
            next = std::make_unique<Node>();
        node = next.get();
    }
    KVITT_ASSERT(node->rows.emplace(method, index).second);
}

const Router::Node* Router::find(const Node& node, const std::vector<std::string>& segments, std::size_t at,
                                 NameValues& parameters)
{
    if (at == segments.size())
        return node.rows.empty() ? nullptr : &node;
    if (const auto literal = node.literals.find(segments[at]); literal != node.literals.end())
        if (const Node* found = find(*literal->second, segments, at + 1, parameters))
            return found;
    if (!node.parameter || segments[at].empty())
        return nullptr;
    NameValues with = parameters;
    with.add(node.parameter_name, segments[at]);
    const Node* found = find(*node.parameter, segments, at + 1, with);
    if (found != nullptr)
        parameters = std::move(with);
    return found;
}

RouteMatch Router::match(Method method, const std::vector<std::string>& segments) const
{
    RouteMatch match;
    const Node* node = find(root_, segments, 0, match.parameters);
    if (node == nullptr)
        return match;
    auto row = node->rows.find(method);
    if (row == node->rows.end() && method == Method::head)
        row = node->rows.find(Method::get);
    if (row != node->rows.end())
    {
        match.kind = RouteMatch::Kind::found;
        match.index = row->second;
        return match;
    }
    match.kind = RouteMatch::Kind::method_not_allowed;
    for (const auto& [allowed, index] : node->rows)
    {
        match.allowed.push_back(allowed);
        if (allowed == Method::get && !node->rows.contains(Method::head))
            match.allowed.push_back(Method::head);
    }
    return match;
}

} // namespace kvitt::http
