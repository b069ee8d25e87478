"""Ways to reach a contact: typed form kept, normal form beside it, one primary of each kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.contacts import AddressKind, PointKind
from crm_desktop.operations.contacts import contacts, points
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.points import PostalLines, Reach
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


def graf(writer: Writer) -> int:
    return contacts.add_person(writer, new=NewContact(family_name="Graf")).value


def values(reader: Reader, sql: str) -> list[tuple[object, ...]]:
    return reader.rows(lambda *columns: columns, sql)


def test_a_point_is_added_changed_and_deleted(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    outcome = points.set_point(writer, contact_id=person, reach=Reach(PointKind.EMAIL, "Graf@Hochbau.example", "Büro"))
    assert outcome.label == "Change “E-mail” of “Graf”"
    changed = Reach(PointKind.EMAIL, "info@hochbau.example", "Zentrale", id=outcome.value)
    points.set_point(writer, contact_id=person, reach=changed)
    assert values(reader, "select id, value, normal, label from contact_point") == [
        (outcome.value, "info@hochbau.example", "info@hochbau.example", "Zentrale")
    ]
    points.set_point(writer, contact_id=person, reach=changed._replace(value=" "))
    assert values(reader, "select count(*) from contact_point") == [(0,)]


def test_only_one_phone_number_is_the_primary_one(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    for number in ("0171 111 11 11", "0171 222 22 22"):
        points.set_point(writer, contact_id=person, reach=Reach(PointKind.PHONE, number, is_primary=True))
    points.set_point(writer, contact_id=person, reach=Reach(PointKind.EMAIL, "a@b.example", is_primary=True))
    assert values(reader, "select is_primary from contact_point order by id") == [(0,), (1,), (1,)]


def test_numbers_without_a_code_are_read_as_at_home(writer: Writer, reader: Reader) -> None:
    with writer.step("firm") as work:
        work.execute("insert into firm (country) values ('AT')")
    points.set_point(writer, contact_id=graf(writer), reach=Reach(PointKind.PHONE, "0664 1234567"))
    assert values(reader, "select normal from contact_point") == [("+436641234567",)]


def test_an_address_is_added_changed_and_deleted(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    lines = PostalLines(street="Am Markt 1", postal_code="8010", city="Graz", country="at")
    address = points.set_address(writer, contact_id=person, lines=lines).value
    points.set_address(writer, contact_id=person, lines=lines._replace(street="Am Markt 2", id=address))
    assert values(reader, "select street, country from address") == [("Am Markt 2", "AT")]
    points.set_address(writer, contact_id=person, lines=PostalLines(id=address))
    assert values(reader, "select count(*) from address") == [(0,)]


@pytest.mark.parametrize(
    "value", ["a@b", "@b.example", "a@.example", "a b@c.example", "a@b.example,c@d.example", "a@b..de"]
)
def test_a_mistyped_mail_address_is_refused(writer: Writer, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        points.set_point(writer, contact_id=graf(writer), reach=Reach(PointKind.EMAIL, value))
    assert refused.value.field == "email"


@given(st.emails())
def test_every_usual_mail_address_is_taken(address: str) -> None:
    assert points.is_email(address) or any(sign in address for sign in '"()<>,;:[]\\')


@pytest.mark.parametrize(
    ("kind", "value", "advice"),
    [
        (PointKind.PHONE, "abc", "04131"),
        (PointKind.MOBILE, "12", "04131"),
        (PointKind.FAX, "nach 17 Uhr", "04131"),
        (PointKind.EMAIL, "büro", "name@firm"),
        (PointKind.WEB, "unsere seite", "www.firm"),
        (PointKind.WEB, "seite", "www.firm"),
    ],
)
def test_nonsense_is_refused_with_what_to_do(writer: Writer, kind: PointKind, value: str, advice: str) -> None:
    person = graf(writer)
    with pytest.raises(BadInput) as refused:
        points.set_point(writer, contact_id=person, reach=Reach(kind, value))
    assert refused.value.field == kind.value
    assert advice in refused.value.advice


@pytest.mark.parametrize("value", ["www.graf.example", "https://graf.example/kontakt?x=1", "büro.graf.example"])
def test_a_website_is_taken_as_people_write_it(writer: Writer, value: str) -> None:
    points.set_point(writer, contact_id=graf(writer), reach=Reach(PointKind.WEB, value))


def test_what_another_program_brought_keeps_its_value_while_its_label_changes(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    with writer.step("import") as work:
        work.execute("insert into contact_point (contact_id, kind, value) values (?, 'phone', 'abends')", (person,))
    (point_id,) = values(reader, "select id from contact_point")[0]
    assert isinstance(point_id, int)
    points.set_point(writer, contact_id=person, reach=Reach(PointKind.PHONE, "abends", "Werkstatt", id=point_id))
    assert values(reader, "select value, label from contact_point") == [("abends", "Werkstatt")]


def test_another_number_becomes_the_first_choice(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    ids = [
        points.set_point(writer, contact_id=person, reach=Reach(PointKind.PHONE, number, is_primary=True)).value
        for number in ("0171 111 11 11", "0171 222 22 22")
    ]
    assert ids[0] is not None
    done = points.prefer_point(writer, point_id=ids[0])
    assert done.label == "First choice for “Graf”: 0171 111 11 11"
    assert values(reader, "select is_primary from contact_point order by id") == [(1,), (0,)]


def test_an_address_is_written_in_one_line_and_keeps_its_kind(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    first = points.write_address(writer, contact_id=person, text="Uferweg 12, 21335 Lüneburg")
    assert first.label == "Change “Address” of “Graf”"
    second = points.write_address(writer, contact_id=person, text="Ring 3, A-1010 Wien", kind=AddressKind.DELIVERY)
    points.write_address(writer, contact_id=person, text="Ring 4, 1010 Wien, AT", address_id=second.value)
    assert values(reader, "select kind, street, postal_code, city, country, is_primary from address order by id") == [
        ("private", "Uferweg 12", "21335", "Lüneburg", "DE", 1),
        ("delivery", "Ring 4", "1010", "Wien", "AT", 0),
    ]
    assert second.value is not None
    points.prefer_address(writer, address_id=second.value)
    assert values(reader, "select is_primary from address order by id") == [(0,), (1,)]
    gone = points.write_address(writer, contact_id=person, text="", address_id=second.value)
    assert gone.label == "Remove “Address” of “Graf”"
    assert values(reader, "select count(*) from address") == [(1,)]
