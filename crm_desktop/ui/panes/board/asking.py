"""What the board asks before it does something with the selected deals, and the views it keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.contacts import saved_views
from crm_desktop.store.queries.saved_views import SavedViewRow
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.board_filter import as_view
from crm_desktop.ui.panes.board.bulk_forms import DayForm, PlanForm, ProcessForm
from crm_desktop.ui.panes.board.data import PANE, BoardData
from crm_desktop.ui.panes.board.deeds import Deeds
from crm_desktop.ui.panes.board.views import Views, Wish
from crm_desktop.ui.widgets.ask_word import AskWord


class Asking(QObject):
    """Small forms over the pane; what is answered becomes one step."""

    def __init__(self, workplace: Workplace, data: BoardData, views: Views, deeds: Deeds, pane: QWidget) -> None:
        super().__init__(pane)
        self._workplace, self._data, self._views, self._deeds, self._pane = workplace, data, views, deeds, pane

    def tag(self, *, remove: bool = False) -> None:
        """Put words on what is selected, or take them off."""
        ids = self._views.selected_ids()
        words = _("Take tags off") if remove else _("Tag deals")
        self._ask_word(words, _("Tags, with commas"), lambda given: self._deeds.tag(ids, given, remove=remove))

    def set_date(self) -> None:
        """Say when what is selected is expected to be closed."""
        ids = self._views.selected_ids()
        card = self._views.card(ids[0]) if ids else None
        words = _("When are they expected to be closed?")
        form = DayForm(words, card.expected_close if card else None, self._pane)
        self._open(form, lambda day: self._deeds.close_on(dict.fromkeys(ids, day)))

    def plan_for_all(self) -> None:
        """Plan the same next step for what is selected."""
        ids = self._views.selected_ids()
        self._open(PlanForm(self._data.today, self._pane), lambda new: self._deeds.plan(ids, new))

    def move_away(self, ids: list[int]) -> None:
        """Bring deals into another process."""
        form = ProcessForm(self._data.pipelines, self._data.all_stages, self._data.pipeline_id, self._pane)
        self._open(form, lambda stage: self._deeds.move(ids, stage))

    def save_view(self, wish: Wish) -> None:
        """Keep filter and order under a name."""
        view = as_view(wish.where, wish.order)
        self._ask_word(
            _("Save view"), _("Name"), lambda name: self._do(saved_views.add_view, pane=PANE, name=name, view=view)
        )

    def keep_view(self, view: SavedViewRow, wish: Wish) -> None:
        """Let a view be as the board is now."""
        self._do(saved_views.change_view, view_id=view.id, view=as_view(wish.where, wish.order))

    def delete_view(self, view: SavedViewRow) -> None:
        """Forget a view."""
        self._do(saved_views.delete_view, view_id=view.id)

    def _do(self, operation: Any, **arguments: Any) -> None:
        self._workplace.desk.do(
            operation, then=lambda outcome: self._workplace.notify(Notice(outcome.label, undo=True)), **arguments
        )

    def _ask_word(self, words: str, label: str, then: Callable[[str], None]) -> None:
        asked = AskWord(words, label, "", parent=self._pane)
        asked.given.connect(then)
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _open(self, form: Any, save: Callable[[Any], None]) -> None:
        form.filled.connect(save)
        form.filled.connect(lambda _value: form.accept())
        form.finished.connect(form.deleteLater)
        form.open()
