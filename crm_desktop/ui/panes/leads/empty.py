"""What stands where there are no inquiries yet: what the inbox is good for, and the ways in which they come."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.panes import Pane, column, row


def nothing_yet(paste: Callable[[], object], add: Callable[[], object], choose: Callable[[], object]) -> QWidget:
    """Return what stands where nothing has come in yet."""
    state = EmptyState(
        "inbox",
        _("Inquiries that fill in themselves"),
        _("Copy an e-mail or the text of a web form and paste it here: name, company, number and what is wanted are "
          "read from it. A saved e-mail can be dropped here."),
        action=Button(_("Paste the text of an inquiry"), "primary", icon="clipboard-paste", key=native_text("Ctrl+V"),
                      on=paste),
    )  # fmt: skip
    page = Pane("canvas")
    links = row(
        None, None, Link(_("Enter one by hand"), on=add), Link(_("Choose saved e-mails"), on=choose), None, gap=18
    )
    column(page, None, state, links, None, None, gap=0)
    return page
