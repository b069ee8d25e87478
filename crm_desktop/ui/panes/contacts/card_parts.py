"""Parts of the card that are read, not edited: what is next, what a customer is worth, who belongs to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.formats import amount, day, near_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.contact_words import buying_role_word
from crm_desktop.store.queries.contact_card import ContactCard, ValueRow
from crm_desktop.store.queries.contact_relations import EmploymentRow
from crm_desktop.store.queries.tasks import TaskRow
from crm_desktop.ui.commands.customer_value import add_ahead
from crm_desktop.ui.widgets.buttons import Button, IconButton, Link
from crm_desktop.ui.widgets.card import Card, value_pair
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text, note

if TYPE_CHECKING:
    from crm_desktop.operations.contacts.buying import CustomerFigures

_ICONS = {ActivityKind.CALL: "phone", ActivityKind.MEETING: "users", ActivityKind.EMAIL: "mail"}

#: Opens a contact by its id.
Go = Callable[[int], None]


def next_step(task: TaskRow | None, today: date, done: Callable[[int], None]) -> QWidget:
    """Return what is planned first: what, when, and which deal it is about."""
    if task is None:
        card = Card(padding=14)
        card.body.addWidget(Text(_("Nothing planned"), 13, 600))
        card.body.addWidget(note(_("A planned next step keeps things from being forgotten.")))
        return card
    overdue = task.due_on < today
    card = Card(padding=14, bar="danger" if overdue else "text2")
    when = near_day(task.due_on, today) + (f", {task.due_time}" if task.due_time else "")
    words = column(None, Text(task.subject, 13, 600), gap=2)
    said = _("Overdue since {day}").format(day=when) if overdue else when
    words.addWidget(Text(said, 12, 400, "danger" if overdue else "text2"))
    if task.deal:
        words.addWidget(Text(_("Deal “{title}”").format(title=task.deal), 12, 400, "text3"))
    tick = IconButton("check", _("Done: {task}").format(task=task.subject), on=partial(done, task.id), small=True)
    icon = column(None, Glyph(_ICONS.get(task.kind, "list-todo")), None, gap=0, margins=(0, 2, 0, 0))
    line = row(None, icon, words, tick, gap=8)
    line.setStretch(1, 1)
    card.body.addLayout(line)
    return card


def is_worth_showing(value: ValueRow) -> bool:
    """Whether there is anything to say of a customer's value."""
    return bool(value.orders or value.open_deals)


def value_card(card: ContactCard, today: date, figures: CustomerFigures | None = None) -> QWidget:
    """Return what a customer is worth: what was bought, since when, what is open, and the year ahead; no zeros."""
    value = card.value
    made = Card(padding=16)
    made.body.setSpacing(12)
    pairs = []
    if value.orders:
        pairs += [
            value_pair(_("Revenue in all"), amount(value.revenue_cents, value.currency, whole=True)),
            value_pair(_("Last 12 months"), amount(value.last_12_months_cents, value.currency, whole=True)),
            value_pair(_("Customer since"), since(value.customer_since, today)),
        ]
    if value.open_deals:
        if not value.orders:
            pairs.append(value_pair(_("Open deals"), amount(value.open_cents, value.currency, whole=True)))
        pairs.append(value_pair(_("Open, weighted"), amount(value.weighted_cents, value.currency, whole=True)))
    elif value.orders:
        pairs.append(value_pair(_("Open, weighted"), "–"))
    for left, right in zip(pairs[::2], pairs[1::2], strict=False):
        both = row(None, left, right)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        made.body.addLayout(both)
    made.body.addWidget(Text(_counts(value), 12, 400, "text3"))
    add_ahead(made.body, figures)
    return made


def since(start: date | None, today: date) -> str:
    """Return how long somebody has been a customer, in years and months."""
    if start is None:
        return "–"
    months = (today.year - start.year) * 12 + today.month - start.month - (today.day < start.day)
    if months < 12:
        return plural("{n} month", "{n} months", max(months, 0))
    return _("{years} y {months} m").format(years=months // 12, months=months % 12)


def people(found: tuple[EmploymentRow, ...], go: Go) -> QWidget:
    """Return the people of a company, or the former companies of a person: former ones grey and last."""
    holder, lines = _list(_("People"))
    for one in found:
        role = " · ".join(part for part in (one.job_title, buying_role_word(one.buying_role)) if part)
        said = role if one.is_present else _period(one)
        lines.addWidget(_line(one.name, said, partial(go, one.contact_id), faint=not one.is_present))
    return holder


def relatives(card: ContactCard, go: Go) -> QWidget:
    """Return the daughters of a company, and whom a contact has recommended us to, with what that brought."""
    holder, lines = _list(_("Relations"))
    for daughter in card.daughters:
        lines.addWidget(_line(daughter.name, _("Belongs to it"), partial(go, daughter.contact_id)))
    for one in card.referred:
        brought = amount(one.revenue_cents, card.currency, whole=True) if one.revenue_cents else ""
        said = " · ".join(part for part in (_("Recommended"), brought) if part)
        lines.addWidget(_line(one.name, said, partial(go, one.contact_id)))
    return holder


def _list(name: str) -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    holder.setAccessibleName(name)
    return holder, column(holder, gap=2)


def _line(name: str, said: str, on: Callable[[], None], *, faint: bool = False) -> QWidget:
    line = QWidget()
    # Former ones are grey; a disabled link could not be followed.
    link = Button(name, "text", on=on) if faint else Link(name, on=on)
    row(line, link, None, Text(said, 12, 400, "text3"), margins=(0, 2, 0, 2))
    return line


def _period(one: EmploymentRow) -> str:
    if one.started and one.ended:
        return _("{start} – {end}").format(start=day(one.started), end=day(one.ended))
    return _("until {day}").format(day=day(one.ended)) if one.ended else _("formerly")


def _counts(value: ValueRow) -> str:
    parts = [plural("{n} order", "{n} orders", value.orders)] if value.orders else []
    if value.open_deals:
        parts.append(plural("{n} open deal", "{n} open deals", value.open_deals))
    return " · ".join(parts)
