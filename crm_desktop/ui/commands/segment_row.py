"""One condition of a segment as a row: the field, what is asked of it, the value, and when."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.criteria import Check, Condition
from crm_desktop.store.queries.segment_fields import FieldKind
from crm_desktop.store.queries.segment_names import SegmentChoices
from crm_desktop.ui.models import segment_choices as offered
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.combo_field import ComboBox
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.text import Text

_FIELD, _CHECK, _VALUE, _SPAN = 168, 142, 124, 204


class ConditionRow(QWidget):
    """Signals: `changed()` by the user's hand; `removed()`."""

    changed = Signal()
    removed = Signal()

    def __init__(self, found: SegmentChoices, condition: Condition, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self.field = ComboBox(name=_("Field"))
        for place, group in enumerate(offered.field_choices(found)):
            if place:
                self.field.insertSeparator(self.field.count())
            for choice in group:
                self.field.addItem(choice.words, choice.key)
        self.field.setCurrentIndex(max(self.field.findData(condition.field), 0))
        self.check = ComboBox(name=_("What is asked"))
        self.choice = ComboBox(name=_("Value"))
        self.line = LineEdit(name=_("Value"))
        self.unit = Text("", 13, 400, "text2")
        self.span = ComboBox(name=_("When"))
        remove = IconButton("x", _("Remove this condition"), on=self.removed.emit, small=True)
        widths = ((self.field, _FIELD), (self.check, _CHECK), (self.choice, _VALUE), (self.line, _VALUE),
                  (self.span, _SPAN))  # fmt: skip
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget, width in widths:
            widget.setMinimumWidth(look().px(width))
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            layout.addWidget(widget, 4 if widget in (self.choice, self.line) else 1)
            if widget is self.line:
                layout.addWidget(self.unit)
        layout.addWidget(remove)
        self.field.activated.connect(self._choose_field)
        self.check.activated.connect(self._choose_check)
        self.choice.activated.connect(lambda _value: self.changed.emit())
        self.span.activated.connect(lambda _value: self.changed.emit())
        self.line.textEdited.connect(lambda _value: self.changed.emit())
        self._show(condition)

    def condition(self) -> Condition | None:
        """Return what is asked; None as long as a value is missing or is none."""
        name, check, kind = self._name(), Check(self.check.currentData()), self._kind()
        days = int(str(self.span.currentData())) if offered.is_timed(name) and self.span.currentData() else None
        if check in (Check.EMPTY, Check.FILLED):
            return Condition(name, check)
        if self._is_chosen:
            key = self.choice.currentData()
            return Condition(name, check, str(key), days) if key is not None else None
        value = offered.value_from(self.line.text(), kind, check)
        return None if value is None else Condition(name, check, value, days)

    def show_missing(self) -> None:
        """Put the cursor where a value is missing."""
        (self.choice if self._is_chosen else self.line).setFocus()

    def _name(self) -> str:
        return str(self.field.currentData())

    def _kind(self) -> FieldKind:
        return offered.kind_of(self._name(), self._found)

    def _show(self, condition: Condition) -> None:
        kind = self._kind()
        checks = offered.check_choices(kind)
        known = {choice.key for choice in checks}
        self.check.fill(checks, condition.check.value if condition.check.value in known else checks[0].key)
        self.check.setVisible(kind is not FieldKind.YES_NO)
        self.span.fill(offered.span_choices(condition.days), str(condition.days or ""))
        self.span.setVisible(offered.is_timed(self._name()))
        self.unit.setText({FieldKind.MONEY: self._found.currency, FieldKind.SINCE: _("days")}.get(kind, ""))
        self.unit.setVisible(bool(self.unit.text()))
        self._show_value(condition)

    def _show_value(self, condition: Condition) -> None:
        kind, check = self._kind(), Check(self.check.currentData())
        choices = offered.value_choices(self._name(), kind, check, self._found)
        self._is_chosen = choices is not None and check in (Check.IS, Check.IS_NOT)
        wanted = check not in (Check.EMPTY, Check.FILLED)
        self.choice.setVisible(self._is_chosen)
        self.line.setVisible(wanted and not self._is_chosen)
        self.unit.setVisible(bool(self.unit.text()) and wanted)
        if self._is_chosen and choices is not None:
            value = "" if condition.value is None else str(condition.value)
            known = [choice.key for choice in choices]
            self.choice.fill(choices, value if value in known else known[0] if known else "")
        else:
            self.line.set_words(offered.value_text(condition, kind))
            self.line.setPlaceholderText(_("Hotel, Café, …") if check is Check.ANY_OF else "")

    def _choose_field(self) -> None:
        kind = self._kind()
        self._show(Condition(self._name(), Check(offered.check_choices(kind)[0].key)))
        self.changed.emit()

    def _choose_check(self) -> None:
        check = Check(self.check.currentData())
        typed = self.line.text() if not self._is_chosen else ""
        self._show_value(Condition(self._name(), check, offered.value_from(typed, self._kind(), check)))
        self.changed.emit()
