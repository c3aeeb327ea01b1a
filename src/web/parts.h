// Views of the parts that pages are made of; each has its partial web/NAME, used inside a section of that
// value:
// {{#state}}{{> web/state}}{{/state}}. They hold words in the reader's language, nothing to be decided.
#pragma once

#include "http/page.h"

namespace kvitt::web
{

using http::Url;

// {{> web/field}}: a labelled input with its hint and its fault. Made by Context::field.
struct FieldView
{
    std::string name;
    std::string label;
    std::string type = "text"; // of the input element
    std::string value;
    std::string autocomplete = "off";
    std::string input_mode = "text";
    bool required = true;
    std::optional<std::string> hint;
    std::optional<std::string> fault;
};
BOOST_DESCRIBE_STRUCT(FieldView, (),
                      (name, label, type, value, autocomplete, input_mode, required, hint, fault))

// {{> web/facts}} inside <dl class="facts">: one row.
struct FactView
{
    std::string label;
    std::string value;
    std::optional<std::string> hint;
};
BOOST_DESCRIBE_STRUCT(FactView, (), (label, value, hint))

// {{> web/copyable}} inside <dl class="facts">: a value that must reach a bank unchanged. `shown` is grouped
// for the eye, `exact` is what the button copies.
struct CopyView
{
    std::string label;
    std::string shown;
    std::string exact;
    std::optional<std::string> hint;
};
BOOST_DESCRIBE_STRUCT(CopyView, (), (label, shown, exact, hint))

// {{> web/step}} inside <ol class="steps">. `mark` is done, now or next; `said` tells it to a screen reader.
struct StepView
{
    std::string mark;
    std::string said;
    std::string title;
    std::optional<std::string> detail;
};
BOOST_DESCRIBE_STRUCT(StepView, (), (mark, said, title, detail))

struct ActionView
{
    Url url;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ActionView, (), (url, text))

// {{> web/empty}}: what will be here and how it gets here.
struct EmptyView
{
    std::string title;
    std::string text;
    std::optional<ActionView> action;
};
BOOST_DESCRIBE_STRUCT(EmptyView, (), (title, text, action))

// {{> web/pager}}
struct PagerView
{
    std::optional<Url> previous;
    std::optional<Url> next;
};
BOOST_DESCRIBE_STRUCT(PagerView, (), (previous, next))

} // namespace kvitt::web
