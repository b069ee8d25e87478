"""From offer to sheet: whom it greets, where it goes, how positions are counted, what each choice would change."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from crm_desktop.documents.sheets import Choice, OfferSheet
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.offers import LineKind
from crm_desktop.operations.firm import firm, setup
from crm_desktop.operations.letters import letters
from crm_desktop.operations.offers import data as offer_data
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers import sheet as offer_sheet
from crm_desktop.operations.offers.positions import positions
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.queries.recipients import Recipient
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import GOLDEN, Golden, add_company, add_person, article, complete_firm, heading


@pytest.fixture(autouse=True)
def started(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)


def sheet_of(reader: Reader, offer_id: int) -> OfferSheet:
    return offer_sheet.sheet(reader, queries.the_offer(reader, offer_id=offer_id))


#: The offer of the target picture: two alternatives and options in three groups, 2 % off.
LOBBY = (
    heading("Planung und Rückbau"),
    article("12.5", "74"),
    article("1", "1480"),
    heading("Empfang und Wände"),
    article("1", "28650", discount="5"),
    article("1", "34900", discount="5", kind="alternative"),
    article("28.35", "312.5"),
    article("46.2", "7.485"),
    heading("Montage und Begrünung"),
    article("64", "68"),
    article("16", "34", kind="optional"),
    article("14", "18.45", "7", discount="10"),
)


def test_the_offer_of_the_picture_comes_out_to_the_cent(writer: Writer, reader: Reader) -> None:
    sheet = sheet_of(reader, offers.new_offer(writer, lines=LOBBY, discount_percent=Decimal(2)).value)
    assert [line.position for line in sheet.lines] == [
        "1", "1.1", "1.2", "2", "2.1", "2.2", "2.3", "2.4", "3", "3.1", "3.2", "3.3",
    ]  # fmt: skip
    assert sheet.lines[5].replaces == "2.1"
    totals = sheet.totals
    assert (totals.sum_cents, totals.discount_cents, totals.net_cents) == (4341216, 86824, 4254392)
    assert [(row.base_cents, row.vat_cents) for row in totals.vat] == [(4231610, 804006), (22782, 1595)]
    assert totals.gross_cents == 5059993
    assert [(choice.change_cents, choice.gross_cents) for choice in sheet.choices] == [
        (581875, 5752424),
        (53312, 5123434),
        (635187, 5815865),
    ]


def test_positions_without_headings_are_counted_through() -> None:
    lines = [article("1", "1"), Line(kind=LineKind.TEXT), article("1", "1"), heading("X"), article("1", "1")]
    assert positions(lines) == ("1", "", "2", "3", "3.1")


def choices_of(writer: Writer, reader: Reader, lines: list[Line]) -> tuple[Choice, ...]:
    return sheet_of(reader, offers.new_offer(writer, lines=lines).value).choices


def test_rival_alternatives_are_never_summed_together(writer: Writer, reader: Reader) -> None:
    lines = [
        article("1", "100"),
        article("1", "120", kind="alternative"),
        article("1", "150", kind="alternative"),
        article("1", "10", kind="optional"),
    ]
    rows = choices_of(writer, reader, lines)
    assert [(row.title, row.change_cents) for row in rows if not row.tick] == [("2 + 4", 3000), ("3 + 4", 6000)]


def test_one_choice_needs_no_row_for_all_together(writer: Writer, reader: Reader) -> None:
    rows = choices_of(writer, reader, [article("1", "100"), article("1", "10", kind="optional")])
    assert [row.tick for row in rows] == [True]
    assert choices_of(writer, reader, [article("1", "100")]) == ()


def recipient(**values: str) -> Recipient:
    """Return Miriam Kessler in Lüneburg, with some values of her own."""
    known = {"name": "Miriam Kessler", "given_name": "Miriam", "family_name": "Kessler", "city": "Lüneburg"}
    texts = dict.fromkeys(Recipient._fields[2:], "") | known | {"street": "Uferweg 12"} | values
    return Recipient(id=1, kind=ContactKind.PERSON, **texts)


@pytest.mark.parametrize(
    ("values", "language", "line"),
    [
        ({"salutation": "Frau"}, "de", "Sehr geehrte Frau Kessler,"),
        ({"salutation": "Mrs."}, "de", "Sehr geehrte Frau Kessler,"),
        ({"salutation": "Herr", "title": "Dr.", "family_name": "Behr"}, "de", "Sehr geehrter Herr Dr. Behr,"),
        ({"salutation": ""}, "de", "Guten Tag Miriam Kessler,"),
        ({"salutation": "Divers"}, "de", "Guten Tag Miriam Kessler,"),
        ({"salutation": "Frau"}, "en", "Dear Ms Kessler,"),
        ({"letter_salutation": "Liebe Miri!"}, "de", "Liebe Miri!"),
    ],
)
def test_the_first_line_greets_as_people_do(values: dict[str, str], language: str, line: str) -> None:
    assert letters.first_line(None, recipient(**values), language=language, country="DE") == line


def test_a_company_without_a_person_is_greeted_as_nobody_in_particular() -> None:
    company = recipient(name="Hotel Seeblick GmbH")._replace(kind=ContactKind.COMPANY)
    assert letters.first_line(company, None, language="de", country="DE") == "Sehr geehrte Damen und Herren,"


def test_the_window_names_company_and_person(writer: Writer, reader: Reader) -> None:
    hotel = add_company(writer)
    behr = add_person(writer, "Jan", "Behr", salutation="Herr", title="Dr.", company_id=hotel)
    sheet = sheet_of(reader, offers.new_offer(writer, account_id=hotel, person_id=behr).value)
    window = sheet.recipient
    assert (window.names, window.person) == (("Hotel Seeblick GmbH",), "Herrn Dr. Jan Behr")
    assert (window.street, window.place, window.country) == (("Uferweg 12",), "21335 Lüneburg", "")
    assert sheet.customer_number == "10284"


def test_the_country_stands_last_in_capitals_and_only_abroad(writer: Writer, reader: Reader) -> None:
    vienna = add_company(writer, "Wien AG", city="Wien", country="AT")
    offer_id = offers.new_offer(writer, account_id=vienna).value
    assert sheet_of(reader, offer_id).recipient.country == "ÖSTERREICH"
    offers.change_offer(writer, offer_id=offer_id, language="en")
    assert sheet_of(reader, offer_id).recipient.country == "AUSTRIA"


def test_a_private_person_stands_first(writer: Writer, reader: Reader) -> None:
    person = add_person(writer)
    sheet = sheet_of(reader, offers.new_offer(writer, account_id=person).value)
    assert (sheet.recipient.names, sheet.recipient.person) == (("Frau Miriam Kessler",), "")
    assert sheet.greeting == "Sehr geehrte Frau Kessler,"


def test_the_foot_shows_what_the_law_wants(writer: Writer, reader: Reader) -> None:
    firm.change_firm(writer, iban="DE89370400440532013000", bic="NOLADE21LBG", bank="Sparkasse", vat_id="DE123456789")
    profile = firm_queries.the_firm(reader)
    assert letters.letterhead(profile, None, "de").footer == (
        ("Holzwerk Brandt e. K.", "Lüner Straße 48", "21339 Lüneburg"),
        ("Inhaber: Jan Brandt", "Amtsgericht Lüneburg, HRA 00000", "USt-IdNr. DE123456789"),
        ("04131 77 10 20", "post@holzwerk-brandt.example"),
        ("Sparkasse", "DE89 3704 0044 0532 0130 00", "BIC NOLADE21LBG"),
    )
    assert letters.letterhead(profile, None, "en").footer[1][0] == "Owner: Jan Brandt"
    assert letters.letterhead(profile, None, "de").return_line == "Holzwerk Brandt · Lüner Straße 48 · 21339 Lüneburg"


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: golden.name)
def test_the_data_in_the_file_can_be_worked_out_again(writer: Writer, reader: Reader, golden: Golden) -> None:
    sheet = sheet_of(reader, offers.new_offer(writer, lines=golden.lines, **golden.fields).value)
    data = json.loads(sheet.data)
    totals = offer_data.totals_of(data)
    assert (totals["net_cents"], totals["gross_cents"]) == (golden.net, golden.gross)
    assert {name: totals[name] for name in data["totals"]} == data["totals"]
    assert "cost" not in json.dumps(data)


def test_sections_in_sections_count_together_with_the_positions_around_them() -> None:
    lines = [heading("A"), article("1", "1"), heading("A.1")._replace(level=2), article("1", "1"), heading("B")]
    assert positions(lines) == ("1", "1.1", "1.2", "1.2.1", "2")
    skipped = [heading("A"), heading("deep")._replace(level=3), heading("less")._replace(level=2), article("1", "1")]
    assert positions(skipped) == ("1", "1.1", "1.2", "1.2.1"), "a level that was left out does no harm"
