"""Where the people of a file come from is noted for everybody new, within the step that takes them in."""

from __future__ import annotations

import pytest

from crm_desktop.domain.privacy import Origin
from crm_desktop.exchange.intake import look
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.imports import import_looked
from crm_desktop.operations.imports.treatment import Wishes
from crm_desktop.store.queries.privacy_lists import to_inform
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.imports.taking import values

TABLE = b"Vorname;Nachname;Firma;E-Mail\nAnna;Meier;Meier GmbH;a@m.example\nBodo;Kurz;;b@k.example\n"
NOTED = """select c.name, p.origin, p.origin_detail, p.obtained_on from data_protection p
    join contact c on c.id = p.contact_id order by c.name"""


@pytest.mark.parametrize(
    ("wishes", "origin", "detail"),
    [
        (Wishes(), "own", "File “messe.csv”"),
        (Wishes(origin="Holz-Handwerk 2026", origin_kind=Origin.PERSON), "person", "Holz-Handwerk 2026"),
    ],
)
def test_every_new_person_has_its_origin_and_undo_takes_it_along(
    writer: Writer, reader: Reader, wishes: Wishes, origin: str, detail: str
) -> None:
    contacts.add_person(writer, new=NewContact(given_name="Bodo", family_name="Kurz", email="b@k.example"))
    import_looked(writer, look(TABLE, "messe.csv"), wishes=wishes)
    [(name, kind, words, day)] = values(reader, NOTED)
    assert (name, kind, words) == ("Anna Meier", origin, detail)
    assert day
    writer.undo()
    assert values(reader, "select count(*) from data_protection") == [(0,)]


@pytest.mark.parametrize(("kind", "told"), [(Origin.OWN, False), (Origin.BOUGHT, True)])
def test_whom_the_firm_knew_before_need_not_be_told_anew(
    writer: Writer, reader: Reader, kind: Origin, *, told: bool
) -> None:
    import_looked(writer, look(TABLE, "messe.csv"), wishes=Wishes(origin_kind=kind))
    people = {row.name for row in to_inform(reader)}
    assert people == ({"Anna Meier", "Bodo Kurz"} if told else set())


def test_nothing_is_noted_where_the_user_takes_the_words_away(writer: Writer, reader: Reader) -> None:
    import_looked(writer, look(TABLE, "messe.csv"), wishes=Wishes(origin=""))
    assert values(reader, NOTED) == []


def test_people_a_list_of_deals_names_have_their_origin_too_and_who_wrote_gave_it(
    writer: Writer, reader: Reader
) -> None:
    deals = b"title,person,amount,opened\nTheke,Eva Graf,100,2026-01-05\n"
    mail = b"From: Max Holz <max@holz.test>\r\nDate: Mon, 2 Feb 2026 10:00:00 +0100\r\nSubject: Hallo\r\n\r\nText\r\n"
    import_looked(writer, look(deals, "deals.csv"))
    import_looked(writer, look(mail, "a.eml"))
    assert [row[:2] for row in values(reader, NOTED)] == [("Eva Graf", "own"), ("Max Holz", "person")]
