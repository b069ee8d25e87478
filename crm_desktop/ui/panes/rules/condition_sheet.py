"""The sheet in which one condition of a rule is written: the field, what is asked of it, the value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.criteria import Check, Condition
from crm_desktop.operations.contacts.segment_words import check_word
from crm_desktop.operations.rules.choices import ConditionField
from crm_desktop.store.queries.segment_fields import FieldKind
from crm_desktop.ui.models.segment_choices import span_choices, value_from, value_text
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.panes import column


class ConditionSheet(QWidget):
    """Fields in groups, each with what can be asked of it. Signal: `taken(Condition)`."""

    taken = Signal(object)

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[ConditionField]]],
        condition: Condition | None,
        *,
        currency: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._known = {field.name: field for _group, fields in groups for field in fields}
        self._currency = currency
        self.field = ComboField(_("What is looked at"), [])
        for place, (_group, fields) in enumerate(groups):
            if place:
                self.field.combo.insertSeparator(self.field.combo.count())
            for one in fields:
                self.field.combo.addItem(one.word, one.name)
        self.check = ComboField(_("What is asked"), [])
        self.choice = ComboField(_("Value"), [])
        self.line = LineField(_("Value"))
        self.span = ComboField(_("When"), [])
        column(self, self.field, self.check, self.choice, self.line, self.span, gap=8)
        first = next(iter(self._known), "")
        wanted = condition if condition is not None and condition.field in self._known else None
        self.field.set_value(wanted.field if wanted else first)
        self._show(wanted)
        self.field.edited.connect(lambda: self._show(None))
        self.check.edited.connect(lambda: self._show_value(None))
        self.line.line.returnPressed.connect(self.take)

    def take(self) -> None:
        """Hand the condition over, or say what is missing."""
        found = self.condition()
        if found is None:
            (self.choice if self._is_chosen else self.line).set_error(_("This is needed."))
        else:
            self.taken.emit(found)

    def condition(self) -> Condition | None:
        """Return what is asked; None as long as a value is missing or is none."""
        field, check = self._field(), self._check()
        if field is None:
            return None
        if check in (Check.EMPTY, Check.FILLED):
            return Condition(field.name, check)
        days = int(self.span.value()) if field.timed and self.span.value() else None
        value = (self.choice.value() or None) if self._is_chosen else value_from(self.line.value(), field.kind, check)
        return None if value is None else Condition(field.name, check, value, days)

    def _field(self) -> ConditionField | None:
        return self._known.get(self.field.value())

    def _check(self) -> Check:
        return Check(self.check.value() or Check.IS)

    def _show(self, condition: Condition | None) -> None:
        field = self._field()
        if field is None:
            return
        checks = [Choice(check.value, check_word(check, field.kind)) for check in field.checks]
        known = {choice.key for choice in checks}
        chosen = condition.check.value if condition and condition.check.value in known else checks[0].key
        self.check.combo.fill(checks, chosen)
        self.check.setVisible(field.kind is not FieldKind.YES_NO)
        days = condition.days if condition is not None else None
        self.span.combo.fill(span_choices(days), str(days or ""))
        self.span.setVisible(field.timed)
        self._show_value(condition)

    def _show_value(self, condition: Condition | None) -> None:
        """Show where a value is chosen or typed; what was typed for another question stays."""
        field, check = self._field(), self._check()
        if field is None:
            return
        choices = _values(field)
        self._is_chosen = bool(choices) and check in (Check.IS, Check.IS_NOT)
        wanted = check not in (Check.EMPTY, Check.FILLED)
        self.choice.setVisible(wanted and self._is_chosen)
        self.line.setVisible(wanted and not self._is_chosen)
        unit = {FieldKind.MONEY: self._currency, FieldKind.SINCE: _("days")}.get(field.kind, "")
        self.line.label.setText(f"{_('Value')} ({unit})" if unit else _("Value"))
        if self._is_chosen:
            value = "" if condition is None or condition.value is None else str(condition.value)
            known = [choice.key for choice in choices]
            self.choice.combo.fill(choices, value if value in known else known[0])
        elif condition is not None:
            self.line.set_value(value_text(condition, field.kind))


def _values(field: ConditionField) -> list[Choice]:
    if field.values:
        return [Choice(value, words) for value, words in field.values]
    return [Choice("1", _("Yes")), Choice("0", _("No"))] if field.kind is FieldKind.YES_NO else []
