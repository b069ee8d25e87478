"""Somebody to call and ask whether what is known is still right: name and number large, and one key an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.formats import amount, day
from crm_desktop.base.i18n import _, meant
from crm_desktop.store.queries.quality_known import Known
from crm_desktop.ui.models.quality import field_words, known_rows
from crm_desktop.ui.panes.quality.known_card import KnownCard
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text, note, styled

#: Rows that are fields here and need not be told again below.
_ASKED = ("phone", "email", "address", "category")


class CallPage(QWidget):
    """`page.show_known(known, currency)`; `changes()` are what was typed over."""

    def __init__(
        self,
        *,
        call: Callable[[], object],
        confirm: Callable[[], object],
        not_reached: Callable[[], object],
        later: Callable[[], object],
        visit: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.known: Known | None = None
        self.fields: dict[str, LineField] = {}
        self._before: dict[str, tuple[str, int]] = {}
        self._confirm = confirm
        self._name, self._about = Text("", 22, 600, wrap=True), note("")
        self.number = styled("", "kpi", tabular=True)
        self.call = Button(meant("dial", "Call"), "secondary", icon="phone-call", key="C", on=call)
        self._card, self.rest = Card(_("Is it still right?")), KnownCard()
        self._lines = column(None, gap=10)
        self._card.body.addLayout(self._lines)
        self.confirm = Button(_("All of it is still right"), "primary", icon="circle-check", key="B", on=confirm)
        self.changed = Button(_("Something has changed"), "secondary", icon="pencil", key="G", on=self.change)
        self.not_reached = Button(_("Not reached"), "secondary", icon="phone-missed", key="N", on=not_reached)
        answers = QWidget()
        flow = FlowLayout(answers, gap=8, row_gap=8)
        next_ = Button(meant("call list", "Next"), "ghost", icon="clock", key="Z", on=later)
        visit_ = Button(_("Open the contact"), "ghost", icon="contact", on=visit)
        for part in (self.confirm, self.changed, self.not_reached, next_, visit_):
            flow.addWidget(part)
        dial = row(None, self.number, self.call, None, gap=14)
        layout = column(
            self, self._name, self._about, dial, answers, self._card, self.rest, None, gap=10, margins=(24, 20, 24, 18)
        )
        layout.setStretch(6, 1)

    def show_known(self, known: Known | None, currency: str) -> None:
        """Show who is to be called; somebody who is gone meanwhile leaves the page empty."""
        self.known = known
        self.setEnabled(known is not None)
        if known is None:
            return
        self._name.setText(known.name)
        self._about.setText(_about(known, currency))
        self._about.setVisible(bool(self._about.text()))
        number = self.phone()
        self.number.setText(number or _("No number is known"))
        self.number.set_tone("text" if number else "text3")
        self.call.setVisible(bool(number))
        self._fill(known)
        asked = {field_words(name) for name in _ASKED}
        self.rest.show_rows([pair for pair in known_rows(known, currency) if pair[0] not in asked])

    def phone(self) -> str:
        """Return the number to call, "" where none is known."""
        phones = self.known.phones if self.known else ()
        return phones[0].value if phones else ""

    def change(self) -> None:
        """Put the keyboard into the first field."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.line.setFocus()
            first.line.selectAll()

    def changes(self) -> list[tuple[str, str, int]]:
        """Return what was typed over: field, value, and the record it stands in."""
        return [
            (name, self.fields[name].value(), record)
            for name, (value, record) in self._before.items()
            if self.fields[name].value().strip() != value
        ]

    def fail(self, error: CrmError) -> None:
        """Say at the field why a value cannot be taken."""
        name = error.field if isinstance(error, BadInput) else ""
        where = self.fields.get("phone" if name == "mobile" else name) or next(iter(self.fields.values()))
        where.set_error(str(error))
        where.line.setFocus()

    def _fill(self, known: Known) -> None:
        phone = known.own("phone") if known.own("phone").id else known.own("mobile")
        mail = known.own("email")
        self._before = {"phone": (phone.value, phone.id), "email": (mail.value, mail.id)}
        if known.address_id:
            place = {"street": known.street, "postal_code": known.postal_code, "city": known.city}
            self._before |= {name: (value, known.address_id) for name, value in place.items()}
        else:
            self._before["address"] = ("", 0)
        if known.is_company:
            self._before["category"] = (known.category, 0)
        clear(self._lines)
        self.fields = {name: LineField(field_words(name), value) for name, (value, _record) in self._before.items()}
        for names in (("phone", "email"), ("street",), ("postal_code", "city"), ("address",), ("category",)):
            self._add([self.fields[name] for name in names if name in self.fields])

    def _add(self, fields: Sequence[LineField]) -> None:
        for field in fields:
            field.line.returnPressed.connect(self._confirm)
            field.edited.connect(self._follow)
        if fields:
            beside = row(None, *fields, gap=12)
            for place in range(len(fields)):
                beside.setStretch(place, 1)
            self._lines.addLayout(beside)
        self._follow()

    def _follow(self) -> None:
        some = len(self.fields) == len(self._before) and bool(self.changes())
        self.confirm.setText(_("Save and confirm") if some else _("All of it is still right"))


def _about(known: Known, currency: str) -> str:
    money = amount(known.money_cents, currency, whole=True)
    return "  ·  ".join(
        filter(
            None,
            (
                known.company,
                _("{money} bought or in open deals").format(money=money) if known.money_cents else "",
                _("called in vain on {day}").format(day=day(known.tried_on)) if known.tried_on else "",
            ),
        )
    )
