"""Facts: the rows the engine computes on, as the store's queries fill them and the engine's functions take them.

Instants are UTC and aware, days are the firm's own, money is whole cents of the firm's one currency, probabilities are
shares of 1. Text that is absent is "". Nothing here is computed: a fact says what was true, from when, and since when
it is known.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.deals import DealStatus, StageKind

if TYPE_CHECKING:
    from datetime import date, datetime


class StageFact(NamedTuple):
    """One stage of a sales process; `position` orders the stages of a process, first to last."""

    id: int
    pipeline_id: int
    position: int
    name: str
    #: The configured chance that a deal in this stage is won in the end, 0 to 1.
    probability: float
    kind: StageKind = StageKind.OPEN


class DealFact(NamedTuple):
    """One deal as it stands now; how it stood on an earlier day is told by its states."""

    id: int
    external_id: str
    title: str
    pipeline_id: int
    #: The stage it is in, or was in when it was won, lost or parked.
    stage_id: int
    amount_cents: int
    opened: datetime
    status: DealStatus = DealStatus.OPEN
    #: When it was won, lost or parked; None while it is open.
    closed: datetime | None = None
    expected_close: date | None = None
    customer: str = ""
    account_id: int | None = None
    channel: str = ""
    campaign: str = ""
    customer_category: str = ""
    lost_reason: str = ""


class StateFact(NamedTuple):
    """A span in which stage, status, amount and expected close of a deal stayed the same; `left` None: still so.

    A deal without any state is taken to have been in its stage from `opened` until `closed`.
    """

    deal_id: int
    stage_id: int
    entered: datetime
    left: datetime | None
    amount_cents: int
    status: DealStatus = DealStatus.OPEN
    expected_close: date | None = None
    #: When the program learned it; None where that says nothing: imported history counts as known when it happened.
    recorded: datetime | None = None


class SaleFact(NamedTuple):
    """One line of a sale, with its customer as on that day; a return has negative cents and quantity."""

    sale_id: int
    day: date
    cents: int
    quantity: Decimal = Decimal(1)
    account_id: int | None = None
    customer: str = ""
    product_id: int | None = None
    product: str = ""
    category: str = ""
    channel: str = ""
    campaign: str = ""
    customer_category: str = ""
    customer_employees: int | None = None
    #: Years since the customer's firm was founded, or the person's age.
    customer_age: int | None = None
    region: str = ""
    postal_code: str = ""


class MarginFact(NamedTuple):
    """What the orders of a customer in a year left after costs, of the part whose costs are known."""

    account_id: int
    year: int
    known_cents: int
    margin_cents: int


class ReferralFact(NamedTuple):
    """Somebody another contact recommended the firm to, with what both brought so far."""

    contact_id: int
    name: str
    cents: int
    referred_by_id: int | None


class PipelineFacts(NamedTuple):
    """Everything known about the deals of one or several sales processes; each part in any order."""

    stages: tuple[StageFact, ...]
    deals: tuple[DealFact, ...]
    states: tuple[StateFact, ...]


class ContactFact(NamedTuple):
    """What tells one contact from another; phones and e-mails in their normalised form."""

    id: int
    is_company: bool
    name: str
    given_name: str = ""
    family_name: str = ""
    #: The name of a person's firm.
    company: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    birthday: date | None = None
    street: str = ""
    #: The second line of the address.
    extra: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    vat_id: str = ""
    external_id: str = ""
    #: As it was entered: who is a Frau is not her husband.
    salutation: str = ""
