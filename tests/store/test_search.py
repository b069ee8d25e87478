"""What is found, for whom it is meant to be found, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.domain.contacts import Address, Contact, ContactKind, ContactPoint, PointKind, Tag
from crm_desktop.domain.history import Activity, ActivityContact, ActivityKind
from crm_desktop.domain.offers import Offer
from crm_desktop.domain.products import Product
from crm_desktop.store import search, search_index
from crm_desktop.store.reading import Reader
from crm_desktop.store.search_words import readings
from crm_desktop.store.unit_of_work import Writer
from tests.store.making import add_deal, add_person, add_pipeline, company, person


def titles(reader: Reader, text: str, *kinds: str) -> list[str]:
    return [hit.title for hit in search.find(reader, text=text, kinds=kinds or search.KINDS)]


def add_persons(writer: Writer, *names: str) -> list[int]:
    return [add_person(writer, name) for name in names]


@pytest.mark.parametrize("typed", ["müller", "Mueller", "MULLER", "mül", "mue", "Mü"])
def test_mueller_is_found_by_each_spelling_of_each(writer: Writer, reader: Reader, typed: str) -> None:
    add_persons(writer, "Anna Müller", "Bernd Mueller", "Clara Muller", "Dora Miller")
    assert sorted(titles(reader, typed)) == ["Anna Müller", "Bernd Mueller", "Clara Muller"]


@pytest.mark.parametrize("typed", ["Weiß", "weiss", "WEISS", "Weis"])
def test_weiss_is_found_by_each_spelling_of_each(writer: Writer, reader: Reader, typed: str) -> None:
    add_persons(writer, "Jörg Weiß", "Karl Weiss")
    assert sorted(titles(reader, typed)) == ["Jörg Weiß", "Karl Weiss"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Patrick O'Brien", "O'Brien"),
        ("Patrick O’Brien", "o'brien"),
        ("C++ Schmiede", "C++"),
        ("Çelik", "celik"),
        ("Søren Ågård", "soren agard"),
        ("Łukasz", "lukasz"),
        ("İstanbul Möbel", "istanbul"),
        ("e\u0301lan vital", "\u00e9lan"),
        ("株式会社東京", "株式"),
        ("Ünal & Söhne <GmbH>", "soehne gmbh"),
        ("👩‍🚀 Astro", "astro"),
    ],
)
def test_names_are_found_however_they_are_typed(writer: Writer, reader: Reader, name: str, typed: str) -> None:
    add_persons(writer, name)
    assert titles(reader, typed) == [name]


@pytest.mark.parametrize(
    "typed", ['"', '""', "(", ")", "'", "%", "_", "\\", "*", "^", "{a", "NEAR(", "NEAR(a b)", "a AND", "a OR b", "NOT",
              "col:x", "words:a", "-a", "a-b", "+", "a*b", "\x00", "\ud800", "x" * 10_000, "x " * 10_000, "½",
              "\ufdfa"],
)  # fmt: skip
def test_odd_input_is_answered_like_any_other(writer: Writer, reader: Reader, typed: str) -> None:
    add_persons(writer, "Ada")
    assert isinstance(search.find(reader, text=typed), list)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_at_all_is_answered(reader: Reader, typed: str) -> None:
    search.find(reader, text=typed)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4), st.integers(1, 30))
def test_every_beginning_of_what_a_contact_is_called_finds_it(
    writer: Writer, reader: Reader, words: list[str], length: int
) -> None:
    name = " ".join(words)
    added = add_person(writer, name)
    typed = name[:length]
    if readings(typed):
        assert added in [hit.id for hit in search.find(reader, text=typed, limit=500)]


def test_a_contact_is_found_by_everything_that_tells_who_it_is(writer: Writer, reader: Reader) -> None:
    with writer.step("Add") as work:
        firm = work.add(company("Holzbau Huber GmbH"))
        work.flush()
        contact = work.add(
            Contact(kind=ContactKind.PERSON, name="Eva Graf", sort_key="graf eva", given_name="Eva", family_name="Graf",
                    company_id=firm.id, job_title="Einkäuferin", customer_number="K-10023", note="mag Lärche")
        )  # fmt: skip
        work.flush()
        work.add(Address(contact_id=contact.id, street="Gartenweg 5", postal_code="83022", city="Rosenheim"))
        work.add(ContactPoint(contact_id=contact.id, kind=PointKind.EMAIL, value="E.Graf@huber-holz.de"))
        work.add(
            ContactPoint(contact_id=contact.id, kind=PointKind.PHONE, value="08031 / 22 33-44", normal="+49803122334")
        )
        work.add(Tag(contact_id=contact.id, name="Messe 2026"))
    for typed in (
        *("eva graf", "graf e", "huber holzbau", "einkaeuferin", "k-10023", "K10023", "10023", "lärche"),
        *("gartenweg 5", "83022", "83022 rosen", "e.graf@", "huber-holz.de", "@huber", "graf@huber-holz.de"),
        *("08031 2233", "0803122", "+49 8031 22", "0049 8031 22", "+49 (0)8031 223", "messe 2026"),
    ):
        assert "Eva Graf" in titles(reader, typed), typed


def test_each_kind_is_found_with_title_and_detail(writer: Writer, reader: Reader) -> None:
    with writer.step("Add") as work:
        account = work.add(company("Zimmerei Huber"))
        work.flush()
        work.add(Address(contact_id=account.id, city="Rosenheim"))
        deal = add_deal(work, "Dachstuhl Seestraße", add_pipeline(work, "Offer sent")[0], 100, account_id=account.id)
        deal_id, account_id = deal.id, account.id
        work.add(Offer(number="A-2026-118", subject="Dachstuhl", account_id=account_id, issued_on=work.today))
        work.add(Product(name="Sparren Fichte", number="S-10"))
        note = work.add(Activity(kind=ActivityKind.CALL, at=work.now, body="Dachstuhl besprochen\nund noch viel mehr"))
        work.flush()
        work.add(ActivityContact(activity_id=note.id, contact_id=account_id, at=work.now))
        work.execute(
            "insert into attachment (name, sha256, added_at, deal_id) values ('Dachstuhl.pdf', 'x', '2026-01-01', ?)",
            (deal_id,),
        )
    assert [(hit.kind, hit.title, hit.detail) for hit in search.find(reader, text="dachst")] == [
        ("deal", "Dachstuhl Seestraße", "Zimmerei Huber · Offer sent"),
        ("offer", "A-2026-118", "Dachstuhl · Zimmerei Huber"),
        ("attachment", "Dachstuhl.pdf", "Dachstuhl Seestraße"),
        ("activity", "Dachstuhl besprochen", "24/11/2026 · Zimmerei Huber"),
    ]
    assert search.find(reader, text="a2026")[0].title == "A-2026-118"
    assert search.find(reader, text="fichte")[0][2:4] == ("Sparren Fichte", "S-10")
    assert search.find(reader, text="huber")[0][2:4] == ("Zimmerei Huber", "Rosenheim")
    assert titles(reader, "dachst", "offer") == ["A-2026-118"]


def test_what_the_program_writes_by_itself_does_not_bury_what_people_wrote(writer: Writer, reader: Reader) -> None:
    with writer.step("Add") as work:
        work.add(Activity(kind=ActivityKind.SYSTEM, at=work.now, subject="Moved to Offer"))
        work.add(Activity(kind=ActivityKind.NOTE, at=work.now, subject="Moved house"))
    assert titles(reader, "moved") == ["Moved house"]


def test_new_contacts_come_first_and_those_of_one_import_in_its_order(writer: Writer, reader: Reader) -> None:
    add_persons(writer, "Karl A")
    with writer.step("Import") as work:
        for name in ("Karl B", "Karl C", "Karl D"):
            work.add(person(name))
    assert titles(reader, "karl") == ["Karl B", "Karl C", "Karl D", "Karl A"]


def test_touched_contacts_come_first_the_latest_first_of_all(writer: Writer, reader: Reader) -> None:
    first, second, third = add_persons(writer, "Karl A", "Karl B", "Karl C")
    with writer.step("Touch") as work:
        search_index.touch(work, "contact", [third, first, second, 4711])
    assert titles(reader, "karl") == ["Karl B", "Karl A", "Karl C"]
    assert titles(reader, "") == ["Karl B", "Karl A", "Karl C"]


def test_touching_is_no_step(writer: Writer, reader: Reader) -> None:
    (karl,) = add_persons(writer, "Karl")
    with writer.step("Touch") as work:
        search_index.touch(work, "contact", [karl])
    assert work.outcome(None).step is None
    assert writer.undo().label == "Add “Karl”"
    assert titles(reader, "karl") == []


def test_hits_whose_name_fits_come_before_those_that_fit_otherwise(writer: Writer, reader: Reader) -> None:
    named, living = add_persons(writer, "Bernd Wien", "Anna Huber")
    with writer.step("Move") as work:
        work.add(Address(contact_id=living, city="Wien"))
        search_index.touch(work, "contact", [named, living])
    assert titles(reader, "wien") == ["Bernd Wien", "Anna Huber"]


def test_a_blank_text_shows_the_contacts_used_last(writer: Writer, reader: Reader) -> None:
    assert search.find(reader, text=" ") == []
    add_persons(writer, "Karl A", "Karl B", "Karl C")
    assert [hit.title for hit in search.find(reader, text="  ", limit=2)] == ["Karl C", "Karl B"]
    assert search.find(reader, text="", kinds=["deal"]) == []


def test_at_most_so_many_of_each_kind(writer: Writer, reader: Reader) -> None:
    with writer.step("Add") as work:
        for number in range(80):
            work.add(person(f"Karl {number}"))
            work.add(Product(name=f"Karl {number}"))
    found = search.find(reader, text="karl", limit=9)
    assert [hit.kind for hit in found] == ["contact"] * 9 + ["product"] * 9
    assert len(search.find(reader, text="karl", limit=75)) == 150


@pytest.mark.parametrize("typed", ["Mulelr", "Mller", "Muxller", "Muxler", "Schnieder", "anna schneder", "Schneiderx"])
def test_one_slip_of_the_finger_is_forgiven(writer: Writer, reader: Reader, typed: str) -> None:
    add_persons(writer, "Anna Müller", "Anna Schneider", "Karl Fuchs")
    assert titles(reader, typed) in (["Anna Müller"], ["Anna Schneider"])


def test_two_slips_are_not_and_what_is_there_is_preferred(writer: Writer, reader: Reader) -> None:
    add_persons(writer, "Anna Müller", "Karl Mäller", "Karl Moller")
    assert titles(reader, "Mxxller") == []
    assert titles(reader, "moller") == ["Karl Moller"]


def test_what_is_in_the_bin_is_not_found_and_comes_back(writer: Writer, reader: Reader) -> None:
    (karl,) = add_persons(writer, "Karl")
    with writer.step("Delete") as work:
        work.get(Contact, karl).deleted_at = work.now
    assert titles(reader, "karl") == []
    writer.undo()
    assert titles(reader, "karl") == ["Karl"]
