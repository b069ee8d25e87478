"""Draws the rules with their switches, the cases of a dry run, and the lines of the log."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from crm_desktop.domain.rules import RunOutcome
from crm_desktop.ui.models.rule_trial import CaseLine
from crm_desktop.ui.models.rules import LogLine, RuleLine, outcome_word
from crm_desktop.ui.theme.drawing import RIGHT, box, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row, draw_ground
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_RULE, _CASE, _LOG = 58, 36, 54
_SWITCH, _SWITCH_HIGH = 34, 20
_LEFT = 20
#: Room for the day, the number, the amount, what would be done and the state of a case.
_DAY, _NUMBER, _WORTH, _STATE = 62, 88, 92, 78
#: Narrower than this, a case leaves out its number and what would be done.
_ROOMY = 620


class RuleDelegate(DelegateBase):
    """A rule: its name, what it does in short, its switch."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(200), look().px(_RULE))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one rule."""
        rule = index.data(ROW_ROLE)
        if not isinstance(rule, RuleLine):
            return
        now = row.look
        if not row.selected and not row.hovered:
            line(painter, row.area.x() + _LEFT, row.area.bottom(), row.area.right() - _LEFT)
        draw_ground(painter, row)
        place = switch_place(row.area)
        _draw_switch(painter, row, place, rule)
        high, low = now.px(20), now.px(17)
        top = row.area.center().y() - (high + low) / 2
        left = row.area.x() + _LEFT
        room = QRectF(left, top, place.x() - 12 - left, high)
        off = rule.state != "on"
        text(painter, room, rule.name, font(13, 600), now.colour("text2" if off else "text"))
        quiet: Role = "warning" if rule.state in ("paused", "broken") else "text2" if row.selected else "text3"
        x = left
        if rule.state in ("paused", "broken"):
            side = now.px(14)
            draw_icon(painter, "triangle-alert", square(left, top + high + low / 2, side), now.colour("warning"))
            x += side + 6
        below = QRectF(x, top + high, room.right() - x, low)
        count = f" · {rule.count}" if rule.count else ""
        taken = text_width(count, font(12))
        # What a rule does may be cut, how often it acted never is.
        wide = text(painter, below.adjusted(0, 0, -taken, 0), rule.detail, font(12), now.colour(quiet))
        text(painter, below.adjusted(wide, 0, 4, 0), count, font(12), now.colour(quiet))


def switch_place(area: QRectF) -> QRectF:
    """Return where the switch of a row stands."""
    width, height = look().px(_SWITCH), look().px(_SWITCH_HIGH)
    return QRectF(area.right() - _LEFT - width, area.center().y() - height / 2, width, height)


def _draw_switch(painter: QPainter, row: Row, place: QRectF, rule: RuleLine) -> None:
    now, radius = row.look, place.height() / 2
    on = rule.state in ("on", "paused")
    if on:
        box(painter, place, radius, now.colour("text2"))
    else:
        box(painter, place, radius, now.colour("surface"), now.colour("control"), width=1.2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.colour("surface") if on else now.colour("control"))
    x = place.right() - radius if on else place.x() + radius
    painter.drawEllipse(QPointF(x, place.center().y()), radius - 3.5, radius - 3.5)


class CaseDelegate(DelegateBase):
    """A case: when, what, how much, what would have been done, what came of it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(200), look().px(_CASE))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one case; one the rule would have left alone is faint."""
        shown = index.data(ROW_ROLE)
        if not isinstance(shown, CaseLine):
            return
        now, case = row.look, shown.case
        draw_ground(painter, row, inset=0)
        line(painter, row.area.x(), row.area.bottom(), row.area.right())
        area = row.area.adjusted(4, 0, -4, 0)
        roomy = area.width() / now.scale >= _ROOMY
        small, figures = font(12), font(12, tabular=True)
        quiet: Role = "text2" if row.selected else "text3"
        left, right = area.x(), area.right()
        text(painter, _cut(area, left, now.px(_DAY) - 8), shown.when, figures, now.colour(quiet))
        left += now.px(_DAY)
        if roomy and case.number:
            text(painter, _cut(area, left, now.px(_NUMBER) - 8), case.number, small, now.colour("text2"))
            left += now.px(_NUMBER)
        ink: Role = "success" if shown.good else "text2"
        state = _cut(area, right - now.px(_STATE), now.px(_STATE))
        text(painter, state, case.state_word, font(12, 600 if shown.good else 400), now.colour(ink), align=RIGHT)
        right -= now.px(_STATE) + 10
        if roomy:
            wide = (right - left) * 0.36
            text(painter, _cut(area, right - wide, wide), case.did if shown.acts else "–", small, now.colour("text2"))
            right -= wide + 16
        heavy = font(13, 600 if shown.acts else 400, tabular=True)
        text(painter, _cut(area, right - now.px(_WORTH), now.px(_WORTH)), shown.worth, heavy,
             now.colour("text" if shown.acts else "text3"), align=RIGHT)  # fmt: skip
        right -= now.px(_WORTH) + 10
        text(
            painter, _cut(area, left, right - left), shown.title, font(13), now.colour("text" if shown.acts else quiet)
        )


def _cut(area: QRectF, left: float, width: float) -> QRectF:
    return QRectF(left, area.y(), max(width, 0.0), area.height())


class LogDelegate(DelegateBase):
    """A run: when, what was done to what, by which rule and why."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(200), look().px(_LOG))

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one run; what failed or was stopped says so with an icon and a word."""
        shown = index.data(ROW_ROLE)
        if not isinstance(shown, LogLine):
            return
        now, done = row.look, shown.run.outcome is RunOutcome.DONE
        draw_ground(painter, row)
        area = row.area.adjusted(_LEFT, 0, -_LEFT, 0)
        icon, ink = ("check", "text2") if done else ("triangle-alert", "warning")
        side, high, low = now.px(16), now.px(20), now.px(17)
        draw_icon(painter, icon, square(area.x(), area.center().y(), side), now.colour(_role(ink)))
        left, top = area.x() + side + 12, area.center().y() - (high + low) / 2
        first = QRectF(left, top, area.right() - left, high)
        type_ = font(12, tabular=True)
        quiet: Role = "text2" if row.selected else "text3"
        text(painter, first, shown.when, type_, now.colour(quiet), align=RIGHT)
        room = first.adjusted(0, 0, -text_width(shown.when, type_) - 12, 0)
        text(painter, room, shown.title, font(13, 600), now.colour("text"))
        second = QRectF(left, top + high, area.right() - left, low)
        said = shown.detail if done else f"{outcome_word(shown.run.outcome)} · {shown.detail}"
        text(painter, second, said, font(12), now.colour(quiet if done else "warning"))


def _role(name: str) -> Role:
    return "warning" if name == "warning" else "text2"
