"""How long what is kept: the terms of commercial and tax law as data, and what a careful firm keeps beyond them.

Germany since 2025: vouchers eight years, business letters six (§ 147 AO, § 257 HGB as of BEG IV); an offer nobody
ordered from need not be kept at all. Suggestions, not advice: each term can be replaced by the firm's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.domain.privacy import Kept
from crm_desktop.engine.privacy.deadlines import add_months

#: A country without terms of its own is treated as this one.
ELSEWHERE = ""


class Term(NamedTuple):
    """How long a class of data is kept from its last event on, or from the end of that year; 0 months: not at all."""

    country: str
    kind: Kept
    months: int
    from_year_end: bool
    basis: str = ""


_VOUCHERS = "§ 147 Abs. 1 Nr. 4, Abs. 3 AO, § 257 Abs. 1 Nr. 4, Abs. 4 HGB"
_LETTERS = "§ 257 Abs. 1 Nr. 2, 3, Abs. 4 HGB, § 147 Abs. 1 Nr. 2, 3, Abs. 3 AO"
_THRIFT = "Art. 5 Abs. 1 lit. e DSGVO"

_SUGGESTED = (
    Term("DE", Kept.ORDER, 96, True, _VOUCHERS),
    Term("DE", Kept.OFFER_ORDERED, 72, True, _LETTERS),
    Term("DE", Kept.LETTER, 72, True, _LETTERS),
    Term("DE", Kept.CASE, 36, True, "§§ 195, 199 BGB"),
    Term("DE", Kept.CONSENT, 60, False, "§ 7a UWG"),
    Term("DE", Kept.CUSTOMER, 36, True, "§§ 195, 199 BGB"),
    Term("DE", Kept.REQUEST, 36, True, "§ 41 BDSG, § 31 Abs. 2 Nr. 1 OWiG"),
    *(Term("AT", kind, 84, True, "§ 132 BAO, § 212 UGB") for kind in (Kept.ORDER, Kept.OFFER_ORDERED, Kept.LETTER)),
    Term("AT", Kept.CASE, 36, True, "§ 1489 ABGB"),
    Term("AT", Kept.CONSENT, 36, False, "Art. 7 Abs. 1 DSGVO"),
    Term("AT", Kept.CUSTOMER, 36, True, "§ 1489 ABGB"),
    Term("AT", Kept.REQUEST, 36, True, "§ 24 Abs. 4 DSG"),
    *(Term("CH", kind, 120, True, "Art. 958f OR") for kind in (Kept.ORDER, Kept.OFFER_ORDERED, Kept.LETTER)),
    Term("CH", Kept.CASE, 60, True, "Art. 128 OR"),
    Term("CH", Kept.CONSENT, 60, False, "Art. 6 Abs. 6 DSG"),
    Term("CH", Kept.CUSTOMER, 120, True, "Art. 127 OR"),
    Term("CH", Kept.REQUEST, 60, True, "Art. 66 DSG"),
    # Where the law of a country is not known, the longest of the terms that are.
    *(Term(ELSEWHERE, kind, 120, True, "") for kind in (Kept.ORDER, Kept.OFFER_ORDERED, Kept.LETTER)),
    Term(ELSEWHERE, Kept.CASE, 60, True, ""),
    Term(ELSEWHERE, Kept.CONSENT, 60, False, ""),
    Term(ELSEWHERE, Kept.CUSTOMER, 60, True, ""),
    Term(ELSEWHERE, Kept.REQUEST, 60, True, ""),
    *(Term(country, Kept.OFFER_OPEN, 0, False, _THRIFT) for country in ("DE", "AT")),
    *(Term(country, Kept.PROSPECT, 24, False, _THRIFT) for country in ("DE", "AT", ELSEWHERE)),
    Term("CH", Kept.OFFER_OPEN, 0, False, "Art. 6 Abs. 4 DSG"),
    Term(ELSEWHERE, Kept.OFFER_OPEN, 0, False, ""),
    Term("CH", Kept.PROSPECT, 24, False, "Art. 6 Abs. 4 DSG"),
)

#: The terms a firm begins with, by country and class.
SUGGESTED: Mapping[tuple[str, Kept], Term] = MappingProxyType({(one.country, one.kind): one for one in _SUGGESTED})


class Terms:
    """The terms that hold for a firm: its own, and what is suggested for the rest."""

    def __init__(self, country: str, own: Iterable[Term] = ()) -> None:
        self.country = country if (country, Kept.ORDER) in SUGGESTED else ELSEWHERE
        self._own = {(one.country, one.kind): one for one in own}

    def term(self, kind: Kept) -> Term:
        """Return the term of a class of data."""
        own = self._own.get((self.country, kind))
        return own if own is not None else SUGGESTED[self.country, kind]

    def is_own(self, kind: Kept) -> bool:
        """Whether the firm decided it."""
        return (self.country, kind) in self._own

    def all(self) -> list[Term]:
        """Return every term in the order of the classes."""
        return [self.term(kind) for kind in Kept]

    def keep_until(self, kind: Kept, event: date) -> date | None:
        """Return the last day something is kept that happened on a day; None where it is not kept at all."""
        term = self.term(kind)
        if not term.months:
            return None
        return add_months(date(event.year, 12, 31) if term.from_year_end else event, term.months)
