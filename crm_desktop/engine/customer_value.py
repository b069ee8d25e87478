"""What each customer is worth and who is slipping away: said simply with few customers, by a model with many.

With fewer than a hundred customers who came back, every one of them is expected to buy at the rate of all, moved
towards the own one by what is known of it (a gamma prior worth one purchase). With more, that of three models tells who
is still there that fits the firm's own orders best. What is expected is always given with the range that holds it in
eight of ten cases, since few customers do what is expected of them. Recency alone recognises who is leaving as well as
any model does (reference figures: CDNOW .771 against .773), so the sentence for the owner compares silence with the
customer's own rhythm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.domain.facts import MarginFact, SaleFact
from crm_desktop.engine.complaints import raised
from crm_desktop.engine.rhythms import Orders, Silence, orders_by_customer, own_gap, silences, usual_gap
from crm_desktop.engine.value_ahead import Ahead, by_average, by_model

#: Customers who came back, from which on the models are fitted.
ENOUGH = 100
#: A customer silent this many times the usual gap is overdue.
_OVERDUE = 2.0
#: Silences as long as this one that must be known before a share of them is a risk.
LEAST_SILENCES = 5


class YearValue(NamedTuple):
    """What a customer brought in a year, and what was left of it after costs; cents.

    `known_cents` is the part of the revenue whose costs are known: the margin is of that part alone.
    """

    year: int
    revenue_cents: int
    margin_cents: int = 0
    known_cents: int = 0


class CustomerValue(NamedTuple):
    """One customer: what came, in what rhythm, and what is to be expected in twelve months; money in cents."""

    account_id: int
    name: str
    orders: int
    revenue_cents: int
    first: date
    last: date
    #: Usual days between two orders, moved towards the firm's own where there are few.
    gap_days: float
    silent_days: int
    #: Chance that the customer still is one; None where too few customers came back to tell.
    alive: float | None
    expected_orders: float
    expected_cents: int
    #: What holds the revenue of the twelve months in eight of ten cases.
    low_cents: int = 0
    high_cents: int = 0
    years: tuple[YearValue, ...] = ()
    #: How it went with others who were silent for as long, by their own rhythms.
    silence: Silence = Silence(0, 0)
    #: Complaints that are open now.
    complaints: int = 0

    @property
    def overdue(self) -> float:
        """Silence as a multiple of the usual gap."""
        return self.silent_days / self.gap_days

    @property
    def is_slipping(self) -> bool:
        """Whether a customer with a rhythm has been silent for twice as long as usual."""
        return self.orders > 1 and self.overdue >= _OVERDUE

    @property
    def risk(self) -> float | None:
        """The chance that the customer is lost: by the model, else by others as silent; None where nothing tells.

        Open complaints raise it.
        """
        if self.alive is not None:
            return raised(1.0 - self.alive, self.complaints)
        return raised(self.silence.share, self.complaints) if self.silence.cases >= LEAST_SILENCES else None

    @property
    def at_risk_cents(self) -> int:
        """What the customer brought in a year, up to the last order, times the chance that it is lost."""
        years = max((self.last - self.first).days / 365.25, 1.0)
        return round(self.revenue_cents / years * (self.risk or 0.0))

    @property
    def margin_cents(self) -> int:
        """What was left after costs, of all orders whose costs are known."""
        return sum(year.margin_cents for year in self.years)


class ValueReport(NamedTuple):
    """All customers, the most to expect first; `method` is "model" or "average", `model` which one and how it fits."""

    as_of: date
    method: str
    came_back: int
    customers: tuple[CustomerValue, ...]
    model: str = ""
    #: Usual days from one order to the next over all customers.
    usual_days: float = 0.0
    #: The logarithm of the likelihood of each model tried, by name.
    likelihoods: tuple[tuple[str, float], ...] = ()

    def of(self, account_id: int) -> CustomerValue | None:
        """Return one customer; None for somebody who never bought."""
        return next((each for each in self.customers if each.account_id == account_id), None)

    def leaving(self) -> tuple[CustomerValue, ...]:
        """Return the customers who are overdue, the most at risk first."""
        late = [each for each in self.customers if each.is_slipping]
        return tuple(sorted(late, key=lambda each: (-each.at_risk_cents, -each.revenue_cents, each.account_id)))


def customer_values(sales: Iterable[SaleFact], as_of: date, margins: Iterable[MarginFact] = ()) -> ValueReport:
    """Return what each customer brought until a day and what twelve months from then are expected to bring.

    Orders of one day count as one; returns lower the revenue and are no purchases.
    """
    known = orders_by_customer(fact for fact in sales if fact.day <= as_of)
    came_back = sum(len(each.days) > 1 for each in known)
    usual = usual_gap(known)
    modelled = came_back >= ENOUGH
    ahead = by_model(known, as_of) if modelled else by_average(known, as_of)
    late = silences(known, as_of, usual)
    years = _years(known, margins)
    found = [
        _value(each, as_of, usual, ahead, place)._replace(silence=late[place], years=years[each.account_id])
        for place, each in enumerate(known)
    ]
    found.sort(key=lambda each: (-each.expected_cents, -each.revenue_cents, each.account_id))
    method = "model" if modelled else "average"
    return ValueReport(as_of, method, came_back, tuple(found), ahead.model, usual, ahead.likelihoods)


def _value(each: Orders, as_of: date, usual: float, ahead: Ahead, place: int) -> CustomerValue:
    return CustomerValue(
        account_id=each.account_id,
        name=each.name,
        orders=len(each.days),
        revenue_cents=each.revenue_cents,
        first=each.days[0],
        last=each.days[-1],
        gap_days=own_gap(each.days, usual),
        silent_days=(as_of - each.days[-1]).days,
        alive=None if ahead.alive is None else float(ahead.alive[place]),
        expected_orders=float(ahead.orders[place]),
        expected_cents=round(float(ahead.cents[place])),
        low_cents=round(float(ahead.low[place])),
        high_cents=round(float(ahead.high[place])),
    )


def _years(known: Sequence[Orders], margins: Iterable[MarginFact]) -> Mapping[int, tuple[YearValue, ...]]:
    """Return what each customer brought and left, by account and year."""
    left: dict[int, dict[int, MarginFact]] = defaultdict(dict)
    for fact in margins:
        left[fact.account_id][fact.year] = fact
    found: dict[int, tuple[YearValue, ...]] = {}
    for each in known:
        costs = left.get(each.account_id, {})
        nothing = MarginFact(each.account_id, 0, 0, 0)
        found[each.account_id] = tuple(
            YearValue(year, cents, (of := costs.get(year, nothing)).margin_cents, of.known_cents)
            for year, cents in sorted(each.by_year.items())
        )
    return found
