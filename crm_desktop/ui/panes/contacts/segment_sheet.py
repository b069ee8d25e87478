"""The sheet below the segments button: every segment with its size and share of revenue; a click narrows the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import number, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.contacts import segments as operations
from crm_desktop.operations.contacts.segments import SegmentLine
from crm_desktop.store.queries.segment_names import SegmentChoices, choices
from crm_desktop.store.queries.segments import SegmentRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.name_form import NameForm
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.popover import Popover
from crm_desktop.ui.widgets.text import Text, note


class _Known(NamedTuple):
    """What the sheet shows, and what its form offers."""

    lines: list[SegmentLine]
    choices: SegmentChoices


def _known(reader: Reader, *, as_of: date) -> _Known:
    return _Known(operations.segment_lines(reader, as_of=as_of), choices(reader))


class SegmentSheet(QObject):
    """Signal: `chosen(int)`: narrow the list to this segment."""

    chosen = Signal(int)

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._workplace, self._host = workplace, host
        self._found: _Known | None = None
        self._body = QWidget()
        self._lines = column(self._body, gap=2, margins=(8, 12, 8, 8))
        foot = QWidget()
        new = Button(_("New segment …"), "secondary", icon="plus", on=self.new)
        row(foot, None, new, margins=(10, 8, 14, 12))
        self.popover = Popover(host, self._body, foot=foot, width=400)
        self.popover.setAccessibleName(_("Segments"))

    def open(self, button: QWidget) -> None:
        """Read the segments and show the sheet below a button."""

        def show(found: _Known) -> None:
            self._take(found)
            self.popover.open_below(button)

        self._ask(show)

    def new(self) -> None:
        """Describe a new segment."""
        self._open_form(None)

    def _ask(self, then: Callable[[_Known], None]) -> None:
        self._workplace.desk.ask(
            _known, as_of=self._workplace.today(), then=then, asker=self, topic="segments", lane="segments"
        )

    def _take(self, found: _Known) -> None:
        self._found = found
        clear(self._lines)
        if not found.lines:
            self._lines.addWidget(Text(_("No segment yet"), 13, 600))
            self._lines.addWidget(note(_(
                "A segment describes contacts by conditions – “bought for 5,000 in a year, silent for 90 days” – and "
                "is counted anew each time. Lists made by hand are segments too."
            )))  # fmt: skip
        for line in found.lines:
            self._lines.addWidget(self._line(line))
        self._lines.addStretch(1)

    def _line(self, line: SegmentLine) -> QWidget:
        holder = QWidget()
        by_hand = line.row.listed is not None
        choose = Button(line.row.name, "row", icon="list-checks" if by_hand else "target",
                        on=partial(self._choose, line.row.id))  # fmt: skip
        share = "" if line.figures.share is None else percent(line.figures.share)
        size = number(line.figures.contacts)
        choose.setAccessibleDescription(plural("{n} contact", "{n} contacts", line.figures.contacts))
        figures = Text(" · ".join(part for part in (size, share) if part), 12, 400, "text3", tabular=True)
        figures.setToolTip(_("Contacts, and their share of the revenue of the last 12 months"))
        more = IconButton("ellipsis", _("More about “{name}”").format(name=line.row.name), small=True)
        menu = Menu(more)
        self._fill(menu, line.row)
        more.set_menu(menu)
        row(holder, choose, figures, more, gap=8).setStretch(0, 1)
        return holder

    def _fill(self, menu: Menu, segment: SegmentRow) -> None:
        if segment.listed is None:
            menu.entry(_("Change conditions …"), "pencil", on=partial(self._open_form, segment))
            menu.entry(_("Keep today’s contacts as a list …"), "list-checks", on=partial(self._freeze, segment))
        menu.entry(_("Delete “{name}”").format(name=segment.name), "trash-2", on=partial(self._delete, segment))

    def _choose(self, segment_id: int) -> None:
        self.popover.close_()
        self.chosen.emit(segment_id)

    def _open_form(self, segment: SegmentRow | None) -> None:
        if self._found is None:
            self._ask(lambda found: self._opened(found, segment))
            return
        self._opened(self._found, segment)

    def _opened(self, found: _Known, segment: SegmentRow | None) -> None:
        from crm_desktop.ui.commands.segment_form import SegmentForm  # rarely needed

        self._found = found
        self.popover.close_()
        form = SegmentForm(self._workplace, found.choices, segment, then=self.chosen.emit, parent=self._host.window())
        form.finished.connect(form.deleteLater)
        form.open()

    def _freeze(self, segment: SegmentRow) -> None:
        self.popover.close_()
        form = NameForm(_("Keep as a list"), _("Name"), _("Keep"), value=segment.name, parent=self._host.window())

        def saved(outcome: Outcome[int]) -> None:
            form.accept()
            self._tell(outcome.label)

        def save(name: str) -> None:
            self._workplace.desk.do(
                operations.freeze_segment, segment_id=segment.id, name=name, failed=form.fail,
                then=saved,
            )  # fmt: skip

        form.named.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def _delete(self, segment: SegmentRow) -> None:
        self.popover.close_()
        self._workplace.desk.do(
            operations.delete_segment, segment_id=segment.id, then=lambda outcome: self._tell(outcome.label)
        )

    def _tell(self, label: str) -> None:
        self._workplace.notify(Notice(label, undo=True))

    def names(self) -> Sequence[str]:
        """Return the segments shown."""
        return [line.row.name for line in self._found.lines] if self._found else []
