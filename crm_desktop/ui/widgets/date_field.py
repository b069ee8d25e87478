"""A day, typed as people write it or taken from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import day as day_text
from crm_desktop.base.i18n import _
from crm_desktop.base.natural_days import parse_moment
from crm_desktop.base.times import parse_day
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import icon as make_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.palette import GROUNDS
from crm_desktop.ui.widgets.fields import Field
from crm_desktop.ui.widgets.line_edit import LineEdit

_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


def _today() -> date:
    now = QDate.currentDate()
    return date(now.year(), now.month(), now.day())


class DateField(Field):
    """`DateField(_("Valid until"), value=day)`; `value()` is a date or None, `is_good()` False for what is no day.

    Alt+Down or the icon opens a calendar. A day without a year, “tomorrow” and “in 2 weeks” are read as well, counted
    from what `today` says.
    """

    def __init__(
        self, label: str = "", value: date | None = None, *, hint: str = "", note: str = "",
        today: Callable[[], date] = _today, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._today = today
        self.line = LineEdit(hint=hint, name=label or hint)
        super().__init__(label, self.line, note=note, parent=parent)
        open_ = self.line.addAction(make_icon("calendar", "text3"), LineEdit.ActionPosition.TrailingPosition)
        open_.setText(_("Open the calendar"))
        open_.setToolTip(_("Open the calendar"))
        open_.setShortcut("Alt+Down")
        open_.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        open_.triggered.connect(self.open_calendar)
        self.line.textEdited.connect(self._edited)
        self.line.left.connect(self._left)
        self.set_value(value)

    def value(self) -> date | None:
        """Return the day, None for an empty field or one that holds no day."""
        try:
            return self._read() if self.line.text().strip() else None
        except BadInput:
            return None

    def is_good(self) -> bool:
        """Say whether the field is empty or holds a day."""
        return not self.line.text().strip() or self.value() is not None

    def set_value(self, value: date | None) -> None:
        """Show a day, without a signal."""
        self.line.set_words(day_text(value) if value is not None else "")
        self.set_error("")

    def open_calendar(self) -> None:
        """Offer a calendar below the field."""
        popup = _Calendar(self)
        popup.show_at(self.line.mapToGlobal(QPoint(0, self.line.height())), self.value())

    def choose(self, day: date) -> None:
        """Take a day as if the user had typed it."""
        self.set_value(day)
        self.edited.emit()
        self.left.emit()

    def _edited(self) -> None:
        if self.error() and self.is_good():
            self.set_error("")
        self.edited.emit()

    def check(self) -> bool:
        """Mark what is no day with the reason, take the mark away otherwise; say whether it is good."""
        try:
            if self.line.text().strip():
                self._read()
        except BadInput as bad:
            self.set_error(str(bad))
            return False
        self.set_error("")
        return True

    def _read(self) -> date:
        """Read a whole date, or a day as people say it; one with a time of day is refused, not shortened."""
        text = self.line.text()
        try:
            return parse_day(text)
        except BadInput as bad:
            try:
                said = parse_moment(text, self._today())
            except BadInput:
                raise bad from None
            if said.time:
                raise
            return said.day

    def _left(self) -> None:
        if self.check():
            self.set_value(self.value())
            self.left.emit()


class _Calendar(QFrame):
    """The calendar that opens below a date field and closes when a day is chosen."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._days = QCalendarWidget(self)
        self._days.setAccessibleName(_("Calendar"))
        self._days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self._days.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self._days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._paint_calmly()
        self._days.clicked.connect(self._choose)
        self._days.activated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._days)

    def show_at(self, below: QPoint, day: date | None) -> None:
        """Open below a point, on a day or on today."""
        if day is not None:
            self._days.setSelectedDate(QDate(day.year, day.month, day.day))
        self.move(below)
        self.show()
        self._days.setFocus()

    def _paint_calmly(self) -> None:
        """Weekends in ink instead of red, our arrows instead of Qt's."""
        now = look()
        plain, head = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(QColor(now.colour("text")))
        head.setForeground(QColor(now.colour("text3")))
        head.setFont(font(11, 500))
        for weekday in _WEEKEND:
            self._days.setWeekdayTextFormat(weekday, plain)
        self._days.setHeaderTextFormat(head)
        bar = self._days.findChild(QWidget, "qt_calendar_navigationbar")
        if isinstance(bar, QWidget):
            bar.setBackgroundRole(GROUNDS["surface"])
        today = QTextCharFormat()
        today.setFont(font(13, 600))
        self._days.setDateTextFormat(QDate.currentDate(), today)
        for name, arrow, words in (
            ("qt_calendar_prevmonth", "chevron-left", _("Previous month")),
            ("qt_calendar_nextmonth", "chevron-right", _("Next month")),
        ):
            button = self._days.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(make_icon(arrow))
                button.setAccessibleName(words)

    def _choose(self, day: QDate) -> None:
        self.close()
        self._field.choose(date(day.year(), day.month(), day.day()))
