"""Shows the program on the demo firm: in a window, or as pictures where there is no display."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from crm_desktop.app.demo_firm import make_demo_firm
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import places
from crm_desktop.base.times import utc_now
from crm_desktop.operations.firm.places import demo_path
from crm_desktop.ui.commands.workplace import Place

#: Folder for the pictures where there is no display.
_PICTURES = "tour"


def show_demo(options: Namespace) -> int:
    """Open the window on the demo firm; without a display, make the tour into a folder and name it."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from crm_desktop.app.tour import tour  # only where no window can be shown

        print(_("There is no display here. Pictures of the program are made instead."), flush=True)  # noqa: T201
        options.folder = _PICTURES
        return tour(options)
    from crm_desktop.app.start import open_at

    path = demo_path(places().make())
    make_demo_firm(path, utc_now)
    return open_at(path, Place("contacts"))


def has_display() -> bool:
    """Whether windows can be shown here."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
