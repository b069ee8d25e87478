"""Builds the demo firm in an empty database, small to look at or large to try the speed on."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import resources
from crm_desktop.base.period import add_months, month_of, quarter_of
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import Pipeline, Stage
from crm_desktop.domain.firm import Firm, NumberRange
from crm_desktop.domain.targets import Target, TargetKind, TargetSpan
from crm_desktop.operations.demo import (
    anchors,
    campaigning,
    deals,
    inquiring,
    people,
    ruling,
    service,
    shelf,
    slips,
    spread,
    vocabulary,
    writing,
)
from crm_desktop.operations.demo.book import Book
from crm_desktop.operations.firm import setup
from crm_desktop.store.bulk import blobs
from crm_desktop.store.bulk.rows import insert_rows
from crm_desktop.store.unit_of_work import Work, Writer

#: Up to so many contacts the names of the small firm suffice.
_FEW = 5_000
#: In the large firm nobody heard of one customer in so many for years, but who is in a deal.
_SILENT = 60
#: Days of history the demo has.
HISTORY = 730

FIRM = {
    "name": "Holzwerk Brandt",
    "trade": "Tischlerei & Innenausbau",
    "legal_name": "Holzwerk Brandt e. K.",
    "legal_form": "ek",
    "directors": "Jan Brandt",
    "register_court": "Amtsgericht Lüneburg",
    "register_number": "HRA 20118",
    "street": "Lüner Straße 48",
    "postal_code": "21339",
    "city": "Lüneburg",
    "phone": "04131 77 10 20",
    "email": "post@holzwerk-brandt.example",
    "website": "www.holzwerk-brandt.example",
    "vat_id": "DE136695976",
    "bank": "Sparkasse Lüneburg",
    "iban": "DE89 3704 0044 0532 0130 00",
    "bic": "NOLADE21LBG",
    "contact_name": "Jan Brandt",
    "contact_phone": "04131 77 10 21",
    "contact_email": "jan@holzwerk-brandt.example",
    "payment_terms": "40 % bei Auftrag, 60 % nach Abnahme, 14 Tage netto",
    "usual_cycle_days": 35,
    "year_target_cents": 46_000_000,
}


@dataclass(frozen=True)
class Size:
    """How much of everything the demo has."""

    contacts: int
    deals: int
    offers: int
    activities: int


SIZES: Mapping[str, Size] = {
    "small": Size(contacts=250, deals=120, offers=90, activities=1_500),
    "large": Size(contacts=100_000, deals=20_000, offers=15_000, activities=300_000),
}


def build_demo(
    writer: Writer,
    *,
    size: str = "small",
    seed: int = 1,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Outcome[Mapping[str, int]]:
    """Fill an empty database with the demo firm; the value counts the rows of each table.

    The same seed on the same day gives the same firm. Raises Refused where the database holds contacts already.
    """
    setup.start_firm(writer, language="de")
    # Rules act on what comes after them.
    with writer.step(_("Set up the demo firm"), follow=False) as work:
        if work.read.scalar("select 1 from contact limit 1"):
            raise Refused(_("This file has contacts already."), _("Create the demo firm in a new file."))
        _profile(work)
        _aim(work)
        book = _write_book(work, SIZES[size], seed)
        done, total = 0, sum(book.count().values())
        for table, (columns, rows) in book.sheets().items():
            insert_rows(work, table, columns, rows)
            done += len(rows)
            progress(done, total)
        campaigning.run(work, seed)
        service.run(work, seed)
        inquiring.run(work, seed)
        slips.run(work, seed)
        ruling.run(work)
    writer.close_horizon()
    return work.outcome(book.count())


def _write_book(work: Work, size: Size, seed: int) -> Book:
    book = Book(random.Random(seed), work.now)  # noqa: S311 - a believable firm, not a secret
    many = size.contacts > _FEW
    words = spread.widened(vocabulary.load()) if many else vocabulary.load()
    first_day = work.today - timedelta(days=HISTORY)
    book.first_ids = {name: _next_id(work, name) for name in ("pipeline", "stage")}
    crowd = people.Crowd(book, words, first_day, spread.Taken() if many else None)
    customers = crowd.known()
    while len(book.rows["contact"]) < size.contacts:
        room = size.contacts - len(book.rows["contact"])
        customers.append(crowd.company() if room > 3 and book.chance.random() < 0.62 else crowd.private())
    diary = writing.Diary(book, words)
    market = deals.Market(book, words, customers, diary)
    market.open_anchors(anchors.OPEN)
    market.live(size.deals - len(anchors.OPEN), first_day)
    market.write(size.offers)
    _write_own(diary, work.today)
    _arrange(diary, market.by_family, work.today)
    heard = [one for at, one in enumerate(customers, 1) if not many or at % _SILENT]
    for extra in range(size.activities - len(book.rows["activity"])):
        diary.chat(heard[extra % len(heard)], first_day)
    _finish_contacts(book, diary, market.orders)
    if many:
        slips.scatter(book, [one.account_id for one in customers if one.account_id not in diary.latest])
    shelf.furnish(work, book, market.products)
    _count_numbers(work, market.next_number)
    return book


def _write_own(diary: writing.Diary, today: date) -> None:
    """Write down what the firm does for itself, among it something that comes again each week."""
    monday = today + timedelta(days=7 - today.weekday())
    diary.own("Wochenplanung Werkstatt", monday, time="07:30", recurrence="FREQ=WEEKLY")
    diary.own(
        "Steuerberater: Belege vorbereiten", today + timedelta(days=2), priority="high", recurrence="FREQ=MONTHLY"
    )


def _arrange(diary: writing.Diary, by_family: Mapping[str, people.Customer], today: date) -> None:
    """Write down the appointments of the next days."""
    for subject in anchors.APPOINTMENTS:
        diary.arrange(
            subject.subject, by_family.get(subject.family), today + subject.due,
            time=subject.time, minutes=subject.minutes,
        )  # fmt: skip


def _profile(work: Work) -> None:
    """Make the firm the carpenter's and take away the process and stages every new database starts with."""
    firm_id = work.read.scalar("select id from firm")
    firm = work.get(Firm, firm_id)
    for name, value in FIRM.items():
        setattr(firm, name, value)
    firm.skonto_percent, firm.skonto_days = Decimal(2), 10
    firm.logo_sha256 = blobs.put(work, (resources() / "brand" / "mark.png").read_bytes())
    for stage_id in work.read.ids("select id from stage"):
        work.delete(work.get(Stage, stage_id))
    work.flush()
    for pipeline_id in work.read.ids("select id from pipeline"):
        work.delete(work.get(Pipeline, pipeline_id))


def _aim(work: Work) -> None:
    """Set what the firm wants to reach: revenue by quarter, offers and calls by month."""
    quarter = quarter_of(work.today).first
    for months, cents in ((0, 14_000_000), (3, 9_000_000)):
        work.add(Target(kind=TargetKind.REVENUE, span=TargetSpan.QUARTER, starts=add_months(quarter, months),
                        amount=cents))  # fmt: skip
    month = month_of(work.today).first
    for kind, number in ((TargetKind.OFFERS, 6), (TargetKind.CALLS, 25)):
        work.add(Target(kind=kind, span=TargetSpan.MONTH, starts=month, amount=number))


def _finish_contacts(book: Book, diary: writing.Diary, orders: Counter[int]) -> None:
    """Let each contact say what it has become and when it was last in touch."""
    for contact_id, at in diary.latest.items():
        book.change("contact", contact_id, last_activity_at=at)
    for contact_id, count in orders.items():
        book.change("contact", contact_id, standing="regular" if count > 2 else "customer")


def _count_numbers(work: Work, numbers: Mapping[str, tuple[int, int]]) -> None:
    for document, (year, following) in numbers.items():
        range_id = work.read.scalar("select id from number_range where document = ?", (document,))
        found = work.get(NumberRange, range_id)
        found.year, found.next_number = year, following


def _next_id(work: Work, table: str) -> int:
    """Return the id the next row of a table gets; ids are never given out twice, so the deleted ones count."""
    return int(work.read.scalar("select coalesce(max(seq), 0) from sqlite_sequence where name = ?", (table,)) or 0) + 1
