"""Saving, renaming and deleting views of the list; each can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.contacts import saved_views
from crm_desktop.store.queries.saved_views import SavedViewRow
from crm_desktop.ui.commands.name_form import NameForm
from crm_desktop.ui.commands.workplace import Notice, Workplace


def save_view(workplace: Workplace, parent: QWidget, *, pane: str, view: Mapping[str, Any], proposed: str) -> None:
    """Ask for a name and keep the list as it is under it."""

    def save(name: str, form: NameForm) -> None:
        workplace.desk.do(
            saved_views.add_view,
            pane=pane,
            name=name,
            view=view,
            failed=form.fail,
            then=lambda outcome: _close(form, workplace, outcome),
        )

    _ask_name(NameForm(_("Save view"), _("Name"), _("Save"), value=proposed, parent=parent), save)


def rename_view(workplace: Workplace, parent: QWidget, view: SavedViewRow) -> None:
    """Ask for another name of a view."""

    def rename(name: str, form: NameForm) -> None:
        workplace.desk.do(
            saved_views.rename_view,
            view_id=view.id,
            name=name,
            failed=form.fail,
            then=lambda outcome: _close(form, workplace, outcome),
        )

    _ask_name(NameForm(_("Rename view"), _("Name"), _("Rename"), value=view.name, parent=parent), rename)


def delete_view(workplace: Workplace, view: SavedViewRow) -> None:
    """Forget a view."""
    workplace.desk.do(saved_views.delete_view, view_id=view.id, then=lambda outcome: _tell(workplace, outcome))


def keep_view(workplace: Workplace, view: SavedViewRow, now: Mapping[str, Any]) -> None:
    """Let a view hold the list as it is now."""
    workplace.desk.do(
        saved_views.change_view, view_id=view.id, view=now, then=lambda outcome: _tell(workplace, outcome)
    )


def _ask_name(form: NameForm, then: Callable[[str, NameForm], None]) -> None:
    form.named.connect(lambda name: then(name, form))
    form.finished.connect(form.deleteLater)
    form.open()


def _close(form: NameForm, workplace: Workplace, outcome: Outcome[Any]) -> None:
    form.accept()
    _tell(workplace, outcome)


def _tell(workplace: Workplace, outcome: Outcome[Any]) -> None:
    workplace.notify(Notice(outcome.label, undo=outcome.step is not None))
