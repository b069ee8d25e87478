"""What service cases are called, and how long they took, in words."""

from __future__ import annotations

from datetime import date, datetime

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.cases import CaseKind, CaseStatus
from crm_desktop.domain.kinds import Priority


def kind_word(kind: CaseKind) -> str:
    """Return what kind of case it is."""
    return {CaseKind.QUESTION: _("Question"), CaseKind.COMPLAINT: _("Complaint"), CaseKind.REPAIR: _("Repair")}[kind]


def status_word(status: CaseStatus) -> str:
    """Return whose turn it is."""
    return {CaseStatus.OPEN: _("open"), CaseStatus.WAITING: _("waiting"), CaseStatus.SOLVED: _("solved")}[status]


def priority_word(priority: Priority) -> str:
    """Return how urgent it is."""
    return {Priority.LOW: _("not urgent"), Priority.NORMAL: _("normal"), Priority.HIGH: _("urgent")}[priority]


def time_taken(opened: datetime, until: datetime) -> str:
    """Return how long something took: in hours on the first day, then in days."""
    hours = max((until - opened).total_seconds() / 3600, 0)
    if hours < 24:
        return plural("{n} hour", "{n} hours", max(round(hours), 1))
    return plural("{n} day", "{n} days", round(hours / 24))


def after(opened: datetime, until: datetime) -> str:
    """Return after how long something was over: after 4 days."""
    hours = max((until - opened).total_seconds() / 3600, 0)
    if hours < 24:
        return plural("after {n} hour", "after {n} hours", max(round(hours), 1))
    return plural("after {n} day", "after {n} days", round(hours / 24))


def due_words(due: date | None, today: date) -> str:
    """Return when a case is due, or for how long it has been overdue; "" without a day."""
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return plural("overdue for {n} day", "overdue for {n} days", -days)
    if days == 0:
        return _("due today")
    return _("due tomorrow") if days == 1 else plural("due in {n} day", "due in {n} days", days)
