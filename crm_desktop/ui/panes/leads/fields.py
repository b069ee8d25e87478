"""One field of the proposal: its label with the number of the phrase it was read from, and whether that is sure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.queries.leads import LeadDetail
from crm_desktop.ui.models.lead_fields import Recognised, Spec, shown, typed
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.number_fields import MoneyField, NumberField
from crm_desktop.ui.widgets.numbered_text import NumberDisc
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.widgets.text_area import TextArea


class ProposedField(QObject):
    """Wraps the editor of a spec.

    Signals: `left(key)` after a change, `edited()`, `reached(key)` when the cursor comes into it, `asked(key)` by its
    number.
    """

    left = Signal(str)
    edited = Signal()
    reached = Signal(str)
    asked = Signal(str)

    def __init__(self, spec: Spec, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self.spec = spec
        self.field = _editor(spec, today)
        self.disc = NumberDisc()
        self.doubt = _Doubt()
        _put_beside(self.field, self.disc, self.doubt)
        self.disc.clicked.connect(lambda _checked=False: self.asked.emit(spec.key))
        self.field.left.connect(lambda: self.left.emit(spec.key))
        self.field.edited.connect(self.edited)
        self.field.editor.installEventFilter(self)

    def show_value(self, lead: LeadDetail) -> None:
        """Show what the inquiry says, unless it is being typed in."""
        field, spec = self.field, self.spec
        value = getattr(lead, spec.parts[0])
        if field.editor.hasFocus() and self.is_changed():
            return
        if isinstance(field, MoneyField):
            field.set_cents(value or None)
        elif isinstance(field, NumberField):
            field.set_value(Decimal(value) if value else None)
        elif isinstance(field, DateField):
            field.set_value(value)
        elif isinstance(field, LineField | ComboField | TextArea):
            field.set_value(shown(spec, lead))
        if isinstance(field, LineField):
            # What does not fit can be read all the same.
            field.line.setToolTip(field.value())
        self._before = self.fields()

    def is_changed(self) -> bool:
        """Whether something else was typed than what is kept."""
        return self.fields() != getattr(self, "_before", self.fields())

    def settled(self) -> None:
        """Take what stands there as kept."""
        self._before = self.fields()

    def show_origin(self, origin: Recognised | None, *, unsure: bool, instead: str = "") -> None:
        """Show the number of the phrase it was read from, whether it is to be looked at, and what the text says."""
        number = origin.number if origin is not None and not instead else 0
        words = _("Phrase {number} of the text").format(number=number) if number else ""
        self.disc.show_number(number, words)
        doubt = _("or {value}?").format(value=instead) if instead else _("not sure") if unsure else ""
        self.doubt.say(doubt)
        if not self.field.error():
            self.field.editor.setAccessibleDescription(", ".join(filter(None, (words, doubt))))

    def offer(self, words: Sequence[str]) -> None:
        """Offer words to choose from."""
        if isinstance(self.field, ComboField):
            choices = [Choice("", "–"), *(Choice(word, word) for word in dict.fromkeys(words) if word)]
            self.field.set_choices(choices)

    def check(self) -> bool:
        """Say whether what stands there can be kept; what cannot says why."""
        field = self.field
        return field.check() if isinstance(field, NumberField | DateField) else True

    def fields(self) -> dict[str, Any]:
        """Return the fields of the inquiry as they stand here."""
        field, spec = self.field, self.spec
        if isinstance(field, MoneyField):
            return {spec.parts[0]: field.cents() or 0}
        if isinstance(field, NumberField):
            number = field.value()
            return {spec.parts[0]: int(number) if number else None}
        if isinstance(field, DateField):
            return {spec.parts[0]: field.value()}
        if isinstance(field, LineField):
            return typed(spec, field.value())
        if isinstance(field, ComboField | TextArea):
            return {spec.parts[0]: field.value()}
        raise TypeError(type(field).__name__)

    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not any(self.fields().values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the cursor comes in."""
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit(self.spec.key)
        return super().eventFilter(watched, event)


class _Doubt(QWidget):
    """Says beside a label that what stands there is not sure."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", 11, 500, "warning", elide=True)
        row(self, Glyph("circle-question-mark", 14, tone="warning"), self._words, gap=4)
        self.setToolTip(_("The text does not say this clearly. Look at it before you take the inquiry on."))
        self.hide()

    def say(self, words: str) -> None:
        """Say what is in doubt; nothing hides it."""
        self._words.setText(words)
        self.setVisible(bool(words))


def _editor(spec: Spec, today: Callable[[], date]) -> Field:
    if spec.kind == "money":
        return MoneyField(spec.words)
    if spec.kind == "number":
        return NumberField(spec.words)
    if spec.kind == "day":
        return DateField(spec.words, today=today)
    if spec.kind == "choice":
        return ComboField(spec.words, [Choice("", "–")])
    if spec.kind == "text":
        return TextArea(spec.words, lines=2)
    return LineField(spec.words, icon=spec.icon)


def _put_beside(field: Field, disc: NumberDisc, doubt: QWidget) -> None:
    """Put number and doubt behind the label of a field."""
    layout = field.layout()
    if not isinstance(layout, QBoxLayout):
        return
    layout.removeWidget(field.label)
    beside: QHBoxLayout = row(None, field.label, disc, doubt, None, gap=6)
    layout.insertLayout(0, beside)
