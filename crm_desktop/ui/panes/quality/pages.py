"""The right side of the pane: the page of the decision in view, by its kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.quality import Care, Flaw
from crm_desktop.operations.quality.quality import Decision
from crm_desktop.store.queries.merging import SideBySide, side_by_side
from crm_desktop.store.queries.quality_known import Known, known
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.quality.call_page import CallPage
from crm_desktop.ui.panes.quality.double_page import DoublePage
from crm_desktop.ui.panes.quality.mend_page import MendPage
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.panes import Pane, column
from crm_desktop.ui.widgets.text import Text

_PRAISE, _QUIET, _DOUBLE, _MEND, _CALL = range(5)


class Acts(Protocol):
    """What the buttons of the pages do."""

    def merge(self) -> None:
        """Merge the pair in view."""

    def call_different(self) -> None:
        """Say that the pair in view are two."""

    def later(self) -> None:
        """Let the decision wait."""

    def confirm(self) -> None:
        """Say that what stands there is right."""

    def not_reached(self) -> None:
        """Note that nobody answered."""

    def call(self) -> None:
        """Call whoever is in view."""

    def visit(self) -> None:
        """Go to the contact in view."""

    def mend_flaw(self, flaw: Flaw, field: str, value: str) -> None:
        """Write a value into a field, which mends a flaw."""


class Pages(QStackedWidget):
    """`pages.show_decision(decision, currency)`; signal `shown()` when all of it is to be seen."""

    shown = Signal()

    def __init__(self, workplace: Workplace, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._now: Decision | None = None
        self.double = DoublePage(merge=acts.merge, different=acts.call_different, later=acts.later)
        self.mend = MendPage(mend=acts.mend_flaw, accept=acts.confirm, visit=acts.visit, later=acts.later)
        self.calls = CallPage(
            call=acts.call, confirm=acts.confirm, not_reached=acts.not_reached, later=acts.later, visit=acts.visit
        )
        self.addWidget(
            EmptyState("shield-check", _("Nothing to decide"), _("Every contact has what it needs. Well kept."))
        )
        self._quiet = Text("", 13, 400, "text3", wrap=True)
        quiet = Pane("canvas")
        column(quiet, self._quiet, None, margins=(24, 20, 24, 18))
        self.addWidget(quiet)
        for page in (self.double, self.mend, self.calls):
            self.addWidget(_scrolled(page))

    def show_nothing(self, words: str) -> None:
        """Show that there is nothing: without words, praise."""
        self._now = None
        self._quiet.setText(words)
        self.setCurrentIndex(_QUIET if words else _PRAISE)

    def show_decision(self, one: Decision, currency: str) -> None:
        """Show a decision; what else is known of the contact comes a moment later."""
        self._now = one
        if one.pair is not None:
            self._ask(side_by_side, self._show_pair, one, contact_ids=list(one.contact_ids))
            return
        if one.care is not Care.STALE:
            self.mend.show_decision(one, currency)
            self.setCurrentIndex(_MEND)
        self._ask(known, partial(self._show_known, currency=currency), one, contact_id=one.contact_ids[0])

    def leave(self) -> None:
        """Ask no more."""
        self._workplace.desk.forget(self)

    def _ask(self, query: Callable[..., Any], then: Callable[..., None], one: Decision, **arguments: Any) -> None:
        def take(found: object) -> None:
            if one is self._now:
                then(one, found)
                self.shown.emit()

        self._workplace.desk.ask(query, then=take, asker=self, topic="page", lane="card", **arguments)

    def _show_pair(self, one: Decision, found: SideBySide) -> None:
        self.double.show_pair(one, found)
        self.setCurrentIndex(_DOUBLE)

    def _show_known(self, one: Decision, found: Known | None, currency: str) -> None:
        if one.care is Care.STALE:
            self.calls.show_known(found, currency)
            self.setCurrentIndex(_CALL)
        else:
            self.mend.show_known(found, currency)


def _scrolled(page: QWidget) -> QScrollArea:
    area, ground = QScrollArea(), Pane("canvas")
    column(ground, page, gap=0)
    area.setWidget(ground)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    return area
