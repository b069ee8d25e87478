"""The market of the demo firm: deals begin, are offered, won and lost, and all of it is written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from crm_desktop.engine.pricing import PricedOffer
from crm_desktop.operations.demo import anchors, offering, selling, writing
from crm_desktop.operations.demo.book import Book
from crm_desktop.operations.demo.offering import Position
from crm_desktop.operations.demo.people import KNOWN, Customer, working_time
from crm_desktop.operations.demo.selling import PROJECTS, SERVICE, Move, ProcessPlan, Story
from crm_desktop.operations.demo.vocabulary import Vocabulary

#: Days before now in which only anchors begin.
_QUIET = 55

#: Titles of which there is one deal alone.
_ANCHORED = frozenset(anchor.title for anchor in anchors.OPEN)
#: Earlier deals of each customer who has a name of its own.
_WITH_A_PAST = 3


class Told(NamedTuple):
    """A story with what goes with it."""

    story: Story
    lines: list[Position]
    sums: PricedOffer
    anchor: anchors.Anchor | None


class Market:
    """Invents stories first, then writes them in the order in which their offers were sent, so that numbers rise."""

    def __init__(self, book: Book, words: Vocabulary, customers: Sequence[Customer], diary: writing.Diary) -> None:
        self._book, self._words, self._customers, self._diary = book, words, customers, diary
        self._chance = book.chance
        self._told: list[Told] = []
        #: Ids of the products by number.
        self.products = _write_products(book, words)
        self._stages = {process.name: _write_process(book, process, place) for place, process in enumerate(_PROCESSES)}
        #: Customers with names of their own, by family.
        self.by_family = {customer.person.split(" ")[-1]: customer for customer in customers[:20]}
        #: Orders by contact.
        self.orders: Counter[int] = Counter()
        self._numbers: Counter[int] = Counter()

    @property
    def next_number(self) -> dict[str, tuple[int, int]]:
        """Year and following number of each kind of document."""
        year = self._book.now.year
        return {"offer": (year, self._numbers[year] + 1)}

    def open_anchors(self, known: Sequence[anchors.Anchor]) -> None:
        """Begin the deals that are open in every demo."""
        for anchor in known:
            self._tell(
                _anchored(anchor, self.by_family[anchor.family], self._book, self._chance.randint(9, 17)), anchor
            )

    def live(self, count: int, first_day: date) -> None:
        """Let so many more deals begin between the first day and some weeks ago."""
        # Of the last weeks' beginnings the anchors are the better part; with as many again, business seems to boom.
        days = (self._book.now.date() - first_day).days - _QUIET
        for number in range(count):
            # The customers everybody meets first have a past; the rest come by chance.
            known = number < _WITH_A_PAST * len(KNOWN)
            customer = self._customers[number % len(KNOWN)] if known else self._chance.choice(self._customers)
            day = first_day + timedelta(days=round(days * self._chance.random()))
            process = SERVICE if self._chance.random() < 0.15 else PROJECTS
            kind = "Wartung" if process is SERVICE else customer.category
            title, bundle = self._chance.choice([one for one in self._words.titles[kind] if one[0] not in _ANCHORED])
            day = max(day, customer.since.date())
            self._tell(
                selling.live_through(self._chance, process, customer, title, bundle, day=day, now=self._book.now), None
            )

    def write(self, most_offers: int) -> None:
        """Write everything into the book; the number of offers is the one asked for, as far as deals allow."""
        offered = sorted(
            (told for told in self._told if told.story.offered_at),
            key=lambda told: told.story.offered_at or self._book.now,
        )
        # Anchors keep theirs; of the others, those offered longest ago go without when there are too many.
        spare = max(0, len(offered) - most_offers)
        without = {id(told) for told in [told for told in offered if told.anchor is None][:spare]}
        second = max(0, most_offers - len(offered))
        for place, told in enumerate([*offered, *(told for told in self._told if not told.story.offered_at)]):
            has_offer = told.story.offered_at is not None and id(told) not in without
            self._write(told, has_offer=has_offer, twice=has_offer and place < second)

    def _tell(self, story: Story, anchor: anchors.Anchor | None) -> None:
        if anchor is not None and not anchor.bundle:
            lines = anchors.lobby_lines(self._words)
        else:
            lines = offering.positions(self._chance, self._words, story.bundle)
        sums = offering.priced(lines)
        story.guess_cents = (
            anchor.euros * 100 if anchor else int(round(sums.net_cents * self._chance.uniform(0.7, 1.3), -4))
        )
        story.amount_cents = sums.net_cents if story.offered_at else story.guess_cents
        self._told.append(Told(story, lines, sums, anchor))

    def _write(self, told: Told, *, has_offer: bool, twice: bool) -> None:
        story = told.story
        deal_id = self._write_deal(told)
        offer_id, number = None, None
        if has_offer:
            offer_id, number = self._write_offers(told, deal_id, twice=twice)
        if story.won and story.end and offer_id is not None:
            offering.write_sale(
                self._book, story, told.lines, told.sums, deal_id=deal_id, offer_id=offer_id, at=story.end,
                products=self.products, channel=self._chance.choice(self._words.channels),
            )  # fmt: skip
        if story.won:
            self.orders.update({story.customer.account_id, story.customer.person_id})
        self._diary.tell(story, deal_id=deal_id, offer_id=offer_id, number=number)
        if story.end is None and (told.anchor is None or told.anchor.step):
            self._plan(told, deal_id)

    def _write_deal(self, told: Told) -> int:
        story, parked = told.story, told.anchor is not None and told.anchor.parked
        stages = self._stages[story.process.name]
        status = "parked" if parked else "open" if story.end is None else "won" if story.won else "lost"
        pipeline_id = stages[-1]
        deal_id = self._book.add(
            "deal", created_at=story.opened, title=story.title, pipeline_id=pipeline_id,
            stage_id=stages[story.moves[-1].stage], account_id=story.customer.account_id,
            person_id=story.customer.person_id, status=status, amount_cents=story.amount_cents, currency="EUR",
            expected_close=story.closes[-1][1], opened_at=story.opened, closed_at=story.end,
            stage_since=story.moves[-1].at, lost_reason=self._reason(status), won_argument=self._argument(status),
            channel=self._chance.choice(self._words.channels),
            parked_until=self._book.now.date() + timedelta(days=7) if parked else None,
        )  # fmt: skip
        if story.customer.person_id != story.customer.account_id:
            self._book.add("deal_contact", deal_id=deal_id, contact_id=story.customer.person_id, role="decider")
        self._write_states(story, deal_id, stages, status)
        return deal_id

    def _write_states(self, story: Story, deal_id: int, stages: Sequence[int], status: str) -> None:
        times = {move.at for move in story.moves} | {at for at, _close in story.closes}
        times |= {story.end} if story.end else set()
        if status == "parked":
            times.add(self._book.now - timedelta(days=20))
        ordered = sorted(times)
        for at, left in zip(ordered, [*ordered[1:], None], strict=True):
            stage = [move for move in story.moves if move.at <= at][-1].stage
            offered = story.offered_at is not None and at >= story.offered_at
            closing = left is None and status != "open"
            self._book.add(
                "deal_state", deal_id=deal_id, stage_id=stages[stage], status=status if closing else "open",
                amount_cents=story.amount_cents if offered else story.guess_cents, currency="EUR",
                expected_close=[close for known, close in story.closes if known <= at][-1], entered=at, left=left,
                recorded_at=at,
            )  # fmt: skip

    def _write_offers(self, told: Told, deal_id: int, *, twice: bool) -> tuple[int, str]:
        story = told.story
        year = (story.offered_at or self._book.now).year
        self._numbers[year] += 1
        number = f"A-{year}-{self._numbers[year]:03d}"
        status = "sent" if story.end is None else "accepted" if story.won else "rejected"
        first: int | None = None
        if twice:
            first = offering.write_offer(
                self._book, story, told.lines, told.sums, deal_id=deal_id, number=number, products=self.products,
                status="superseded",
            )  # fmt: skip
        offer_id = offering.write_offer(
            self._book, story, told.lines, told.sums, deal_id=deal_id, number=number, products=self.products,
            version=(2, first) if first else (1, None), status=status,
        )  # fmt: skip
        return offer_id, number

    def _plan(self, told: Told, deal_id: int) -> None:
        today = self._book.now.date()
        step = told.anchor.step if told.anchor else None
        if step:
            due, kind, subject, time = today + step.due, step.kind, step.subject, step.time
        else:
            kind, subject = writing.next_step(self._chance, self._words)
            due, time = today + timedelta(days=self._chance.randint(-3, 12)), ""
        self._diary.plan(kind, subject, told.story.customer, due, time=time, deal_id=deal_id)

    def _reason(self, status: str) -> str:
        return self._chance.choice(self._words.lost_reasons) if status == "lost" else ""

    def _argument(self, status: str) -> str:
        return self._chance.choice(self._words.arguments) if status == "won" else ""


_PROCESSES = (PROJECTS, SERVICE)


def _anchored(anchor: anchors.Anchor, customer: Customer, book: Book, days_a_stage: int) -> Story:
    """Return the story of an anchor: through the stages before, and so many days in its own."""
    entered = working_time(book.chance, book.now.date() - timedelta(days=anchor.days), book.now)
    times: list[datetime] = [entered]
    for _stage in range(anchor.stage):
        times.append(working_time(book.chance, times[-1].date() - timedelta(days=days_a_stage), times[-1]))
    moves = [Move(place, at) for place, at in enumerate(reversed(times))]
    story = Story(customer, PROJECTS, anchor.title, anchor.bundle, moves, None, won=False)
    story.closes = [(moves[0].at, book.now.date() + timedelta(days=10 + 14 * (5 - anchor.stage)))]
    return story


def _write_process(book: Book, process: ProcessPlan, place: int) -> list[int]:
    """Write a pipeline and return the ids of its stages, the pipeline's own id last."""
    pipeline_id = book.add("pipeline", name=process.name, position=place, is_default=int(place == 0))
    stages = [
        book.add(
            "stage",
            pipeline_id=pipeline_id,
            name=stage.name,
            position=position,
            probability=stage.probability,
            meaning=stage.meaning,
        )
        for position, stage in enumerate(process.stages, 1)
    ]
    return [*stages, pipeline_id]


def _write_products(book: Book, words: Vocabulary) -> dict[str, int]:
    """Write the catalogue and return the products' ids by number."""
    categories: dict[str, int] = {}
    products: dict[str, int] = {}
    for article in words.articles:
        if article.category not in categories:
            categories[article.category] = book.add("product_category", name=article.category, parent_id=None)
        products[article.number] = book.add(
            "product", number=article.number, name=article.name, text=article.text, unit=article.unit,
            category_id=categories[article.category], price=article.price, cost=article.cost, currency="EUR",
            picture_sha256=None, set_form="lines",
        )  # fmt: skip
    return products
