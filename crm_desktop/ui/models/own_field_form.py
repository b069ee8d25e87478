"""The form for a field of the user's own: its name, what it holds, and what one chooses from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.firm import FieldKind
from crm_desktop.operations.contacts import custom_fields
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.own_facts import ICONS
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form


def kind_word(kind: FieldKind) -> str:
    """Return what the user calls what a field holds."""
    return {
        FieldKind.TEXT: _("Text"), FieldKind.LONG: _("Long text"), FieldKind.NUMBER: meant("a kind of field", "Number"),
        FieldKind.MONEY: _("Amount of money"), FieldKind.DATE: _("Date"), FieldKind.CHECK: _("Yes or no"),
        FieldKind.CHOICE: _("Choice"),
    }[kind]  # fmt: skip


class OwnFieldForm(Form):
    """Makes a field; `then` gets the outcome. Name and choices can be changed later, the kind cannot."""

    def __init__(
        self, desk: Desk, *, then: Callable[[Outcome[int]], None] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("New own field"), parent)
        self._desk, self._then = desk, then
        self.label = LineField(_("Name"), hint=_("For example: favourite wood"))
        kinds = [Choice(kind.value, kind_word(kind), ICONS[kind]) for kind in FieldKind]
        self.kind = ComboField(_("Holds"), kinds, FieldKind.TEXT.value)
        self.choices = LineField(_("Choices"), hint=_("Oak, ash, walnut"), note=_("Separated by commas."))
        self.fields |= {"label": self.label, "kind": self.kind, "choices": self.choices}
        self.line(self.label, self.kind)
        self.line(self.choices)
        self.buttons(_("Create field"))
        self.kind.edited.connect(self._follow_kind)
        self._follow_kind()

    def submit(self) -> None:
        """Make the field; a reason it cannot be made appears at what it is about."""
        for field in self.fields.values():
            field.set_error("")
        self._desk.do(
            custom_fields.add_field, label=self.label.value(), kind=FieldKind(self.kind.value()),
            choices=self.choices.value().replace(";", ",").split(","), failed=self.fail, then=self._done,
        )  # fmt: skip

    def _done(self, outcome: Outcome[int]) -> None:
        self.accept()
        if self._then is not None:
            self._then(outcome)

    def _follow_kind(self) -> None:
        self.choices.setVisible(self.kind.value() == FieldKind.CHOICE.value)
        self.adjustSize()
