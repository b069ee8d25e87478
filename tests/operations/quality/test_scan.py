"""The scan for suspects leaves nobody out: judged one by one, all contacts have the flaws that were found."""

from __future__ import annotations

import random

import pytest

from crm_desktop.base.errors import Cancelled
from crm_desktop.domain.contacts import Standing
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.firm import setup
from crm_desktop.operations.quality import quality
from crm_desktop.operations.quality import scan as quality_scan
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TODAY = NOW.date()
#: Values that are right and such that are not, drawn for each contact.
_DRAWN: dict[str, list[str | int | None]] = {
    "salutation": ["Frau", "Herr", "", "Dr."],
    "given_name": ["Anna", "Thomas", "Kim", "ANNA", ""],
    "family_name": ["Graf", "GRAF", "von der heide"],
    "birthday": ["1981-03-02", "2081-03-02", "1881-03-02", "1906-11-25", None],
    "founded": [1968, 79, 2030, None],
    "vat_id": ["DE136695976", "DE123456789", "", "de 136695976"],
    "iban": ["DE89370400440532013000", "DE02120300000000202052", "", "x"],
    "category": ["Hotel", ""],
    "company_id": [1, 2, None],
    "standing": ["customer", "regular", "prospect"],
    "confirmed_on": ["2026-01-01", "2020-01-01", None],
    "last_activity_at": ["2019-01-01T08:00:00.000Z", None],
}
_WAYS = [
    ("email", "eva@graf.example", "x"), ("email", "eva@gmial.com", "x"), ("email", "eva@graf", ""), ("email", "", ""),
    ("email", "eva graf@web.de", ""), ("email", "eva@@web.de", ""), ("email", "eva@graf.con", "x"),
    ("email", "eva@graf.de.", "x"), ("email", "mailto:eva@graf.de", "x"), ("email", "EVA@GMX.DEE", "x"),
    ("email", "eva@müller.de", "x"), ("email", ".eva@graf.de", "x"), ("email", "eva@graf,de", ""),
    ("phone", "04131 1", ""), ("mobile", "0171 1234567", "+491711234567"), ("fax", "keins", ""), ("web", "?", ""),
]  # fmt: skip
_PLACES = [
    ("21335", "Lüneburg", "DE"), ("21335", "Lüneberg", "DE"), ("1067", "Dresden", ""), ("", "Uelzen", "DE"),
    ("80331", "", "DE"), ("80331", "Lüneburg", "DE"), ("8010", "Graz", "AT"), ("4711", "?", "GB"), ("", "", ""),
]  # fmt: skip


@pytest.fixture
def ids(writer: Writer) -> list[int]:
    """Return contacts whose values are drawn, right and wrong ones mixed."""
    setup.start_firm(writer, language="de")
    draw = random.Random(7)
    made = [contacts.add_company(writer, new=NewContact(name=f"Firma {at}")).value for at in range(12)]
    made += [contacts.add_person(writer, new=NewContact(family_name=f"Wer {at}")).value for at in range(48)]
    contacts.change_standing(writer, contact_ids=made[:2], standing=Standing.CUSTOMER)
    with writer.step("as other programs leave it") as work:
        for contact_id in made[2:]:
            fields = {name: draw.choice(among) for name, among in _DRAWN.items()}
            if contact_id in made[:12]:
                fields["company_id"] = None
            sets = ", ".join(f"{name} = :{name}" for name in fields)
            work.execute(f"update contact set {sets} where id = :id", {**fields, "id": contact_id})
            for kind, value, normal in draw.sample(_WAYS, draw.randrange(3)):
                sql = "insert into contact_point (contact_id, kind, value, normal) values (?, ?, ?, ?)"
                work.execute(sql, (contact_id, kind, value, normal))
            for code, city, country in draw.sample(_PLACES, draw.randrange(3)):
                sql = (
                    "insert into address (contact_id, street, postal_code, city, country) values (?, 'Weg 1', ?, ?, ?)"
                )
                work.execute(sql, (contact_id, code, city, country))
    return made


def test_the_scan_finds_all_that_a_look_at_each_finds(reader: Reader, ids: list[int]) -> None:
    one_by_one = quality_scan.judge(reader, contact_ids=ids, today=TODAY)
    assert len({flaw.field for judged in one_by_one for flaw in judged.flaws}) >= 14
    told: list[tuple[int, int]] = []
    found = list(quality_scan.flawed(reader, today=TODAY, progress=lambda *now: told.append(now)))
    assert found == one_by_one
    assert len(found) <= told[-1][0] == told[-1][1] <= len(ids)


def test_a_look_that_is_stopped_ends_before_the_next_portion(reader: Reader, ids: list[int]) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        quality.flaws_found(
            reader, today=TODAY, progress=lambda *now: told.append(now), cancelled=lambda: len(told) > 0
        )
    assert told == [(0, told[0][1])]
    assert told[0][1] <= len(ids)
    with pytest.raises(Cancelled):
        quality.doubles_found(reader, cancelled=lambda: True)
