// What stands around every page: who is signed in, the menu, the language, the keys of forms. A template
// begins with {{> web/head}}<title>...</title>{{> web/body}} and ends with {{> web/foot}}; a form holds {{>
// web/form_keys}}.
#pragma once

#include "web/parts.h"

namespace kvitt::web
{

struct MenuItem
{
    Url url;
    std::string text;
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(MenuItem, (), (url, text, current))

// The company as shown in the header; app fills it from the partners room.
struct PartnerLabel
{
    std::string company;
    std::string partner_id_label; // "MPN ID"
    std::string partner_id;
};
BOOST_DESCRIBE_STRUCT(PartnerLabel, (), (company, partner_id_label, partner_id))

// The demo's line above every page: its business time and the page where it is moved.
struct DemoBanner
{
    Instant business_time;
    Url url;
};
BOOST_DESCRIBE_STRUCT(DemoBanner, (), (business_time, url))

struct LanguageChoice
{
    std::string code;
    std::string name; // in itself
    bool current = false;
};
BOOST_DESCRIBE_STRUCT(LanguageChoice, (), (code, name, current))

// A fault with a link to its field.
struct FaultView
{
    std::string field;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(FaultView, (), (field, text))

// Above the page's content: a refusal, or what is wrong in the form.
struct AlertView
{
    std::string tone; // bad, wait or good
    std::string code; // of the refusal
    std::string text;
    bool any_faults = false;
    std::vector<FaultView> faults;
};
BOOST_DESCRIBE_STRUCT(AlertView, (), (tone, code, text, any_faults, faults))

struct Layout
{
    std::string language;
    std::optional<PartnerLabel> partner;
    bool desk = false;
    std::optional<std::string> user;
    bool any_menu = false;
    std::vector<MenuItem> menu;
    Url home;
    Url here; // where a change of language leads back to
    std::vector<LanguageChoice> languages;
    std::optional<AlertView> alert;
    std::optional<DemoBanner> demo;
    std::string csrf;
    std::string idempotency_key;
    std::string request_id;
};
BOOST_DESCRIBE_STRUCT(Layout, (),
                      (language, partner, desk, user, any_menu, menu, home, here, languages, alert, demo,
                       csrf, idempotency_key, request_id))

// What render() gets beside the view: only the name `layout` is taken from the views.
struct Frame
{
    Layout layout;
};
BOOST_DESCRIBE_STRUCT(Frame, (), (layout))

} // namespace kvitt::web
