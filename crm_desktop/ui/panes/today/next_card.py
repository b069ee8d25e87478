"""The card of what comes next: the step, the last thing said about it, and the only primary button of the pane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import near_day
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.base.times import local_day
from crm_desktop.domain.kinds import ActivityKind
from crm_desktop.operations.planning.today import NextUp
from crm_desktop.ui.models.today import KIND_ICONS, formula, stake_words, subject_with_deal, when_words, whom
from crm_desktop.ui.panes.today.mark import Mark
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.figure import Figure
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text

_CUT = 90
_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_J)


@dataclass(frozen=True)
class Deeds:
    """What the buttons of the card do."""

    act: Callable[[], None]
    done: Callable[[], None]
    defer: Callable[[], None]
    open: Callable[[], None]
    money: Callable[[], None]


class NextCard(Card):
    """`card.show_next(found, now)`; its buttons do what Space, D, A and Enter do in the lists.

    Signal: `passed` when the cursor goes down into the list.
    """

    passed = Signal()

    def __init__(self, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(radius=12, edge="line_strong", padding=18, parent=parent)
        self.setAccessibleName(_("Up next"))
        self.found: NextUp | None = None
        self._caption = Text(_("Up next"), 12, 600, "text2", elide=False)
        self._clock = Mark("circle-dot", 14)
        self._when = Text("", 12, 400, "text2", tabular=True)
        self._icon = Mark("phone", 18)
        self._title = Text("", 16, 600)
        self.value = Figure(20, on=deeds.money, ends=True)
        self._formula = Text("", 12, 400, "text3", tabular=True, elide=False, right=True)
        self._detail = Text("", 13, 400, "text2")
        self.act = Button("", "primary", key="A", on=deeds.act)
        self.done = Button(_("Done"), "secondary", icon="check", key=_("Space"), on=deeds.done)
        self.defer = Button(_("Put off"), "ghost", icon="clock", key="D", on=deeds.defer)
        self.open = Button(meant("see a record", "Open"), "ghost", icon="corner-down-left", on=deeds.open)
        for button in (self.act, self.done, self.defer, self.open):
            button.installEventFilter(self)
        head = row(None, self._caption, None, self._clock, self._when, gap=5)
        first = row(None, self._icon, self._title, self.value, gap=10)
        first.setStretch(1, 1)
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons)
        for button in (self.act, self.done, self.defer, self.open):
            flow.addWidget(button)
        second = row(None, self._detail, self._formula, gap=12)
        second.setStretch(0, 1)
        indented = column(None, second, self._buttons, gap=12, margins=(look().px(18) + 10, 0, 0, 0))
        self.body.addLayout(column(None, head, 4, first, indented, gap=4))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down and J lead from the buttons into the list below."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _DOWN:
            self.passed.emit()
            return True
        return super().eventFilter(watched, event)

    def show_next(self, found: NextUp, now: datetime) -> None:
        """Show another step."""
        self.found = found
        line, today = found.todo.row, local_day(now)
        ahead = line.due_on > today
        self._caption.setText(_("All done for today. Up next:") if ahead else _("Up next"))
        self._icon.show_icon(KIND_ICONS.get(line.kind, "list-checks"))
        self._title.setText(subject_with_deal(line))
        said = _("last: “{words}”").format(words=_short(found.said)) if found.said else ""
        self._detail.setText(" · ".join(part for part in (whom(line), said) if part))
        self._detail.setVisible(bool(self._detail.text()))
        self._show_money(found)
        self._show_act(found)
        self.show_time(now)

    def show_time(self, now: datetime) -> None:
        """Say how long it still is; called again as time goes by."""
        if self.found is None:
            return
        line, today = self.found.todo.row, local_day(now)
        words, icon, tone = when_words(line, today)
        self._when.set_tone("danger" if tone == "danger" else "text2")
        self._clock.show_icon(icon, tone)
        minutes = _minutes_until(line.due_time, now) if line.due_on == today else None
        if minutes is not None and 0 <= minutes < 120:
            left = plural("in {n} minute", "in {n} minutes", minutes) if minutes else _("now")
            words = f"{line.due_time}, {left}"
        elif line.due_on > today:
            words = f"{near_day(line.due_on, today)} {line.due_time}".strip()
        self._when.setText(words)

    def _show_money(self, found: NextUp) -> None:
        words, how = stake_words(found.todo.stake), formula(found.todo.stake)
        self.value.show_figure(words, _("Open the deal, {value} at stake").format(value=words))
        self.value.setToolTip(how)
        self.value.setVisible(bool(words))
        self._formula.setText(how)
        self._formula.setVisible(bool(how))

    def _show_act(self, found: NextUp) -> None:
        kind = found.todo.row.kind
        if kind is ActivityKind.CALL and found.phone:
            self.act.setText(_("Call {number}").format(number=found.phone))
            self.act.set_icon("phone")
        elif kind is ActivityKind.EMAIL:
            self.act.setText(_("Write an e-mail"))
            self.act.set_icon("mail")
        else:
            self.act.setText(_("Write down what happened"))
            self.act.set_icon("sticky-note")


def _minutes_until(time: str, now: datetime) -> int | None:
    """Return the minutes from now until a local time of the same day; None without a time."""
    if not time:
        return None
    local = now.astimezone()
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes) - local.hour * 60 - local.minute


def _short(words: str) -> str:
    first = words.strip().split("\n")[0]
    return first if len(first) <= _CUT else first[: _CUT - 1].rstrip() + "…"
