"""Where the texts of others name somebody who is erased: each place with the words around it, and a box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.operations.privacy.spots import Key, Named
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text, note

#: Places shown; what is beyond them is decided as it was proposed.
_SHOWN = 120


class Places(QWidget):
    """The places in two lists: those that surely name the person, and the doubts."""

    def __init__(self, places: Sequence[Named], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[Key, QCheckBox] = {}
        lines = column(self, gap=4)
        sure, doubts = ([one for one in places if one.sure is on] for on in (True, False))
        self._add(
            lines,
            plural("{n} place in texts of others loses the name", "{n} places in texts of others lose the name",
                   len(sure)), "", sure,
        )  # fmt: skip
        self._add(
            lines,
            plural("{n} place may mean something else", "{n} places may mean something else", len(doubts)),
            _("The name is a word of the language as well. Tick what means the person; the others stay."),
            doubts,
        )

    def decisions(self) -> dict[Key, bool]:
        """Return what becomes of the name in each place that is shown."""
        return {key: box.isChecked() for key, box in self.boxes.items()}

    def _add(self, lines: QVBoxLayout, heading: str, told: str, places: Sequence[Named]) -> None:
        if not places:
            return
        shown = places[:_SHOWN]
        keys = [one.key for one in shown]
        every = Link(_("Tick all"), on=partial(self._tick, keys, on=True))
        none = Link(_("Tick none"), on=partial(self._tick, keys, on=False))
        for link in (every, none):
            link.setAccessibleName(f"{link.text()}: {heading}")
        head = row(None, Text(heading, 13, 600, wrap=True), every, none, gap=12)
        head.setStretch(0, 1)
        lines.addLayout(head)
        if told:
            lines.addWidget(note(told, "text3"))
        for one in shown:
            lines.addWidget(self._line(one))
        if len(places) > _SHOWN:
            lines.addWidget(note(_("and {n} more, decided like this").format(n=number(len(places) - _SHOWN)), "text3"))

    def _line(self, one: Named) -> QWidget:
        line = QWidget()
        box = QCheckBox()
        box.setChecked(one.sure)
        box.setAccessibleName(_("Take the name out of “{text}”").format(text=f"{one.before}{one.named}{one.after}"))
        self.boxes[one.key] = box
        before, after = one.before.strip(), one.after.strip()
        words = row(
            None, *([Text(before, 12, 400, "text2")] if before else []), Text(one.named, 12, 600, elide=False),
            *([Text(after, 12)] if after else []), None, gap=4,
        )  # fmt: skip
        both = row(line, box, column(None, words, Text(one.where, 11, 400, "text3"), gap=0), gap=8)
        both.setStretch(1, 1)
        both.setAlignment(box, Qt.AlignmentFlag.AlignTop)
        return line

    def _tick(self, keys: Sequence[Key], *, on: bool) -> None:
        for key in keys:
            self.boxes[key].setChecked(on)
