"""Small records for the tests of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.contacts import Contact, ContactKind, ContactPoint, PointKind
from crm_desktop.domain.deals import Deal, DealState, DealStatus, Pipeline, Stage

if TYPE_CHECKING:
    from crm_desktop.store.unit_of_work import Work, Writer


def person(name: str, *, company_id: int | None = None) -> Contact:
    return Contact(kind=ContactKind.PERSON, name=name, sort_key=name.casefold(), company_id=company_id)


def company(name: str) -> Contact:
    return Contact(kind=ContactKind.COMPANY, name=name, sort_key=name.casefold())


def phone(contact_id: int, value: str) -> ContactPoint:
    return ContactPoint(contact_id=contact_id, kind=PointKind.PHONE, value=value)


def add_person(writer: Writer, name: str, *numbers: str) -> int:
    """Add a person with phone numbers in one step and return its id."""
    with writer.step(f"Add “{name}”") as work:
        contact = work.add(person(name))
        work.flush()
        for number in numbers:
            work.add(phone(contact.id, number))
    return contact.id


def add_pipeline(work: Work, *stages: str) -> list[int]:
    """Add a pipeline and return the ids of its stages."""
    pipeline = work.add(Pipeline(name="Sales"))
    work.flush()
    made = [
        work.add(Stage(pipeline_id=pipeline.id, name=name, position=position, probability=20))
        for position, name in enumerate(stages)
    ]
    work.flush()
    return [stage.id for stage in made]


def add_deal(work: Work, title: str, stage_id: int, cents: int, *, account_id: int | None = None) -> Deal:
    """Add an open deal with the state it begins in."""
    deal = work.add(
        Deal(
            title=title,
            pipeline_id=work.get(Stage, stage_id).pipeline_id,
            stage_id=stage_id,
            account_id=account_id,
            amount_cents=cents,
            opened_at=work.now,
            stage_since=work.now,
        )
    )
    work.flush()
    work.add(state_of(deal, work))
    work.flush()
    return deal


def state_of(deal: Deal, work: Work) -> DealState:
    """Return what is true of a deal from now on."""
    return DealState(
        deal_id=deal.id,
        stage_id=deal.stage_id,
        status=DealStatus.OPEN,
        amount_cents=deal.amount_cents,
        currency=deal.currency,
        expected_close=deal.expected_close,
        entered=work.now,
        recorded_at=work.now,
    )
