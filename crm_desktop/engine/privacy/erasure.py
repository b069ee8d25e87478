"""What becomes of everything that is known of a person when it is to be erased: go now, or stay, until when and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.domain.privacy import Kept
from crm_desktop.engine.privacy.retention import Terms


class Verdict(StrEnum):
    """What becomes of a record."""

    DELETE = "delete"
    #: Stays with its figures, without saying whose it was.
    ANONYMISE = "anonymise"
    #: Stays with others; the person is taken out of it.
    UNLINK = "unlink"
    KEEP = "keep"


class Held(NamedTuple):
    """A record that a person's erasure touches; `kept` is the class it might have to be kept in, None for none."""

    table: str
    record_id: int
    title: str
    kept: Kept | None
    event: date | None
    #: What becomes of it where no law wants it kept.
    otherwise: Verdict = Verdict.DELETE


class Judged(NamedTuple):
    """A record and what becomes of it; `until` and `basis` where it is kept."""

    held: Held
    verdict: Verdict
    until: date | None = None
    basis: str = ""


class Plan(NamedTuple):
    """What becomes of all of it. With `until`, the contact stays restricted until that day; without, it goes."""

    judged: tuple[Judged, ...]
    until: date | None
    bases: tuple[str, ...]

    def ids(self, table: str, *verdicts: Verdict) -> list[int]:
        """Return the records of a table that meet with one of these verdicts."""
        return [one.held.record_id for one in self.judged if one.held.table == table and one.verdict in verdicts]


def judge(held: Iterable[Held], terms: Terms, *, today: date) -> Plan:
    """Judge each record by the terms that hold; a term that ends today has not ended yet."""
    judged = tuple(_judged(one, terms, today) for one in held)
    kept = [one for one in judged if one.verdict is Verdict.KEEP]
    until = max((one.until for one in kept if one.until is not None), default=None)
    return Plan(judged, until, tuple(dict.fromkeys(one.basis for one in kept if one.basis)))


def _judged(held: Held, terms: Terms, today: date) -> Judged:
    if held.kept is not None and held.event is not None:
        until = terms.keep_until(held.kept, held.event)
        if until is not None and until >= today:
            return Judged(held, Verdict.KEEP, until, terms.term(held.kept).basis)
    return Judged(held, held.otherwise)
