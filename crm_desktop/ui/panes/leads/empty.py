"""What stands where there are no inquiries yet: what the inbox is good for, and the ways in which they come."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.panes import Pane, column


def nothing_yet(paste: Callable[[], object], add: Callable[[], object]) -> QWidget:
    """Return what stands where nothing has come in yet."""
    page = Pane("canvas")
    state = EmptyState(
        "inbox",
        _("Inquiries that fill in themselves"),
        _("Paste an e-mail or the text of a web form: who asks and what is wanted is read from it."),
        action=Button(_("Paste the text of an inquiry"), "primary", icon="clipboard-paste", key=native_text("Ctrl+V"),
                      on=paste),
        link=Link(_("Enter one by hand"), on=add),
    )  # fmt: skip
    column(page, state, gap=0).setStretch(0, 1)
    return page
