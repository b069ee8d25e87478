"""The inbox on paper and as a table for other programs: the same inquiries with the same words as on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from crm_desktop.base.formats import amount, day, percent
from crm_desktop.base.i18n import _, meant
from crm_desktop.base.times import local_day
from crm_desktop.documents.list_sheet import ListCell, ListColumn, ListGroup, PrintedList
from crm_desktop.exchange.csv_out import FOR_EXCEL, write_table
from crm_desktop.operations.leads.words import status_word
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.queries.leads import LeadDetail
from crm_desktop.store.reading import Reader
from crm_desktop.ui.models.leads import LeadsModel, about_of, due_of, name_of
from crm_desktop.ui.models.printed import MOST_ROWS, entries, subtitle


def printed(model: LeadsModel, today: date, words: Iterable[str]) -> PrintedList:
    """Return the inquiries that are listed, to be printed."""
    rows = []
    for row in model.rows()[:MOST_ROWS]:
        score = model.score(row.id)
        reach = " · ".join(filter(None, (row.phone, row.email)))
        came = ", ".join(dict.fromkeys(filter(None, (row.channel, row.source))))
        state = row.disqualify_reason or due_of(row, today).words
        rows.append([
            ListCell(name_of(row), reach), ListCell(about_of(row)), ListCell(day(local_day(row.arrived_at)), came),
            ListCell(status_word(row.status), state), ListCell(percent(score.probability) if score else ""),
        ])  # fmt: skip
    columns = [
        ListColumn(_("From"), strong=True), ListColumn(_("What it is about")), ListColumn(_("Arrived")),
        ListColumn(_("Status")), ListColumn(_("Chance"), right=True),
    ]  # fmt: skip
    return PrintedList(
        title=_("Inquiries"), subtitle=subtitle(words, entries(len(model.rows()))), columns=columns,
        groups=[ListGroup("", rows)], personal=True, nothing=_("No inquiries are in this list."),
    )  # fmt: skip


def as_table(reader: Reader, *, ids: Sequence[int]) -> bytes:
    """Return inquiries with all their fields as a table for spreadsheets."""
    found = (queries.lead(reader, lead_id=lead_id) for lead_id in ids)
    rows = [_cells(lead) for lead in found if lead is not None]
    return b"".join(write_table(_heads(), rows, FOR_EXCEL))


def _heads() -> list[str]:
    return [
        _("Arrived"), _("Status"), _("Salutation"), _("Given name"), _("Family name"), _("Role"), _("Company"),
        _("Phone"), _("Mobile"), _("E-mail"), _("Website"), _("Street"), _("Postal code"), _("Town"),
        _("What it is about"), _("Estimated value"), _("Expected by"), _("Quantity"), _("Channel"), _("Source"),
        _("First channel"), _("First source"), _("Campaign"), _("Recommended by"), _("Answer by"),
        _("Answered"), _("Reason"), _("Note"), meant("of an inquiry", "Text"),
    ]  # fmt: skip


def _cells(lead: LeadDetail) -> list[str]:
    value = amount(lead.budget_cents, lead.currency or "EUR") if lead.budget_cents else ""
    quantity = "" if lead.quantity is None else str(lead.quantity)
    return [
        _iso(local_day(lead.arrived_at)), status_word(lead.status), lead.salutation, lead.given_name, lead.family_name,
        lead.job_title, lead.company, lead.phone, lead.mobile, lead.email, lead.website, lead.street, lead.postal_code,
        lead.city, lead.title, value, _iso(lead.wanted_on), quantity, lead.channel, lead.source, lead.first_channel,
        lead.first_source, lead.campaign, lead.referred_by, _iso(lead.answer_by),
        _iso(local_day(lead.answered_at)) if lead.answered_at else "", lead.disqualify_reason, lead.note, lead.raw_text,
    ]  # fmt: skip


def _iso(on: date | None) -> str:
    return on.isoformat() if on is not None else ""
