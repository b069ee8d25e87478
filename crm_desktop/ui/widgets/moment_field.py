"""A day, and perhaps a time, said as people say it; what was understood stands below while one types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import day as day_words
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.natural_days import Moment, parse_moment
from crm_desktop.ui.widgets.fields import LineField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class MomentField(LineField):
    """`MomentField(_("When"), today, value=Moment(day))`; `moment()` is what was said, None while it is no day.

    `today` is asked each time, so that a form left open over midnight still means the right day.
    """

    def __init__(
        self, label: str, today: Callable[[], date], *, value: Moment | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, icon="calendar", hint=_("tomorrow, Fri 14:00, in 2 weeks …"), parent=parent)
        self._today = today
        self.line.textChanged.connect(self._echo)
        if value is not None:
            self.set_moment(value)

    def moment(self) -> Moment | None:
        """Return what was said; None for nothing, and for what is no day."""
        try:
            return parse_moment(self.value(), self._today()) if self.value().strip() else None
        except BadInput:
            return None

    def set_moment(self, value: Moment) -> None:
        """Show a day and a time."""
        self.set_value(f"{day_words(value.day)} {value.time}".strip())
        self._echo()

    def check(self) -> bool:
        """Mark what is no day with the reason; say whether there is one."""
        try:
            parse_moment(self.value(), self._today())
        except BadInput as bad:
            self.set_error(str(bad))
            return False
        self.set_error("")
        self._echo()
        return True

    def _echo(self) -> None:
        """Say below the field what was understood."""
        found = self.moment()
        if found is not None:
            self.editor.setProperty("invalid", False)
        if found is not None or not self.error():
            self._reason.say("" if found is None else full_words(found), bad=False)
            self.editor.update()


def full_words(moment: Moment) -> str:
    """Return a moment in full: Friday, 27 November 2026, 14:00."""
    day = moment.day
    locale = QLocale(QLocale.Language.German if spoken() == "de" else QLocale.Language.English)
    form = "dddd, d. MMMM yyyy" if spoken() == "de" else "dddd, d MMMM yyyy"
    words = locale.toString(QDate(day.year, day.month, day.day), form)
    return f"{words}, {moment.time}" if moment.time else words
