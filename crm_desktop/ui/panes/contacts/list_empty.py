"""What stands where the list of contacts holds nobody: nobody yet, or nobody who fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.contact_filters import ContactFilter
from crm_desktop.ui.models.contact_setup import PEOPLE, conditions
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.empty import EmptyState, no_hits


def nobody(where: ContactFilter, release: Callable[[], None], new: Callable[[str], None]) -> QWidget:
    """Return what stands instead of the list."""
    if replace(where, as_of=None) == PEOPLE:
        return EmptyState(
            "users",
            _("Everybody you deal with, in one place"),
            _("With everything that was said, offered and promised."),
            action=Button(_("New person"), "primary", icon="user-plus", on=lambda: new("person")),
        )
    asked = where.text.strip() or ", ".join(one.words for one in conditions(where, {}, {}))
    words = _("No hits for “{text}”").format(text=asked) if asked else _("Nobody here.")
    return no_hits(words, _("Clear filter"), release)
