"""A reader's WebKit: a window with a data folder, which the automated one does not keep. Run by the system's own Python.

Takes one JSON object a line (`open`, `run`, `back`, `save`, `restore`) and answers each with one line.
"""

# mypy: ignore-errors
# Another Python runs it, whose packages the checks do not see.
import json
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

folder = Path(sys.argv[1])
manager = WebKit2.WebsiteDataManager(
    base_data_directory=str(folder / "data"), base_cache_directory=str(folder / "cache")
)
context = WebKit2.WebContext.new_with_website_data_manager(manager)
context.set_favicon_database_directory(str(folder / "icons"))
manager.get_cookie_manager().set_persistent_storage(
    str(folder / "cookies.sqlite"), WebKit2.CookiePersistentStorage.SQLITE
)
view = WebKit2.WebView.new_with_context(context)
# The page's own scripts; what is asked here runs all the same.
view.get_settings().set_enable_javascript_markup("plain" not in sys.argv[2:])
width, height = next((size.split("x") for size in sys.argv[2:] if "x" in size), (480, 900))
window = Gtk.Window(default_width=int(width), default_height=int(height))
window.add(view)
window.show_all()


def answer(value):
    print(json.dumps(value), flush=True)


def when_run(_, result):
    try:
        answer({"value": json.loads(view.call_async_javascript_function_finish(result).to_string())})
    except (GLib.Error, ValueError) as error:
        answer({"error": str(error)})


def when_loaded(_, event):
    if event == WebKit2.LoadEvent.FINISHED and loading:
        loading.clear()
        answer({"value": None})


def hear(_, condition):
    line = sys.stdin.readline()
    if not line:
        Gtk.main_quit()
        return False
    ((what, given),) = json.loads(line).items()
    if what == "run":
        view.call_async_javascript_function(given, -1, None, None, None, None, when_run)
        return True
    if what in {"open", "restore"}:
        loading.append(what)
    if what == "open":
        view.load_uri(given)
    elif what == "back":
        view.go_back()
    elif what == "save":
        Path(given).write_bytes(view.get_session_state().serialize().get_data())
    elif what == "restore":
        view.restore_session_state(WebKit2.WebViewSessionState.new(GLib.Bytes.new(Path(given).read_bytes())))
        view.go_to_back_forward_list_item(view.get_back_forward_list().get_current_item())
    if not loading:
        answer({"value": None})
    return True


# What the one who asks is waiting for.
loading = []
view.connect("load-changed", when_loaded)
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, hear)
Gtk.main()
