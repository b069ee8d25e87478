"""What stands where the list of contacts holds nobody: nobody yet, or nobody who fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.contact_filters import ContactFilter
from crm_desktop.ui.models.contact_setup import PEOPLE, conditions
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.empty import EmptyState


def nobody(
    where: ContactFilter,
    release: Callable[[], None],
    new: Callable[[str], None],
    take_in: Callable[[], None],
    widen: Callable[[], None] | None = None,
) -> QWidget:
    """Return what stands instead of the list.

    `take_in` imports a file, `widen` looks among companies and all standings too.
    """
    if replace(where, as_of=None) == PEOPLE:
        return EmptyState(
            "users",
            _("Everybody you deal with, in one place"),
            _("With everything that was said, offered and promised."),
            action=Button(_("New person"), "primary", icon="user-plus", on=lambda: new("person")),
            link=Link(_("Import …"), on=take_in),
        )
    asked = where.text.strip() or ", ".join(one.words for one in conditions(where, {}, {}))
    words = _("No hits for “{text}”").format(text=asked) if asked else _("Nobody here.")
    link = Link(_("Look among all contacts"), on=widen) if widen is not None else None
    return EmptyState("search", words, action=Button(_("Clear filter"), on=release), link=link)
