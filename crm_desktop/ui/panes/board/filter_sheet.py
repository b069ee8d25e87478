"""The sheet below the filter button: conditions that stack, each seen at once on the board."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.board_filter import BoardFilter
from crm_desktop.ui.panes.board.data import Choices
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.number_fields import MoneyField
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.popover import Popover

#: Milliseconds without a key after which the board follows.
_PAUSE = 90


class FilterForm(QWidget):
    """The fields. Signal: `changed(BoardFilter)`."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = BoardFilter()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._tell)
        self.text = LineField(_("Title, customer, person or tag"), icon="search")
        self.tag, self.channel, self.category, self.segment = (
            ComboField(words, _any(())) for words in (_("Tag"), _("Channel"), _("Category"), _("Segment"))
        )
        self.least, self.most = MoneyField(_("Value from")), MoneyField(_("Value up to"))
        self.first, self.last = DateField(_("Closes from")), DateField(_("Closes until"))
        self.attention = QCheckBox(_("Needs attention: nothing planned, overdue or stale"))
        self.stale = QCheckBox(_("Only stale deals"))
        for combo in (self.tag, self.channel, self.category, self.segment):
            combo.edited.connect(self._tell)
        for field in (self.text, self.least, self.most, self.first, self.last):
            field.edited.connect(self._pause.start)
        for box in (self.attention, self.stale):
            box.clicked.connect(self._tell)
        layout = column(self, self.text, gap=10, margins=(14, 14, 14, 6))
        for pair in (
            (self.tag, self.channel),
            (self.category, self.segment),
            (self.least, self.most),
            (self.first, self.last),
        ):
            beside = row(None, *pair, gap=12)
            beside.setStretch(0, 1)
            beside.setStretch(1, 1)
            layout.addLayout(beside)
        layout.addWidget(self.attention)
        layout.addWidget(self.stale)

    def offer(self, offered: Choices, categories: Sequence[str]) -> None:
        """Offer what there is to choose from."""
        for field, words in ((self.tag, offered.tags), (self.channel, offered.channels), (self.category, categories)):
            field.set_choices(_any(words))
        named = [Choice(str(key), name) for key, name in offered.segments.items()]
        self.segment.set_choices([*_any(()), *named])
        self.segment.setEnabled(bool(named))

    def show_filter(self, where: BoardFilter) -> None:
        """Show what a filter asks for, without a signal."""
        self._where = where
        if self.text.value() != where.text:
            self.text.set_value(where.text)
        for field, word in ((self.tag, where.tag), (self.channel, where.channel), (self.category, where.category)):
            field.set_value(word)
        self.segment.set_value(str(where.segment or ""))
        self.least.set_cents(where.least_cents)
        self.most.set_cents(where.most_cents)
        self.first.set_value(where.close_from)
        self.last.set_value(where.close_until)
        self.attention.setChecked(where.attention)
        self.stale.setChecked(where.stale)

    def _tell(self) -> None:
        self._pause.stop()
        where = BoardFilter(
            text=self.text.value().strip(),
            tag=self.tag.value(),
            channel=self.channel.value(),
            category=self.category.value(),
            segment=int(self.segment.value() or 0),
            least_cents=self.least.cents(),
            most_cents=self.most.cents(),
            close_from=self.first.value(),
            close_until=self.last.value(),
            attention=self.attention.isChecked(),
            stale=self.stale.isChecked(),
        )
        if where != self._where:
            self._where = where
            self.changed.emit(where)


class FilterSheet(QObject):
    """Signals: `changed(BoardFilter)`, `clear_asked()`, `save_asked()`."""

    changed = Signal(object)
    clear_asked = Signal()
    save_asked = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.form = FilterForm()
        self.form.changed.connect(self.changed)
        foot = QWidget()
        clear = Button(_("Clear filter"), "ghost", icon="funnel-x", on=self.clear_asked.emit)
        save = Button(_("Save as a view …"), "secondary", icon="bookmark", on=self.save_asked.emit)
        row(foot, clear, None, save, margins=(10, 8, 14, 12))
        self.popover = Popover(host, self.form, foot=foot, width=420)

    def open(self, where: BoardFilter, button: QWidget) -> None:
        """Show the sheet with a filter, the cursor in its text."""
        self.form.show_filter(where)
        self.popover.open_below(button)
        self.form.text.setFocus()


def _any(words: Iterable[str]) -> list[Choice]:
    return [Choice("", _("any")), *(Choice(word, word) for word in words)]
