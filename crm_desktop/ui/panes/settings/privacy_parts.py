"""Parts of the page on data protection: lines of what waits, the list of those due to go, the firm's own texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from crm_desktop.base.formats import day, number
from crm_desktop.base.i18n import _, plural
from crm_desktop.engine.privacy.deadlines import Due
from crm_desktop.operations.privacy import paper as privacy_paper
from crm_desktop.operations.privacy.due import DueToGo
from crm_desktop.operations.privacy.origins import ToInform
from crm_desktop.operations.privacy.requests import Waiting
from crm_desktop.operations.privacy.words import due_word, origin_word, request_word
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.pill import Pill, PillTone
from crm_desktop.ui.widgets.text import Text, note
from crm_desktop.ui.widgets.text_area import TextArea

#: Lines shown of each list.
SHOWN = 12
_TONES: dict[Due, tuple[str, PillTone]] = {
    Due.DONE: ("check", "success"), Due.OPEN: ("clock", "neutral"), Due.SOON: ("clock-alert", "warning"),
    Due.OVERDUE: ("triangle-alert", "danger"),
}  # fmt: skip


def request_line(
    one: Waiting, show: Callable[[int], object], answer: Callable[[int], object], extend: Callable[[int], object]
) -> QWidget:
    """Return the line of a request that waits for its answer."""
    line, held = QWidget(), one.row
    who = _name(held.contact or _("erased"), partial(show, held.contact_id or 0))
    detail = _("{number} · {what} · received on {day}").format(
        number=held.number, what=request_word(held.kind), day=day(held.received_on)
    )
    answered = Link(_("Answered"), on=partial(answer, held.id))
    answered.setAccessibleName(_("Request {number} is answered").format(number=held.number))
    more = Link(_("Two months more"), on=partial(extend, held.id))
    more.setAccessibleName(_("Take two months more for request {number}").format(number=held.number))
    more.setVisible(not held.extended and one.state is not Due.OVERDUE)
    both = row(line, column(None, who, note(detail, "text3"), gap=0), _pill(one.state, held.due_on), more, answered,
               gap=12)  # fmt: skip
    both.setStretch(0, 1)
    return line


def inform_line(
    one: ToInform, show: Callable[[int], object], write: Callable[[int], object], done: Callable[[int], object]
) -> QWidget:
    """Return the line of somebody who was not told of the data yet."""
    line, held = QWidget(), one.row
    on = day(held.obtained_on) if held.obtained_on else ""
    detail = _("Information duty · data {origin}, {day}").format(
        origin=origin_word(held.origin) + (f" ({held.origin_detail})" if held.origin_detail else ""), day=on
    )
    letter = Link(_("Letter …"), on=partial(write, held.contact_id))
    letter.setAccessibleName(_("Inform {name} by letter").format(name=held.name))
    told = Link(_("Informed"), on=partial(done, held.contact_id))
    told.setAccessibleName(_("{name} was informed").format(name=held.name))
    who = _name(held.name, partial(show, held.contact_id))
    both = row(line, column(None, who, note(detail, "text3"), gap=0), _pill(one.state, one.by), letter, told, gap=12)
    both.setStretch(0, 1)
    return line


class DueList(QWidget):
    """Those whose data are due, each with a box to tick and what would be kept."""

    def __init__(self, due: Sequence[DueToGo], show: Callable[[int], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[int, QCheckBox] = {}
        self.count = Text("", 12, 400, "text3")
        lines = column(self, gap=8)
        if not due:
            lines.addWidget(note(_("No data are due to be erased."), "text3"))
            return
        whole = sum(one.keep_until is None for one in due)
        self.all = QCheckBox(
            plural("{n} contact is due", "{n} contacts are due", len(due))
            + ", " + _("{n} of them can go for good").format(n=number(whole))
        )  # fmt: skip
        self.all.toggled.connect(self._tick_all)
        self._rest = tuple(one.contact_id for one in due[SHOWN:] if one.keep_until is None)
        lines.addWidget(self.all)
        for one in due[:SHOWN]:
            lines.addWidget(self._line(one, show))
        if len(due) > SHOWN:
            lines.addWidget(note(_("and {n} more").format(n=number(len(due) - SHOWN)), "text3"))
        self._follow()

    def ticked(self) -> list[int]:
        """Return whom the user chose; with the box on top, also those who are not shown and can go for good."""
        chosen = [contact_id for contact_id, box in self._boxes.items() if box.isChecked()]
        return [*chosen, *(self._rest if self.all.isChecked() else ())] if self._boxes else []

    def _line(self, one: DueToGo, show: Callable[[int], object]) -> QWidget:
        line = QWidget()
        box = QCheckBox()
        box.setAccessibleName(_("Erase {name}").format(name=one.name))
        box.toggled.connect(self._follow)
        self._boxes[one.contact_id] = box
        kept = _("part of it has to be kept until {day}").format(day=day(one.keep_until)) if one.keep_until else ""
        detail = " · ".join(part for part in (one.company, one.why, kept) if part)
        name = _name(one.name, partial(show, one.contact_id))
        since = Text(_("since {day}").format(day=day(one.since)), 12, 400, "text3")
        both = row(line, box, column(None, name, note(detail, "text3"), gap=0), since, gap=10)
        both.setStretch(1, 1)
        return line

    def _tick_all(self, on: bool) -> None:
        for box in self._boxes.values():
            box.setChecked(on)
        self._follow()

    def _follow(self) -> None:
        self.count.setText(plural("{n} contact ticked", "{n} contacts ticked", len(self.ticked())))


class FirmTexts(QWidget):
    """The firm's own texts for its papers; each is kept when it is left."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        words = {
            privacy_paper.OFFICER: _("Data protection officer"),
            privacy_paper.AUTHORITY: _("Supervisory authority"),
            privacy_paper.PURPOSES: _("What data are used for; empty: the usual text"),
            privacy_paper.RECIPIENTS: _("Who receives data; empty: the usual text"),
            privacy_paper.MEASURES: _("Further measures of the firm"),
        }
        self.areas = {key: TextArea(label, lines=2) for key, label in words.items()}
        self._known: Mapping[str, str] = {}
        for key, area in self.areas.items():
            area.left.connect(partial(self._save, key))
        column(self, *self.areas.values(), gap=10)

    def ask(self) -> None:
        """Read the texts."""
        self._workplace.desk.ask(privacy_paper.firm_texts, then=self._show, asker=self, topic="texts", lane="card")

    def _show(self, found: Mapping[str, str]) -> None:
        self._known = found
        for key, area in self.areas.items():
            if not area.editor.hasFocus():
                with QSignalBlocker(area):
                    area.set_value(found[key])

    def _save(self, key: str) -> None:
        text = self.areas[key].value().strip()
        if text != self._known.get(key, ""):
            self._workplace.desk.do(privacy_paper.set_text, key=key, text=text)


def beside(words: QWidget, link: QWidget) -> QHBoxLayout:
    """Return words that take the room there is, and a link at their end."""
    both = row(None, words, link, gap=12)
    both.setStretch(0, 1)
    return both


def paper_line(words: str, detail: str, button: QWidget) -> QWidget:
    """Return what a paper is called and for, with the button that writes it."""
    line = QWidget()
    both = row(line, column(None, Text(words, 13, 600, wrap=True), note(detail, "text3"), gap=1), button, gap=24)
    both.setStretch(0, 1)
    return line


def about(kind: str) -> str:
    """Return what a paper is for."""
    return {
        "processing": _("Art. 30: what the firm does with personal data, made from what the file holds"),
        "measures": _("Art. 32: how the file is protected, as the program is set up"),
        "breach": _("Art. 33: to be filled in and sent within 72 hours"),
        "erasures": _("Art. 5 (2): every erasure with its proof, without names"),
    }[kind]


def write_copy(*, path: Path, target: Path, key: str) -> Path:
    """Write a pseudonymised copy; on a lane of its own."""
    from crm_desktop.operations.privacy.copy import pseudonymised_copy  # rarely needed

    target.unlink(missing_ok=True)  # the dialog has asked
    return pseudonymised_copy(path, target, key=key)


def _name(words: str, on: Callable[[], object]) -> QWidget:
    return Link(words, on=on)


def _pill(state: Due, last: object) -> Pill:
    icon, tone = _TONES[state]
    words = _("{state}, {day}").format(state=due_word(state), day=day(last))  # type: ignore[arg-type]
    return Pill(words, icon, tone)
