"""Records of every kind as hypothesis makes them up: any text that can be kept, any amounts, days and instants."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from crm_desktop.base.text import clean
from crm_desktop.domain.contacts import AddressKind, PointKind
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.domain.records import (
    ActivityRecord,
    ContactRecord,
    ContactWay,
    DealRecord,
    Further,
    LeadRecord,
    Photo,
    PostalAddress,
    ProductRecord,
    Record,
    RecordKind,
    SaleRecord,
    StageRecord,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

TEXT = st.one_of(
    st.text(max_size=12).map(clean),
    st.sampled_from(
        ["", "=1+1", "+49 30 1", "-5", "@x", "'=a", "''", 'a"b', "a;b", "a,b", "1.234", "01/02/2026", "Müller", "ß"]
    ),
)
WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8).map(clean).filter(bool)
LINES = st.lists(TEXT, max_size=4).map("\n".join).map(lambda text: clean(text, lines=True))
AMOUNT = st.none() | st.decimals(-9_999_999, 9_999_999, places=2)
PRICE = st.none() | st.decimals(0, 99_999, places=3)
DAY = st.none() | st.dates(date(1900, 1, 1), date(2199, 1, 1))
INSTANT = st.datetimes(datetime(1971, 1, 2), datetime(2150, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0)
)
MAIL = st.sampled_from(["", "a@example.com", "Jörg.Groß@bäcker-öl.de", "x+y@sub.example.org"])
PHONE = st.sampled_from(["", "+49 30 123", "04131 / 22 87-14", "0171 1"])
LINK = st.sampled_from(["", "https://www.example.com/x?y=1", "example.de"])
COUNTRY = st.sampled_from(["", "DE", "AT", "CH", "GB", "Atlantis"])


def _contact(
    kind: str, names: tuple[str, str, str], ways: tuple[str, str, str, str], texts: list[str], note: str, tags: set[str]
) -> ContactRecord:
    company, given, family = names
    person = kind == "person"
    return ContactRecord(
        external_id=texts[0],
        kind=kind,
        company=company if person else company or "Muster",
        salutation=("", "Herr", "Frau", "Mx")[len(texts[1]) % 4] if person else "",
        title=("", "Dr.", "Prof. Dr.")[len(texts[2]) % 3] if person else "",
        given_name=given if person else "",
        family_name=(family or "Meier") if person else "",
        job_title=texts[3],
        email=ways[0],
        phone=ways[1],
        mobile=ways[2],
        street=texts[4],
        postal_code=texts[5],
        city=texts[6],
        region=texts[7],
        website=ways[3],
        category=texts[8],
        industry=texts[9],
        employees=len(note) or None,
        founded=1900 + len(note) if note else None,
        source=texts[10],
        language=("", "de", "en")[len(note) % 3],
        tags=tuple(sorted(tags)),
        customer_number=texts[11],
        vat_id=texts[12],
        referred_by=texts[13],
        note=note,
    )


_CONTACTS = st.builds(
    lambda contact, country, birthday: contact._replace(country=country, birthday=birthday),
    st.builds(
        _contact,
        st.sampled_from(["person", "company"]),
        st.tuples(TEXT, TEXT, TEXT),
        st.tuples(MAIL, PHONE, PHONE, LINK),
        st.lists(TEXT, min_size=14, max_size=14),
        LINES,
        st.sets(WORD, max_size=3),
    ),
    COUNTRY,
    st.none() | st.dates(date(1900, 1, 1), date(2020, 1, 1)),
)
_PRODUCTS = st.builds(
    ProductRecord,
    TEXT,
    TEXT,
    TEXT.map(lambda text: text or "Door"),
    TEXT,
    TEXT,
    PRICE,
    PRICE,
    st.none() | st.just(Decimal(19)),
)
_DEALS = st.builds(
    DealRecord,
    *(TEXT, TEXT.map(lambda text: text or "Roof"), TEXT, TEXT, TEXT, TEXT),
    st.sampled_from(["", "open", "won", "lost", "parked"]),
    *(
        AMOUNT,
        st.sampled_from(["", "EUR", "CHF"]),
        st.none() | INSTANT,
        st.none() | INSTANT,
        DAY,
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        PRICE,
    ),
)
_STAGES = st.builds(StageRecord, WORD, WORD, INSTANT)
_SALES = st.builds(
    SaleRecord,
    *(TEXT, TEXT, st.dates(date(1900, 1, 1), date(2199, 1, 1)), TEXT, TEXT, TEXT, TEXT, AMOUNT, PRICE),
    *(st.decimals(-999, 999, places=2), st.sampled_from(["", "EUR"]), TEXT, TEXT),
)
_ACTIVITIES = st.builds(
    ActivityRecord,
    *(TEXT, INSTANT, st.sampled_from([kind.value for kind in ActivityKind]), TEXT, TEXT, TEXT),
    *(
        TEXT.map(lambda text: text or "Call"),
        LINES,
        st.sampled_from(["", "in", "out"]),
        st.none() | st.integers(0, 600),
    ),
)

_LEADS = st.builds(
    LeadRecord,
    external_id=TEXT,
    arrived=st.none() | INSTANT,
    wish=TEXT.map(lambda text: text or "Stairs"),
    name=TEXT,
    salutation=st.sampled_from(["", "Herr", "Frau", "Mx"]),
    company=TEXT,
    email=MAIL,
    phone=PHONE,
    website=LINK,
    city=TEXT,
    country=COUNTRY,
    source=TEXT,
    campaign=TEXT,
    status=st.sampled_from(["", *LeadStatus]).map(str),
    closed=st.none() | INSTANT,
    budget=PRICE,
    currency=st.sampled_from(["", "EUR", "CHF"]),
    quantity=st.none() | st.integers(0, 600),
    wanted_on=DAY,
    text=LINES,
    note=LINES,
)

#: By kind, records that can be kept.
RECORDS: dict[RecordKind, SearchStrategy[Record]] = {
    RecordKind.CONTACTS: _CONTACTS,
    RecordKind.PRODUCTS: _PRODUCTS,
    RecordKind.DEALS: _DEALS,
    RecordKind.STAGES: _STAGES,
    RecordKind.SALES: _SALES,
    RecordKind.ACTIVITIES: _ACTIVITIES,
    RecordKind.LEADS: _LEADS,
}

_WAYS = st.lists(
    st.one_of(
        st.builds(
            ContactWay, st.just(PointKind.EMAIL), st.just("b@example.com"), st.sampled_from(["", "work", "Verein, alt"])
        ),
        st.builds(
            ContactWay, st.just(PointKind.PHONE), st.just("030 2"), st.sampled_from(["", "home", "Büro; hinten"])
        ),
        st.builds(ContactWay, st.just(PointKind.FAX), st.just("030 3"), st.sampled_from(["", "work"])),
    ),
    max_size=3,
)
_ADDRESSES = st.lists(
    st.builds(
        PostalAddress, st.sampled_from([AddressKind.PRIVATE, AddressKind.OTHER]), WORD, WORD, WORD, WORD, COUNTRY
    ),
    max_size=2,
)

#: Contacts as an address book knows them, with all that a card can hold.
#: The main ways a file can label, in the order they are kept.
_LABELLED = ("email", "mobile", "phone", "website")

FULL_CONTACTS: SearchStrategy[ContactRecord] = st.builds(
    lambda contact, further: contact._replace(
        email=contact.email or "a@example.com",
        phone=contact.phone or "030 1",
        mobile=contact.mobile or "0171 1",
        website=contact.website or "example.com",
        street=contact.street.strip(" ,") or "Weg 1",
        city=contact.city.strip(" ,") or "Ort",
        postal_code=contact.postal_code.strip(" ,"),
        region=contact.region.strip(" ,"),
        further=further._replace(suffix=further.suffix if contact.kind == "person" else ""),
    ),
    _CONTACTS,
    st.builds(
        Further,
        st.sampled_from(["", "Jr.", "M.Sc."]),
        TEXT,
        WORD,
        _WAYS.map(
            lambda ways: tuple(
                sorted(ways, key=lambda way: ("EMAIL", "TEL", "TEL")[("email", "phone", "fax").index(way.kind)])
            )
        ),
        _ADDRESSES.map(tuple),
        st.none() | st.builds(Photo, st.just("image/png"), st.binary(max_size=99).map(lambda data: b"\x89PNG" + data)),
        labels=st.fixed_dictionaries({}, optional=dict.fromkeys(_LABELLED, st.sampled_from(["home", "work"]))).map(
            lambda found: tuple((field, found[field]) for field in _LABELLED if field in found)
        ),
        columns=st.lists(st.tuples(WORD, LINES.filter(bool)), max_size=2).map(tuple),
        unknown=st.sampled_from([(), ("X-SPOUSE:Maria",), ("item1.X-ABRELATEDNAMES:Jenny", "item1.X-ABLabel:Spouse")]),
    ),
)
