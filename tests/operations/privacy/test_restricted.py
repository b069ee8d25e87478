"""Data that may only be kept (Art. 18 GDPR): the same rule in every place, each asked once.

A record keeps its line and its figures and says “Restricted data”; the contact's own card and its records are whole.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest

from crm_desktop.base.errors import Refused
from crm_desktop.base.period import Period
from crm_desktop.base.times import to_text
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.csv_out import CsvStyle
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.exports import cards, records
from crm_desktop.operations.exports.listing import Asked, ListKind
from crm_desktop.operations.exports.lists import listed
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import offers
from crm_desktop.operations.privacy import consents
from crm_desktop.store.queries import (
    board,
    calendar,
    cases,
    company_card,
    contact_relations,
    duplicates,
    facts,
    leads,
    mass_change,
    product_card,
    report_records,
    sales,
    tasks,
    timeline,
    timeline_index,
    timeline_rows,
    today,
)
from crm_desktop.store.queries import deals as deal_queries
from crm_desktop.store.queries import offers as offer_queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.trade import add_company, article, complete_firm

TODAY = NOW.date()
YEARS = Period(date(2020, 1, 1), date(2030, 1, 1))
#: Words of the names and titles of whoever is restricted.
TELLING = ("Hotel", "Adler", "Lampe")


class Trade:
    """A firm with one deal, offer, order, entry, task and inquiry of a company and its person."""

    def __init__(self, writer: Writer) -> None:
        setup.start_firm(writer, language="de")
        complete_firm(writer)
        self.hotel = add_company(writer, name="Hotel Adler")
        self.ada = contacts.add_person(
            writer, new=NewContact(given_name="Ada", family_name="Lampe", company_id=self.hotel, email="a@l.example")
        ).value
        self.deal = deals.add_deal(
            writer, title="Regal für Hotel Adler", account_id=self.hotel, person_id=self.ada, amount_cents=100
        ).value
        self.offer = offers.new_offer(writer, deal_id=self.deal, lines=[article("1", "10")]).value
        with writer.step("past") as work:
            self.sale = self._put(work, "sale", day="2026-01-02", account_id=self.hotel, currency="EUR", net_cents=100)
            product = self._put(work, "product", name="Regal", currency="EUR", price="1")
            work.execute(
                """insert into sale_line (sale_id, position, product_id, product_name, quantity, unit_price, net_cents)
                   values (?, 1, ?, 'Regal', '1', '1', 100)""",
                (self.sale, product),
            )
            self.product = product
            self.done = self._entry(work, "Anruf Frau Lampe", done=True)
            self.task = self._entry(work, "Zurückrufen", done=False)
            self.lead = self._put(
                work, "lead", title="Frage Lampe", arrived_at=to_text(NOW), contact_id=self.ada, family_name="Lampe"
            )
            self._put(work, "service_case", kind="complaint", title="Adler", status="open", contact_id=self.ada,
                      opened_at=to_text(NOW))  # fmt: skip
            work.execute("update contact set birthday = '1980-11-25' where id = ?", (self.ada,))
            work.execute("update contact set referred_by_id = ? where id = ?", (self.hotel, self.ada))

    def _put(self, work: Any, table: str, **values: object) -> int:
        values = {"uuid": f"{table}-1", **values}
        marks = ", ".join("?" for _one in values)
        work.execute(f"insert into {table} ({', '.join(values)}) values ({marks})", tuple(values.values()))
        return int(work.read.scalar(f"select max(id) from {table}"))

    def _entry(self, work: Any, subject: str, *, done: bool) -> int:
        day = TODAY.isoformat()
        values: dict[str, object] = {"uuid": subject, "at": to_text(NOW), "kind": "call", "subject": subject}
        entry = self._put(work, "activity", **values, deal_id=self.deal, **({} if done else {"due_on": day}))
        for contact in (self.hotel, self.ada):
            work.execute(
                "insert into activity_contact (activity_id, contact_id, at) values (?, ?, ?)",
                (entry, contact, to_text(NOW)),
            )
        return entry


def _file(reader: Reader, kind: RecordKind, ending: str) -> str:
    stream = io.BytesIO()
    records.write_all(reader, stream, kind, ending, style=CsvStyle())
    return stream.getvalue().decode()


def _list(reader: Reader, kind: ListKind, *ids: int) -> list[Any]:
    return [list(row) for row in listed(reader, Asked(kind=kind, today=TODAY, ids=list(ids) or None)).rows]


def _people(reader: Reader, company_id: int) -> list[str]:
    card = company_card.card(reader, company_id=company_id, today=TODAY)
    assert card is not None
    return [one.name for one in card.people]


def _history(reader: Reader) -> list[Any]:
    refs = timeline_index.index(reader).refs
    return [*timeline.entries(reader), *timeline_rows.rows(reader, refs=list(refs)).values()]


def _places(firm: Trade) -> Mapping[str, Callable[[Reader], object]]:
    return {
        "board": lambda reader: board.cards(reader, pipeline_id=1, today=TODAY),
        "deals": deal_queries.deals,
        "forecast": lambda reader: facts.pipeline_facts(reader, currency="EUR").deals,
        "analyses": lambda reader: facts.sale_facts(reader, first=YEARS.first, last=YEARS.last),
        "offers": offer_queries.offers,
        "orders": sales.sales,
        "inquiries": lambda reader: leads.leads(reader, today=TODAY),
        "history": _history,
        "tasks": tasks.open_tasks,
        "today": lambda reader: today.due(reader, first=TODAY, last=TODAY),
        "service": cases.listed_cases,
        "week": lambda reader: today.week(reader, first=TODAY, last=TODAY),
        "calendar": lambda reader: calendar.span(
            reader, first=TODAY, last=date(2026, 11, 30), until=date(2026, 11, 30)
        ),
        "doubles": duplicates.contact_facts,
        "mass change": lambda reader: list(mass_change.values(reader, field="name", contact_ids=[firm.hotel])),
        "behind a figure": lambda reader: [
            report_records.of_kind(reader, kind, ids)
            for kind, ids in {
                "deal": [firm.deal], "contact": [firm.ada, firm.hotel], "offer": [firm.offer], "sale": [firm.sale],
                "account": [firm.hotel],
            }.items()
        ],
        "buyers of a product": lambda reader: product_card.buyers(reader, product_id=firm.product),
        "people of a company": lambda reader: _people(reader, firm.hotel),
        "who recommended whom": lambda reader: contact_relations.referred(reader, contact_id=firm.hotel),
        **{f"export of {kind}": partial(_file, kind=kind, ending=".csv") for kind in RecordKind},
        "cards": lambda reader: _file(reader, RecordKind.CONTACTS, ".vcf"),
        "taken along by hand": lambda reader: _list(reader, ListKind.CONTACTS, firm.ada, firm.hotel),
        **{f"list of {kind}": partial(_list, kind=kind) for kind in ListKind if kind != "members"},
    }  # fmt: skip


def test_whoever_is_restricted_is_named_in_no_place(writer: Writer, reader: Reader) -> None:
    firm = Trade(writer)
    places = _places(firm)
    silent = {name for name, said in places.items() if not any(word in repr(said(reader)) for word in TELLING)}
    assert silent == {"export of products", "export of stages", "list of products", "list of campaigns"}

    for one in (firm.hotel, firm.ada):
        consents.restrict(writer, contact_id=one, on=True)
    telling = {name for name, said in places.items() if any(word in repr(said(reader)) for word in TELLING)}
    assert telling == set()


def test_the_own_card_and_records_of_whoever_is_restricted_are_whole(writer: Writer, reader: Reader) -> None:
    firm = Trade(writer)
    for one in (firm.hotel, firm.ada):
        consents.restrict(writer, contact_id=one, on=True)
    own = timeline.Scope(contact_id=firm.ada)
    said = (
        deal_queries.deal(reader, deal_id=firm.deal),
        deal_queries.deals_of_contact(reader, contact_id=firm.ada),
        offer_queries.offers(reader, contact_id=firm.hotel),
        sales.sales(reader, contact_id=firm.hotel),
        timeline.entries(reader, scope=own),
    )
    assert [name for name in said if not any(word in repr(name) for word in TELLING)] == []


def test_a_record_of_whoever_is_restricted_keeps_its_line_and_says_why(writer: Writer, reader: Reader) -> None:
    firm = Trade(writer)
    consents.restrict(writer, contact_id=firm.hotel, on=True)
    [card] = board.cards(reader, pipeline_id=1, today=TODAY)
    assert (card.title, card.account, card.person) == (
        "Restricted data", "only kept: the person asked for it", "Restricted data",
    )  # fmt: skip
    assert card.amount_cents == deal_queries.deals(reader)[0].amount_cents
    assert card.restricted
    consents.restrict(writer, contact_id=firm.hotel, on=False)
    [card] = board.cards(reader, pipeline_id=1, today=TODAY)
    assert (card.title, card.restricted) == ("Regal für Hotel Adler", False)


def test_a_card_of_whoever_is_restricted_is_refused_with_the_reason(writer: Writer, reader: Reader) -> None:
    firm = Trade(writer)
    consents.restrict(writer, contact_id=firm.ada, on=True)
    with pytest.raises(Refused, match="may only be kept"):
        cards.card_files(reader, ids=[firm.ada])
    with pytest.raises(Refused, match="may only be kept"):
        cards.code_of(reader, contact_id=firm.ada)
    assert [one.name for one in cards.card_files(reader, ids=[firm.ada, firm.hotel])] == ["Hotel Adler.vcf"]
