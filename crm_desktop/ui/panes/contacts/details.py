"""The card at the left of the timeline: next step, value, and contact data that are edited where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.formats import amount, near_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.history import ActivityKind
from crm_desktop.store.queries.contact_card import ContactCard, EmploymentRow
from crm_desktop.store.queries.tasks import TaskRow
from crm_desktop.ui.panes.contacts.inline import InlineRows
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card, value_pair
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.section import SectionTitle
from crm_desktop.ui.widgets.text import Text, note, styled

_ICONS = {ActivityKind.CALL: "phone", ActivityKind.MEETING: "users", ActivityKind.EMAIL: "mail"}


class Details(QScrollArea):
    """The card of one contact. Signals: `plan_asked()`, `done_asked(task id)`, `person_asked(id)`."""

    plan_asked = Signal()
    done_asked = Signal(int)
    person_asked = Signal(int)

    def __init__(self, rows: Callable[[ContactCard], InlineRows], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_rows = rows
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Contact card"))
        self.rows: InlineRows | None = None

    def show_card(self, card: ContactCard, today: date) -> None:
        """Show somebody; a field being edited is left first, which saves it."""
        scroll = self.verticalScrollBar().value()
        body = Pane("surface")
        parts = QVBoxLayout(body)
        parts.setContentsMargins(24, 18, 20, 24)
        parts.setSpacing(10)
        parts.addWidget(self._section(_("Next step"), _("Plan"), self.plan_asked.emit))
        parts.addWidget(self._next_step(card.next_step, today))
        parts.addSpacing(10)
        if card.value.orders or card.value.open_deals:
            parts.addWidget(SectionTitle(_("Customer value")))
            parts.addWidget(_value(card, today))
            parts.addSpacing(10)
        self.rows = self._make_rows(card)
        parts.addWidget(SectionTitle(_("Contact details")))
        parts.addWidget(self.rows)
        if card.facts.kind is ContactKind.COMPANY and card.employments:
            parts.addSpacing(10)
            parts.addWidget(SectionTitle(_("People")))
            for person in card.employments:
                parts.addWidget(self._person(person))
        if card.tags:
            parts.addSpacing(10)
            parts.addWidget(SectionTitle(_("Tags")))
            parts.addWidget(note(" · ".join(card.tags)))
        parts.addStretch(1)
        self.setWidget(body)
        self.verticalScrollBar().setValue(scroll)

    def _section(self, words: str, link: str, on: Callable[[], None]) -> SectionTitle:
        section = SectionTitle(words)
        section.tail.addWidget(Link(link, on=on))
        return section

    def _next_step(self, task: TaskRow | None, today: date) -> QWidget:
        if task is None:
            card = Card(padding=14)
            card.body.addWidget(Text(_("Nothing planned"), 13, 600))
            card.body.addWidget(note(_("A planned next step keeps things from being forgotten.")))
            return card
        overdue = task.due_on < today
        card = Card(padding=14, bar="danger" if overdue else "text2")
        when = near_day(task.due_on, today) + (f", {task.due_time}" if task.due_time else "")
        done = Button(_("Done"), "ghost", icon="check", on=lambda: self.done_asked.emit(task.id))
        head = row(None, Text(task.subject, 13, 600), done)
        head.setStretch(0, 1)
        card.body.addLayout(head)
        card.body.addWidget(
            Text(
                _("Overdue since {day}").format(day=when) if overdue else when,
                12,
                400,
                "danger" if overdue else "text2",
            )
        )
        if task.deal:
            card.body.addWidget(Text(_("Deal “{title}”").format(title=task.deal), 12, 400, "text3"))
        card.body.setSpacing(1)
        return card

    def _person(self, person: EmploymentRow) -> QWidget:
        line = QWidget()
        name = Link(person.name, on=lambda: self.person_asked.emit(person.contact_id))
        role = Text(
            person.job_title if person.is_present else _("until {day}").format(day=person.ended), 12, 400, "text3"
        )
        row(line, name, None, role, margins=(0, 2, 0, 2))
        return line


def _value(card: ContactCard, today: date) -> Card:
    value = card.value
    made = Card(padding=16)
    total = value_pair(_("Revenue in all"), amount(value.revenue_cents, value.currency, whole=True))
    last = value_pair(_("Last 12 months"), amount(value.last_12_months_cents, value.currency, whole=True))
    since = value_pair(_("Customer since"), _since(value.customer_since, today))
    pending = value_pair(_("Open deals"), amount(value.open_cents, value.currency, whole=True))
    for left, right in ((total, last), (since, pending)):
        pair = row(None, left, right)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        made.body.addLayout(pair)
    made.body.setSpacing(12)
    made.body.addWidget(
        styled(
            plural("{n} order", "{n} orders", value.orders)
            + " · "
            + plural("{n} open deal", "{n} open deals", value.open_deals),
            "small",
            "text3",
        )
    )
    return made


def _since(day: date | None, today: date) -> str:
    """Return how long somebody has been a customer, in years and months."""
    if day is None:
        return "–"
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if months < 12:
        return plural("{n} month", "{n} months", max(months, 0))
    return _("{years} y {months} m").format(years=months // 12, months=months % 12)
