"""Contacts as a list shows them: a name, who they are, when they were last in touch, and what is due."""

from __future__ import annotations

from datetime import date

from crm_desktop.base.formats import near_day, near_instant
from crm_desktop.base.i18n import _
from crm_desktop.domain.kinds import ContactKind
from crm_desktop.store.queries.contacts import ContactListRow
from crm_desktop.ui.widgets.two_line import TwoLine


def contact_line(row: ContactListRow, today: date) -> TwoLine:
    """Return a contact drawn as a row of two lines."""
    overdue = row.is_overdue(today)
    return TwoLine(
        title=full_name(row.title, row.name),
        detail=detail(row),
        right=near_instant(row.last_activity_at, today) if row.last_activity_at else "",
        right_icon="clock-alert" if overdue else "calendar-check" if row.next_due else "",
        right_tone="danger" if overdue else "text2",
        avatar=row.name,
        kind="company" if row.kind is ContactKind.COMPANY else "person",
        mark="star" if row.favourite else "",
        faint=row.deleted_at is not None,
    )


def contact_sentence(row: ContactListRow, today: date) -> str:
    """Return a contact as a screen reader says it."""
    parts = [full_name(row.title, row.name), detail(row), _("favourite") if row.favourite else ""]
    if row.next_due:
        when = near_day(row.next_due, today)
        parts.append((_("overdue since {day}") if row.is_overdue(today) else _("next step {day}")).format(day=when))
    return ", ".join(part for part in parts if part)


def full_name(title: str, name: str) -> str:
    """Return a name with its title before it."""
    return f"{title} {name}".strip()


def detail(row: ContactListRow) -> str:
    """Return what somebody is and where: role and company, or the town of a company or a private customer."""
    if row.kind is ContactKind.COMPANY:
        return row.city
    if row.company:
        return " · ".join(part for part in (row.job_title, row.company) if part)
    return " · ".join(part for part in (_("Private customer"), row.city) if part)
