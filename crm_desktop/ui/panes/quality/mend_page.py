"""One contact with what is wrong with it: a field for each flaw, filled with the mend where one can be told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _
from crm_desktop.domain.quality import Care, Flaw
from crm_desktop.operations.quality import Decision
from crm_desktop.ui.models.quality import field_words, flaw_words
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text, h2, note

#: Fields that can only be emptied here; they are changed on the card.
_EMPTIED = frozenset({"birthday", "founded"})


class MendPage(QWidget):
    """`page.show_decision(decision, currency)`."""

    def __init__(
        self,
        *,
        mend: Callable[[Flaw, str], object],
        confirm: Callable[[], object],
        visit: Callable[[], object],
        later: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mend = mend
        self.fields: dict[str, LineField] = {}
        self._flaws: dict[str, Flaw] = {}
        self._name, self._about = h2(""), note("")
        self._card = Card()
        self.confirm = Button(_("All of it is still right"), "primary", icon="circle-check", key="B", on=confirm)
        self._visit = Link(_("Open the contact"), on=visit)
        later_ = Button(_("Later"), "ghost", icon="clock", key="Z", on=later)
        layout = column(
            self, self._name, self._about, self._card, row(None, self.confirm, self._visit, None, later_, gap=12), None,
            gap=10, margins=(24, 20, 24, 18),
        )  # fmt: skip
        layout.setStretch(4, 1)

    def show_decision(self, one: Decision, currency: str) -> None:
        """Show a contact and a field for each of its flaws."""
        self._name.setText(one.title)
        money = amount(one.money_cents, currency, whole=True)
        worth = _("{money} bought or in open deals").format(money=money) if one.money_cents else ""
        self._about.setText("  ·  ".join(part for part in (one.detail, worth) if part))
        self._flaws = {flaw.field: flaw for flaw in one.flaws}
        self.fields = {}
        clear(self._card.body)
        for flaw in one.flaws:
            self._card.body.addWidget(self._line(flaw))
        self.confirm.setVisible(one.care in {Care.STALE, Care.INCOMPLETE})

    def mend_first(self) -> None:
        """Take the mend of the first flaw that has one."""
        found = next((flaw for flaw in self._flaws.values() if flaw.proposal), None)
        if found is not None:
            self._mend(found, found.proposal)

    def fail(self, field: str, error: CrmError) -> None:
        """Say at the field why a value cannot be taken."""
        where = self.fields.get(error.field if isinstance(error, BadInput) and error.field in self.fields else field)
        if where is not None:
            where.set_error(str(error))

    def _line(self, flaw: Flaw) -> QWidget:
        if flaw.care is Care.STALE:
            return Text(flaw_words(flaw), 13, 500, "warning", wrap=True)
        part = QWidget()
        if flaw.field in _EMPTIED:
            empty = Button(_("Empty the field"), "secondary", on=lambda: self._mend(flaw, ""))
            row(part, Text(flaw_words(flaw), 13, 500), None, empty, gap=10)
            return part
        field = LineField(field_words(flaw.field), flaw.proposal or flaw.value, hint=_hint(flaw.field))
        self.fields[flaw.field] = field
        save = Button(
            _("Take over “{value}”").format(value=flaw.proposal) if flaw.proposal else _("Save"), "secondary",
            icon="check", key="↵", on=lambda: self._mend(flaw, field.value()),
        )  # fmt: skip
        field.line.returnPressed.connect(lambda: self._mend(flaw, field.value()))
        said = _("So far: {value}").format(value=flaw.value) if flaw.value and flaw.proposal else ""
        beside = row(part, field, column(None, 18, save), gap=10)
        beside.setStretch(0, 1)
        part.setToolTip(said)
        return part


def _hint(field: str) -> str:
    return _("Street 1, 12345 Town") if field == "address" else ""
