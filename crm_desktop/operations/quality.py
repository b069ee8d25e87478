"""Looking after the data: what waits for a decision, ordered by the money at stake, and the mends themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Address, Contact, ContactPoint, DifferentPair, PointKind
from crm_desktop.domain.quality import Care, Flaw, QualityFact
from crm_desktop.engine.duplicates import Grade
from crm_desktop.engine.quality import flaws, usual_salutations
from crm_desktop.operations import contacts, points, stamps
from crm_desktop.operations.duplicates import Pair, find_duplicates
from crm_desktop.operations.merge import merge_within
from crm_desktop.store.queries import contact_keys
from crm_desktop.store.queries import quality as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

#: Decisions handed out of each kind; nobody makes more in a day.
MOST = 500


class Decision(NamedTuple):
    """One thing to decide about one contact or two: what there is money in comes first."""

    care: Care
    contact_ids: tuple[int, ...]
    title: str
    detail: str
    money_cents: int
    flaws: tuple[Flaw, ...] = ()
    pair: Pair | None = None


class Inbox(NamedTuple):
    """Everything that waits, by kind, and how many there are of each kind in all."""

    decisions: dict[Care, list[Decision]]
    counts: dict[Care, int]
    #: Of all contacts the share that has each of these: what evaluations and letters need.
    shares: dict[str, float]


def inbox(reader: Reader, *, today: date) -> Inbox:
    """Return what waits for a decision, of each kind what there is most money in first."""
    with reader.snapshot():
        facts = queries.quality_facts(reader)
        decisions = {Care.DOUBLE: _doubles(reader, {fact.id: fact for fact in facts})}
    usual = usual_salutations(facts)
    for care in (Care.INCOMPLETE, Care.STALE, Care.WRONG):
        decisions[care] = []
    for fact in facts:
        found = flaws(fact, today, usual)
        for care in dict.fromkeys(flaw.care for flaw in found):
            own = tuple(flaw for flaw in found if flaw.care is care)
            decisions[care].append(Decision(care, (fact.id,), fact.name, fact.company, fact.money_cents, own))
    for found_ in decisions.values():
        found_.sort(key=_by_money)
    return Inbox(
        {care: found_[:MOST] for care, found_ in decisions.items()},
        {care: len(found_) for care, found_ in decisions.items()},
        _shares(facts, today),
    )


def call_different(writer: Writer, *, contact_id: int, other_id: int) -> Outcome[None]:
    """Say that two contacts that look alike are two; nobody is asked about them again."""
    if contact_id == other_id:
        raise BadInput(_("Choose at least two different contacts."), field="other_id")
    with writer.step(_("Call two contacts different")) as work:
        first, second = sorted((contact_id, other_id))
        names = [work.get(Contact, one).name for one in (first, second)]
        if (first, second) not in queries.different_pairs(work.read):
            work.add(DifferentPair(contact_id=first, other_id=second, decided_at=work.now))
        work.label = _("“{name}” and “{other}” are two").format(name=names[0], other=names[1])
    return work.outcome(None)


def merge_sure(writer: Writer, *, pairs: Sequence[tuple[int, int]]) -> Outcome[int]:
    """Merge pairs nobody doubts in one step; the value is how many. Of a chain every contact goes into the first."""
    with writer.step(_("Merge all sure ones")) as work:
        home: dict[int, int] = {}
        merged = 0
        for keep, gone in pairs:
            kept, left = _root(home, keep), _root(home, gone)
            if kept != left:
                merge_within(work, kept, [left], {})
                home[left] = kept
                merged += 1
        work.label = plural("Merge {n} sure double", "Merge {n} sure doubles", merged)
    return work.outcome(merged)


def confirm(writer: Writer, *, contact_ids: Collection[int]) -> Outcome[None]:
    """Note that what is known of contacts was confirmed today."""
    with writer.step(_("Confirm contact")) as work:
        for contact_id in contact_ids:
            contact = work.get(Contact, contact_id)
            contact.confirmed_on = work.today
            stamps.changed(work, contact)
            work.label = _("Confirm “{name}”").format(name=contact.name)
        if len(contact_ids) != 1:
            work.label = plural("Confirm {n} contact", "Confirm {n} contacts", len(contact_ids))
    return work.outcome(None)


def mend(writer: Writer, *, contact_id: int, field: str, value: str) -> Outcome[None]:
    """Write the right value into a field of a contact, an address in one line; an empty one empties the field.

    Raises BadInput for what cannot be right either.
    """
    with writer.step(_("Mend contact")) as work:
        contact = work.get(Contact, contact_id)
        match field:
            case "email" | "phone":
                _mend_reach(work, contact_id, PointKind(field), value)
            case "address":
                points.add_address_text(work, contact, value)
            case "postal_code":
                _mend_postal_code(work, contact_id, value)
            case "category" | "salutation" | "vat_id" | "iban":
                contacts.set_fields(work, contact, {field: value})
            case "birthday" | "founded" if not clean(value):
                contacts.set_fields(work, contact, {field: None})
            case _:
                raise BadInput(_("“{field}” cannot be mended here.").format(field=field), field=field)
        stamps.changed(work, contact, parts=True)
        work.label = _("Mend “{name}”").format(name=contact.name)
    return work.outcome(None)


def _mend_reach(work: Work, contact_id: int, kind: PointKind, value: str) -> None:
    """Correct the main way of a kind, or add the first one."""
    there = contact_keys.points_of(work.read, contact_id, kind)
    reach = points.Reach(kind, value, is_primary=True)
    if there:
        points.fill(work, work.get(ContactPoint, there[0]), reach)
    else:
        points.add(work, contact_id, reach)


def _mend_postal_code(work: Work, contact_id: int, value: str) -> None:
    there = contact_keys.addresses_of(work.read, contact_id)
    if not there or not clean(value):
        raise BadInput(_("Enter the postal code."), field="postal_code")
    work.get(Address, there[0]).postal_code = clean(value)


def _doubles(reader: Reader, facts: dict[int, QualityFact]) -> list[Decision]:
    decided = queries.different_pairs(reader)
    found = []
    for pair in find_duplicates(reader):
        if (pair.a.id, pair.b.id) not in decided and pair.a.is_company == pair.b.is_company:
            money = sum(facts[one.id].money_cents for one in (pair.a, pair.b) if one.id in facts)
            ids = (pair.a.id, pair.b.id)
            found.append(Decision(Care.DOUBLE, ids, pair.a.name, pair.b.name, money, pair=pair))
    return found


def sure_pairs(decisions: Sequence[Decision]) -> list[tuple[int, int]]:
    """Return the pairs nobody doubts."""
    return [
        (one.pair.a.id, one.pair.b.id)
        for one in decisions
        if one.pair is not None and one.pair.likeness.grade is Grade.SURE
    ]


def _by_money(one: Decision) -> tuple[int, float, str]:
    return -one.money_cents, -(one.pair.likeness.score if one.pair else 0.0), one.title


def _shares(facts: Sequence[QualityFact], today: date) -> dict[str, float]:
    """Return how complete and how fresh what is known is."""
    whole = max(1, len(facts))
    companies = [fact for fact in facts if fact.is_company]
    return {
        "reach": sum(bool(fact.email or fact.phone) for fact in facts) / whole,
        "address": sum(bool(fact.city and fact.postal_code) for fact in companies) / max(1, len(companies)),
        "category": sum(bool(fact.category) for fact in companies) / max(1, len(companies)),
        "fresh": sum(fact.seen is not None and (today - fact.seen).days <= 730 for fact in facts) / whole,
    }


def _root(home: dict[int, int], contact_id: int) -> int:
    while contact_id in home:
        contact_id = home[contact_id]
    return contact_id
