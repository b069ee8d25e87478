"""One list to a file: every list in every form, some records or all, and nothing left behind where it is stopped."""

from __future__ import annotations

import csv
import errno
import io
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pdfplumber
import pytest

from crm_desktop.base.errors import BadInput, Cancelled, Refused
from crm_desktop.base.i18n import speaking
from crm_desktop.documents import list_long
from crm_desktop.domain.cases import CaseKind
from crm_desktop.domain.firm import FieldKind
from crm_desktop.domain.listed import Head, ListedTable, Money, Row
from crm_desktop.exchange.intake import look
from crm_desktop.operations.campaigns import campaigns
from crm_desktop.operations.contacts import contacts, custom_fields
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.exports import paper
from crm_desktop.operations.exports.listing import Asked, ListKind
from crm_desktop.operations.exports.writing import Content, Wish, endings, write_list
from crm_desktop.operations.history import cases
from crm_desktop.operations.history.cases import NewCase
from crm_desktop.operations.imports import import_file
from crm_desktop.operations.offers import offers
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.exports.filled import fill

TODAY = NOW.date()


@pytest.fixture
def miriam(writer: Writer) -> int:
    """Fill the database, and return the id of Miriam Keßler."""
    return fill(writer)


def wish(kind: ListKind, **asked: object) -> Wish:
    return Wish(asked=replace(Asked(kind=kind, today=TODAY), **asked))  # type: ignore[arg-type]  # by name


def left(folder: Path) -> list[str]:
    """Return what lies in a folder beside the database."""
    return [path.name for path in folder.iterdir() if not path.name.startswith("firm.crm")]


def table(reader: Reader, target: Path, wanted: Wish) -> list[list[str]]:
    write_list(reader, target=target, wish=wanted, now=NOW)
    with target.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines, delimiter=";" if wanted.for_excel else ","))


def test_every_list_is_written_in_every_form(writer: Writer, miriam: int, reader: Reader, tmp_path: Path) -> None:
    about = campaigns.add_campaign(writer, new=campaigns.NewCampaign("Frühjahr")).value
    offers.new_offer(writer, account_id=miriam)
    cases.add_case(writer, new=NewCase(kind=CaseKind.COMPLAINT, title="Tür klemmt", contact_id=miriam))
    for kind in ListKind:
        at = {ListKind.HISTORY: miriam, ListKind.MEMBERS: about}.get(kind, 0)
        for ending in endings(kind):
            target = tmp_path / f"{kind}{ending}"
            written = write_list(reader, target=target, wish=wish(kind, about=at), now=NOW)
            assert target.stat().st_size, (kind, ending)
            if kind not in (ListKind.MEMBERS, ListKind.LEADS):
                assert written.rows, (kind, ending)
    assert not list(tmp_path.glob(".*"))


def test_the_columns_are_those_shown_in_their_order(miriam: int, reader: Reader, tmp_path: Path) -> None:
    wanted = wish(ListKind.CONTACTS, ids=[miriam], columns=("city", "name", "tags"))
    assert table(reader, tmp_path / "a.csv", wanted) == [
        ["Town", "Name", "Tags"],
        ["Lüneburg", "Miriam Keßler", "Hotellerie, Messe"],
    ]


def test_ids_that_are_not_known_yet_are_read_when_the_list_is_written(
    miriam: int, reader: Reader, tmp_path: Path
) -> None:
    wanted = wish(ListKind.CONTACTS, ids=[], read_ids=lambda _reader: [miriam], columns=("name",))
    assert table(reader, tmp_path / "a.csv", wanted) == [["Name"], ["Miriam Keßler"]]
    write_list(reader, target=tmp_path / "a.vcf", wish=wanted, now=NOW)
    assert (tmp_path / "a.vcf").read_bytes().count(b"BEGIN:VCARD") == 1


def test_own_fields_are_columns_with_values_of_their_kind(
    writer: Writer, miriam: int, reader: Reader, tmp_path: Path
) -> None:
    field = custom_fields.add_field(writer, label="Budget", kind=FieldKind.MONEY).value
    key = reader.scalar("select key from custom_field where id = ?", (field,))
    custom_fields.set_value(writer, contact_id=miriam, key=key, text="1.250,50")
    target = tmp_path / "a.xlsx"
    wanted = wish(ListKind.CONTACTS, ids=[miriam], columns=("name", f"own:{key}"))
    write_list(reader, target=target, wish=wanted, now=NOW)
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [("Name", "Budget"), ("Miriam Keßler", 1250.5)]


def test_a_german_excel_and_raw_cells(miriam: int, reader: Reader, tmp_path: Path) -> None:
    wanted = wish(ListKind.DEALS, columns=("title", "amount"))
    assert ["'=Lobby", "54000.00"] in table(reader, tmp_path / "a.csv", wanted)
    assert ["'=Lobby", "54000,00"] in table(reader, tmp_path / "b.csv", replace(wanted, for_excel=True))
    assert ["=Lobby", "54000.00"] in table(reader, tmp_path / "c.csv", replace(wanted, raw=True))


def test_won_and_lost_deals_have_no_chance_of_their_stage(miriam: int, reader: Reader, tmp_path: Path) -> None:
    rows = table(reader, tmp_path / "a.csv", wish(ListKind.DEALS, columns=("title", "status", "chance", "outcome")))
    assert ["Bar", "Lost", "0.0%", "zu teuer"] in rows


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_the_records_behind_a_list_are_taken_in_again(
    ending: str, writer: Writer, miriam: int, reader: Reader, tmp_path: Path
) -> None:
    target = tmp_path / f"deals{ending}"
    chosen = deals.add_deal(writer, title="Nur dieser", amount_cents=100).value
    wanted = replace(wish(ListKind.DEALS, ids=[chosen]), content=Content.RECORDS)
    assert write_list(reader, target=target, wish=wanted, now=NOW).rows == 1
    looked = look(target, target.name)
    assert [column.heading for column in looked.columns][:2] == ["external_id", "title"]
    report = import_file(writer, target.read_bytes(), target.name).value
    assert (report.added, report.updated + report.skipped, report.rejected) == (0, 1, 0)


def test_records_of_every_kind_can_be_chosen(miriam: int, reader: Reader, tmp_path: Path) -> None:
    entry = reader.scalar("select id from activity where kind = 'call'")
    sale, product = (reader.scalar(f"select id from {table}") for table in ("sale", "product"))
    chosen = {
        ListKind.CONTACTS: miriam, ListKind.HISTORY: entry, ListKind.ORDERS: sale, ListKind.PRODUCTS: product
    }  # fmt: skip
    for kind, one in chosen.items():
        wanted = replace(wish(kind, ids=[one]), content=Content.RECORDS)
        rows = table(reader, tmp_path / f"{kind}.csv", wanted)
        assert len(rows) == (3 if kind is ListKind.ORDERS else 2), kind
    around = replace(wish(ListKind.HISTORY, about=miriam), content=Content.RECORDS)
    assert "Theke" in (tmp_path / "history.csv").read_text(encoding="utf-8")
    assert len(table(reader, tmp_path / "all.csv", around)) > 1


def test_a_list_on_paper_says_its_filter_its_day_and_its_pages(
    writer: Writer, miriam: int, reader: Reader, tmp_path: Path
) -> None:
    for number in range(60):
        contacts.add_person(writer, new=NewContact(given_name="Ida", family_name=f"Nummer {number:02}"))
    target = tmp_path / "kontakte.pdf"
    wanted = wish(ListKind.CONTACTS, words=("Kategorie A", "nach Name"), lettered=True)
    with speaking("de"):
        write_list(reader, target=target, wish=wanted, now=NOW)
    with pdfplumber.open(target) as pdf:
        first, last = pdf.pages[0].extract_text(), pdf.pages[-1].extract_text()
        pages = len(pdf.pages)
    assert "Kontakte" in first
    assert "Kategorie A · nach Name · 62 Einträge" in first
    assert f"Seite 1 von {pages}" in first
    assert f"Seite {pages} von {pages}" in last
    assert "Keßler, Miriam" in first
    assert "Einkauf, Hotel Seeblick GmbH" in first


def test_a_long_list_is_drawn_as_it_is_read_to_its_last_row(
    miriam: int, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "AT_ONCE", 50)
    monkeypatch.setattr(list_long, "_PART", 2)
    read: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(1, 301):
            read.append(number)
            yield [f"Nummer {number}", Money(number * 100 + 5, "EUR" if number < 299 else "CHF")]

    heads = [Head("name", "Name", strong=True), Head("value", "Value", right=True, summed=True)]
    told: list[tuple[int, int]] = []
    long = ListedTable(title="All", heads=heads, rows=rows(), count=300, personal=True)
    pdf = paper.pdf_of(reader, long, now=NOW, progress=lambda *done: told.append(done))
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        pages = [page.extract_text() for page in file.pages]
    assert len(pages) > 5, "several parts were put together"
    assert "300 entries" in pages[0]
    assert "Page 1" in pages[0]
    assert f"Page {len(pages)}" in pages[-1]
    said = "\n".join(pages)
    assert [f"Nummer {number} " in said for number in range(1, 301)] == [True] * 300
    assert "2.05" in said
    assert "CHF" in pages[-1], "each amount says its currency: the first rows cannot speak for the last"
    assert told == sorted(told)
    assert told[-1] == (300, 300)

    def stop(done: int, _of: int) -> None:
        if done:
            raise Cancelled("enough")

    read.clear()
    endless = replace(long, rows=(row for _round in range(1000) for row in rows()), count=300_000)
    with pytest.raises(Cancelled):
        paper.pdf_of(reader, endless, now=NOW, progress=stop)
    assert len(read) < 1_000


def test_columns_that_do_not_fit_stand_below_the_name(miriam: int, reader: Reader, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    columns = ("name", "phone", "email", "street", "postal_code", "city", "standing", "category", "tags", "source")
    write_list(reader, target=target, wish=wish(ListKind.CONTACTS, ids=[miriam], columns=columns), now=NOW)
    with pdfplumber.open(target) as pdf:
        text = pdf.pages[0].extract_text()
    assert "Tags: Hotellerie, Messe" in " ".join(text.split())


def test_what_a_column_of_money_comes_to_stands_at_the_end(miriam: int, reader: Reader, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    write_list(reader, target=target, wish=wish(ListKind.DEALS), now=NOW)
    with pdfplumber.open(target) as pdf:
        text = pdf.pages[0].extract_text()
    assert "Amount €" in text
    assert "Sum 54,000" in text


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".vcf", ".pdf"])
def test_what_is_stopped_leaves_the_file_that_was_there(
    ending: str, miriam: int, reader: Reader, tmp_path: Path
) -> None:
    target = tmp_path / f"a{ending}"
    target.write_bytes(b"before")
    answers = iter([False])
    with pytest.raises(Cancelled):
        write_list(reader, target=target, wish=wish(ListKind.CONTACTS), now=NOW, cancelled=lambda: next(answers, True))
    assert left(tmp_path) == [target.name]
    assert target.read_bytes() == b"before"


def test_a_full_disk_is_said(miriam: int, reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="no room left"):
        write_list(reader, target=tmp_path / "a.csv", wish=wish(ListKind.CONTACTS), now=NOW)
    assert not left(tmp_path)


@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [
        (ListKind.DEALS, "a.vcf", Content.LIST),
        (ListKind.OFFERS, "a.csv", Content.RECORDS),
        (ListKind.CONTACTS, "a.pdf", Content.RECORDS),
        (ListKind.CONTACTS, "a.docx", Content.LIST),
    ],
)
def test_a_form_a_list_does_not_have_is_refused(
    kind: ListKind, name: str, content: Content, miriam: int, reader: Reader, tmp_path: Path
) -> None:
    with pytest.raises(BadInput):
        write_list(reader, target=tmp_path / name, wish=replace(wish(kind), content=content), now=NOW)
    assert not left(tmp_path)


def test_the_same_list_gives_the_same_file(miriam: int, reader: Reader, tmp_path: Path) -> None:
    for ending in (".xlsx", ".pdf"):
        one, two = tmp_path / f"1{ending}", tmp_path / f"2{ending}"
        for target in (one, two):
            write_list(reader, target=target, wish=wish(ListKind.CONTACTS), now=NOW)
        assert one.read_bytes() == two.read_bytes()


def test_a_day_with_a_time_is_the_users_own(miriam: int, reader: Reader, tmp_path: Path) -> None:
    rows = table(reader, tmp_path / "a.csv", wish(ListKind.HISTORY, about=miriam, columns=("at", "kind")))
    when = next(row[0] for row in rows if row[1] == "Call")
    assert datetime.fromisoformat(when) == NOW.astimezone().replace(tzinfo=None, second=0, microsecond=0)
    assert io.StringIO(when).read()
