"""The bin: what was deleted and when, found by words, taken out again, or deleted for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import trash
from crm_desktop.store.queries import bin as queries
from crm_desktop.store.queries.bin import TITLES, BinRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.bin import BinModel, bin_lines, kinds_words
from crm_desktop.ui.panes.steps.asking import ForGood
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.empty import EmptyState, no_hits
from crm_desktop.ui.widgets.fields import SearchField
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.text import Text, note
from crm_desktop.ui.widgets.two_line import TwoLineDelegate

_SHOWN = 500


class BinList(LongListView):
    """The list; Enter takes out of the bin what is chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Space to the choice of rows."""
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)


class BinPage(QWidget):
    """Search and kinds above, the list, what can be done below."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._counts: dict[str, int] = {}
        self.model = BinModel(self)
        self.search = SearchField(_("Search the bin …"), small=True)
        self.search.changed.connect(lambda _words: self.read())
        self.kinds = Chips(
            [Choice("", _("All")), *(Choice(kind, kinds_words(kind)) for kind in TITLES)], name=_("Kinds")
        )
        self.kinds.chosen.connect(lambda _kind: self.read())
        self.list = BinList(self.model, TwoLineDelegate(), name=_("Bin"), many=True)
        self.list.opened.connect(lambda _index: self.restore())
        self.list.selectionModel().selectionChanged.connect(self._show_chosen)
        self.search.moved_down.connect(self.list.setFocus)
        self._empty = EmptyState(
            "trash-2", _("The bin is empty"),
            _("What you delete lies here for thirty days and can be taken out again."),
        )  # fmt: skip
        self._no_hits = no_hits(_("Nothing in the bin fits"), _("Show everything"), self._show_all)
        self._said = Text("", 12, 400, "text2")
        self.take_out = Button(_("Restore"), "primary", icon="archive-restore", on=self.restore)
        self.delete = Button(_("Delete for good …"), "secondary", icon="trash-2", on=self.delete_for_good)
        self.empty = Button(_("Empty the bin …"), "ghost", on=self.empty_bin)
        head = row(None, self.search, self.kinds, gap=12, margins=(20, 10, 20, 8))
        head.setStretch(0, 1)
        foot = row(None, self._said, None, self.empty, self.delete, self.take_out, margins=(20, 10, 20, 12))
        told = note(
            _(
                "What has lain here for thirty days is deleted when the program starts; that is a step as well, and"
                " can be undone for ninety days."
            ),
            "text3",
        )
        column(
            self, head, self.list, self._empty, self._no_hits, Line(), foot,
            row(None, told, margins=(20, 0, 20, 12)), gap=0,
        ).setStretch(1, 1)  # fmt: skip
        self._no_hits.hide()
        self._show_chosen(QItemSelection(), QItemSelection())

    def read(self) -> None:
        """Read what lies there."""
        kind = self.kinds.value()
        self._workplace.desk.ask(
            _read, words=self.search.value(), kinds=[kind] if kind else [], then=self._show, asker=self, topic="bin"
        )

    def chosen(self) -> list[BinRow]:
        """Return the chosen records."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [found.record for at in rows if (found := self.model.at(at)) is not None]

    def has_chosen(self) -> bool:
        """Whether something is chosen."""
        return bool(self.list.selectionModel().hasSelection())

    def restore(self) -> None:
        """Take what is chosen out of the bin."""
        records = [(row.kind, row.id) for row in self.chosen()]
        if records:
            self._workplace.desk.do(trash.restore_records, records=records, then=self._tell)

    def delete_for_good(self) -> None:
        """Ask, and delete what is chosen."""
        rows = self.chosen()
        if not rows:
            return
        form = ForGood(len(rows), rows[0].title, self)
        records = [(row.kind, row.id) for row in rows]
        form.agreed.connect(
            lambda: self._workplace.desk.do(trash.delete_records_for_good, records=records, then=self._tell)
        )
        self._open(form)

    def empty_bin(self) -> None:
        """Ask, and delete everything that lies there."""
        many = sum(self._counts.values())
        if not many:
            return
        form = ForGood(many, parent=self)
        form.agreed.connect(lambda: self._workplace.desk.do(trash.empty_whole_bin, then=self._tell))
        self._open(form)

    def total(self) -> int:
        """Return how many records lie in the bin."""
        return sum(self._counts.values())

    def _open(self, form: ForGood) -> None:
        form.finished.connect(form.deleteLater)
        form.open()

    def _show_all(self) -> None:
        self.kinds.choose("")
        self.search.set_value("")
        self.read()

    def _show(self, found: tuple[Sequence[BinRow], dict[str, int]]) -> None:
        rows, self._counts = found
        at = self.list.currentIndex().row()
        self.model.show(bin_lines(rows, self._workplace.today()))
        filtered = bool(self.search.value() or self.kinds.value())
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows and not (filtered and self._counts))
        self._no_hits.setVisible(not rows and filtered and bool(self._counts))
        for kind in TITLES:
            chip = self.kinds.button(kind)
            chip.set_count(number(self._counts[kind]) if kind in self._counts else "")
            chip.setVisible(kind in self._counts or kind == self.kinds.value())
        if rows and not self.has_chosen():
            # What was restored is gone: its neighbour is chosen, so that the keyboard goes on from there.
            self.list.setCurrentIndex(self.model.index(min(max(at, 0), len(rows) - 1)))
        self._show_chosen(QItemSelection(), QItemSelection())

    def _show_chosen(self, _chosen: QItemSelection, _before: QItemSelection) -> None:
        many = len(self.list.selectionModel().selectedRows())
        self.take_out.setEnabled(many > 0)
        self.delete.setEnabled(many > 0)
        self.empty.setEnabled(bool(self._counts))
        whole = plural("{n} record in the bin", "{n} records in the bin", self.total())
        chosen = plural("{n} chosen", "{n} chosen", many)
        self._said.setText(f"{whole}, {chosen}" if many > 1 else whole)

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))


def _read(reader: Reader, *, words: str, kinds: Sequence[str]) -> tuple[list[BinRow], dict[str, int]]:
    return queries.contents(reader, words=words, kinds=kinds, limit=_SHOWN), queries.counts(reader)
