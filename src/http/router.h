// From method and path to the number of a route's row. Rows, rights and handlers are the web room's.
#pragma once

#include "http/message.h"

#include <map>

namespace kvitt::http
{

struct RouteMatch
{
    enum class Kind
    {
        found,
        not_found,
        method_not_allowed,
    };
    Kind kind = Kind::not_found;
    std::size_t index = 0;
    NameValues parameters;       // of `{name}` in the pattern, decoded
    std::vector<Method> allowed; // if found otherwise than asked for; the Allow header
};

// "GET, HEAD, POST"
std::string allow_text(const std::vector<Method>& allowed);

class Router
{
  public:
    // Pattern "/orders/{number}/cancel". The same method and pattern twice, or two names for a parameter in
    // one place, is a bug.
    void add(Method method, std::string_view pattern, std::size_t index);
    // A literal segment beats a parameter; HEAD is answered by GET's row unless it has one of its own.
    RouteMatch match(Method method, const std::vector<std::string>& segments) const;

  private:
    struct Node
    {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
        std::unique_ptr<Node> parameter;
        std::string parameter_name;
        std::map<Method, std::size_t> rows;
    };
    static const Node* find(const Node& node, const std::vector<std::string>& segments, std::size_t at,
                            NameValues& parameters);
    Node root_;
};

} // namespace kvitt::http
