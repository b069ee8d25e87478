"""The inbox on paper and as a table: the same inquiries with the same words as on the screen."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

from crm_desktop.operations.leads import leads
from crm_desktop.operations.leads import life as lead_life
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.queries.leads import LeadTab
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.models.lead_print import as_table, printed
from crm_desktop.ui.models.leads import LeadsModel

NOW, TODAY = datetime(2026, 11, 24, 8, 42, tzinfo=UTC), date(2026, 11, 24)


def test_the_list_is_printed_as_it_stands(writer: Writer, reader: Reader) -> None:
    leads.add_lead(writer, fields={"company": "Praxis am Park", "title": "Desk", "channel": "E-mail"},
                   arrived_at=NOW - timedelta(days=7))  # fmt: skip
    model = LeadsModel(lambda: NOW)
    model.show(queries.leads(reader, tab=LeadTab.OPEN, today=TODAY))
    sheet = printed(model, TODAY, ("Open", ""))
    (row,) = sheet.groups[0].rows
    assert [cell.text for cell in row] == ["Praxis am Park", "Desk", "17/11/2026", "New", ""]
    assert "overdue" in row[3].below
    assert sheet.subtitle == "Open · 1 entry"
    assert sheet.personal


def test_the_table_holds_every_field_and_opens_in_a_spreadsheet(writer: Writer, reader: Reader) -> None:
    first = leads.add_lead(
        writer, raw_text="=cmd|' /C calc'!A0\nTwo lines", reads=False,
        fields={"company": "Praxis am Park", "budget_cents": 150_000, "wanted_on": date(2027, 3, 31)},
    ).value  # fmt: skip
    second = leads.add_lead(writer, fields={"family_name": "Friese"}).value
    lead_life.disqualify_leads(writer, lead_ids=[second], reason="Too far away")
    data = as_table(reader, ids=[first, second, 99])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [row["Company"] for row in rows] == ["Praxis am Park", ""]
    assert rows[0]["Expected by"] == "2027-03-31"
    assert rows[0]["Text"].startswith("'=cmd")
    assert (rows[1]["Status"], rows[1]["Reason"]) == ("Declined", "Too far away")
