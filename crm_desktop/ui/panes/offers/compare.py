"""The compare view: two versions of an offer, line beside line, with the sums at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.operations.offers.compare import Comparison, compared_versions
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import OfferRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.offer_comparison import pair_faces, said, sum_faces
from crm_desktop.ui.models.offers import mark_of, number_of
from crm_desktop.ui.panes.offers.compare_rows import PairDelegate, PairsModel, height_of
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboBox
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.lists import RowListView
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text

_KINDS = ("offer", "offer_line")
#: Width of the choice of a version, with state and day.
_VERSION = 264


class Versions(NamedTuple):
    """All versions of an offer, and the two that are compared; None where there is only one."""

    all: tuple[OfferRow, ...]
    found: Comparison | None


class ComparePage(Pane):
    """Two versions beside each other. Signals: `back_asked`, `opened(id)` for the version in view."""

    back_asked = Signal()
    opened = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._workplace = workplace
        self._offer_id = 0
        self._chosen: tuple[int, int] | None = None
        self._versions: Versions | None = None
        self.rows, self.sums = PairsModel(self), PairsModel(self)
        self.view = RowListView(self.rows, PairDelegate(), name=_("Lines of both versions"), uniform=False)
        self.foot = RowListView(self.sums, PairDelegate(tints=False), name=_("Sums of both versions"), uniform=False)
        self.before = ComboBox(name=_("Older version"))
        self.after = ComboBox(name=_("Newer version"))
        self.only = Switch(_("Only what differs"))
        self._build()

    @property
    def offer_id(self) -> int:
        """The offer whose versions are compared, 0 for none."""
        return self._offer_id

    def open(self, offer_id: int) -> None:
        """Compare a version with the one before it, or the first one with the newest."""
        self._offer_id, self._chosen = offer_id, None
        self._ask()
        self.view.setFocus()

    def refresh(self, told: Told) -> None:
        """Compare again when an offer changed."""
        if self._offer_id and self.isVisible() and told.outcome.changes.touch(*_KINDS):
            self._ask()

    # Inside

    def _build(self) -> None:
        back = IconButton("arrow-left", _("Back to the offer"), on=self.back_asked.emit)
        self._name = Text("", 20, 600, elide=False)
        self._said = Text("", 13, 400, "text2")
        head = row(
            None, back, self._name, 8, self._said, None, Text(_("Only what differs"), 13, 400, "text2", elide=False),
            self.only, gap=8, margins=(16, 11, 20, 11),
        )  # fmt: skip
        head.setStretch(3, 1)
        head.setStretch(4, 0)
        for version in (self.before, self.after):
            version.setMinimumWidth(look().px(_VERSION))
        self._open_before = Button(_("Open it"), "text", on=lambda: self._open(0))
        self._open_after = Button(_("Open it"), "text", on=lambda: self._open(1))
        for button, name in (
            (self._open_before, _("Open the older version")),
            (self._open_after, _("Open the newer version")),
        ):
            button.setAccessibleName(name)
        sides = row(
            None, self.before, self._open_before, None, look().px(44), self.after, self._open_after, None, gap=6,
            margins=(24, 8, 24, 8),
        )  # fmt: skip
        sides.setStretch(2, 1)
        sides.setStretch(6, 1)
        self._same = EmptyState("equal", _("Nothing differs"), _("Both versions say the same, to the cent."))
        self._same.hide()
        self._sides = QWidget()
        self._sides.setLayout(sides)
        layout = column(self, head, Line(), self._sides, Line(), self.view, self._same, Line(), self.foot, gap=0)
        layout.setStretch(4, 1)
        layout.setStretch(5, 1)
        self.before.activated.connect(self._choose)
        self.after.activated.connect(self._choose)
        self.only.toggled.connect(lambda _on: self._show_rows())

    def _ask(self) -> None:
        before, after = self._chosen or (0, 0)
        self._workplace.desk.ask(
            _read, offer_id=self._offer_id, before_id=before, after_id=after, then=self._show, asker=self,
            topic="versions",
        )  # fmt: skip

    def _show(self, versions: Versions) -> None:
        self._versions = versions
        found = versions.found
        if found is None:
            self.back_asked.emit()
            return
        self._name.setText(number_of(found.after.number, 1))
        self._said.setText(said(found))
        choices = [Choice(str(version.id), _version_words(version)) for version in versions.all]
        self.before.fill(choices, str(found.before.id))
        self.after.fill(choices, str(found.after.id))
        self._show_rows()

    def _show_rows(self) -> None:
        found = self._versions.found if self._versions else None
        if found is None:
            return
        self.rows.replace(pair_faces(found, only_changes=self.only.isChecked()))
        self.sums.replace(sum_faces(found))
        nothing = not self.rows.rowCount()
        self.view.setVisible(not nothing)
        self._same.setVisible(nothing)
        self.foot.setFixedHeight(sum(height_of(face) for face in self.sums.rows()) + look().px(8))
        if self.rows.rowCount() and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.rows.index(0))

    def _choose(self) -> None:
        self._chosen = int(self.before.currentData() or 0), int(self.after.currentData() or 0)
        self._ask()

    def _open(self, side: int) -> None:
        found = self._versions.found if self._versions else None
        if found is not None:
            self.opened.emit((found.before, found.after)[side].id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what differs be said only where there is room for it."""
        super().resizeEvent(event)
        self._said.setVisible(self.width() / look().scale > 620)


def _version_words(version: OfferRow) -> str:
    when = local_day(version.sent_at) if version.sent_at else version.issued_on
    return _("Version {n} · {state} · {day}").format(
        n=version.version_no, state=mark_of(version.status).word, day=day(when)
    )


def _read(reader: Reader, *, offer_id: int, before_id: int, after_id: int) -> Versions:
    """Return the versions of an offer and the two that are asked for, or that are best compared."""
    versions: Sequence[OfferRow] = queries.versions(reader, offer_id=offer_id)
    ids = [version.id for version in versions]
    if len(ids) < 2:
        return Versions(tuple(versions), None)
    if before_id not in ids or after_id not in ids:
        place = ids.index(offer_id) if offer_id in ids else len(ids) - 1
        before_id, after_id = (ids[place - 1], ids[place]) if place else (ids[0], ids[-1])
    return Versions(tuple(versions), compared_versions(reader, before_id=before_id, after_id=after_id))
