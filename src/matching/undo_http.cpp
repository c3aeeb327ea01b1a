#include "matching/undo_http.h"

#include "matching/undo_views.h"
#include "web/context.h"

namespace kvitt::matching
{
namespace
{

using http::Response;
using statements::File;
using web::Context;

struct UndoFileForm
{
    statements::UndoNote note;
};
BOOST_DESCRIBE_STRUCT(UndoFileForm, (), (note))

Response get_undo_file(Context& c)
{
    const auto id = c.param_as<Id<File>>("id");
    UndoFileView view = c.read([&](Read& read) {
        return undo_file_view(c.render_context(), statements::find_file(read, id),
                              preview_undo_file(read, id));
    });
    view.note = c.entered("note");
    view.note_fault = c.field("note", c.translate("Why")).fault;
    return c.page("matching/undo_file", view);
}

// The entries are undone by a job; the file's page shows how far it is.
Response post_undo_file(Context& c)
{
    const auto id = c.param_as<Id<File>>("id");
    const auto input = c.form<UndoFileForm>();
    c.write([&](Tx& tx) {
        if (const auto blocked = preview_undo_file(tx, id).blocked; !blocked.empty())
            throw Refused(*blocked.front().why);
        statements::ask_undo(tx, id, input.note);
    });
    return c.changed(json::object{{"file", id.text()}}, http::url("/desk/statements/{}", id));
}

} // namespace

web::Routes undo_routes()
{
    using access::Capability;
    using http::Method;
    return {
        {Method::get, "/desk/statements/{id}/undo", Capability::desk_money, get_undo_file,
         "What undoing a statement file would do."},
        {Method::post, "/desk/statements/{id}/undo", Capability::desk_money, post_undo_file,
         "Asks for a statement file to be undone.", get_undo_file},
    };
}

} // namespace kvitt::matching
