"""The record of processing activities (Art. 30 GDPR), made from what the file holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.domain.privacy import Kept
from crm_desktop.operations.privacy.access_paper import usual_recipients
from crm_desktop.operations.privacy.paper import (
    RECIPIENTS,
    Paper,
    chapter,
    controller,
    facts,
    firm_texts,
    is_swiss,
)
from crm_desktop.operations.privacy.terms import terms
from crm_desktop.operations.privacy.words import kept_word, term_words
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import privacy_counts
from crm_desktop.store.reading import Reader


class _Activity(NamedTuple):
    """One processing activity."""

    name: str
    purpose: str
    basis: str
    people: str
    data: str
    kept: str


def processing(reader: Reader) -> Paper:
    """Return the record; activities without any data are left out."""
    firm, texts, counts = firm_queries.the_firm(reader), firm_texts(reader), privacy_counts.counts(reader)
    law = _("Art. 12 DSG") if is_swiss(firm) else _("Art. 30 (1) GDPR")
    chapters = [chapter(_("Controller"), controller(firm, texts))]
    for place, one in enumerate(_activities(reader, counts), 1):
        chapters.append(
            chapter(
                f"{place}. {one.name}",
                facts(
                    [
                        (_("Purpose"), one.purpose),
                        (_("Legal basis"), one.basis),
                        (_("People concerned"), one.people),
                        (_("Categories of data"), one.data),
                        (_("Time limit for erasure"), one.kept),
                    ]
                ),
            )
        )
    chapters += [
        chapter(_("Recipients"), texts[RECIPIENTS] or usual_recipients()),
        chapter(_("Transfer to third countries"), _("None takes place.")),
        chapter(_("Measures"), _("See the paper “Technical and organisational measures”.")),
    ]
    return Paper(
        _("Record of processing activities"),
        _("under {law} · CRM Desktop").format(law=law),
        [_("What the firm does with personal data in its customer file, made from what the file holds.")],
        chapters,
    )


def _activities(reader: Reader, counts: privacy_counts.Counts) -> Iterator[_Activity]:
    known = terms(reader)

    def kept(*kinds: Kept) -> str:
        said = [term_words(known.term(kind).months, from_year_end=known.term(kind).from_year_end) for kind in kinds]
        if len(set(said)) == 1:
            return said[0]
        return "\n".join(f"{kept_word(kind)}: {words}" for kind, words in zip(kinds, said, strict=True))

    yield from _trade(counts, kept)
    yield from _service(counts, kept)


def _trade(counts: privacy_counts.Counts, kept: Callable[..., str]) -> Iterator[_Activity]:
    """Yield what the firm does with those it deals with."""
    yield _Activity(
        _("Looking after contacts and customers"),
        _("knowing whom the firm deals with, what was talked about and what is to be done next"),
        _("Art. 6 (1) b and f GDPR"),
        _("customers, prospects, suppliers and the people who work for them ({n} people, {m} companies)").format(
            n=number(counts.people), m=number(counts.companies)
        ),
        _(
            "name, address, phone, e-mail, position, birthday where given, notes, history of calls, meetings and "
            "letters, files"
        ),
        kept(Kept.PROSPECT, Kept.CUSTOMER),
    )
    yield _Activity(
        _("Offers, orders, deliveries"),
        _("preparing and carrying out contracts, keeping business letters"),
        _("Art. 6 (1) b and c GDPR, § 257 HGB, § 147 AO"),
        _("customers and prospects ({n} offers, {m} orders)").format(n=number(counts.offers), m=number(counts.orders)),
        _("name, address, positions, prices, dates, customer number, VAT id, documents as sent"),
        kept(Kept.ORDER, Kept.OFFER_ORDERED, Kept.OFFER_OPEN),
    )
    if counts.leads:
        yield _Activity(
            _("Inquiries"),
            _("answering inquiries and judging which to take up first"),
            _("Art. 6 (1) b and f GDPR"),
            _("people who ask ({n} inquiries)").format(n=number(counts.leads)),
            _("text of the inquiry, name, address, phone, e-mail, chance worked out from earlier inquiries"),
            kept(Kept.PROSPECT),
        )


def _service(counts: privacy_counts.Counts, kept: Callable[..., str]) -> Iterator[_Activity]:
    """Yield what it does beside trading."""
    if counts.campaigns:
        yield _Activity(
            _("Direct marketing"),
            _("letters, e-mails and calls to customers and prospects, and what came of them"),
            _("Art. 6 (1) a and f GDPR, § 7 UWG"),
            _("customers and prospects who did not object ({n} campaigns)").format(n=number(counts.campaigns)),
            _(
                "name, address, consents and objections with their source, replies; objections as salted "
                "hashes for good"
            ),
            kept(Kept.CONSENT, Kept.PROSPECT),
        )
    if counts.cases:
        yield _Activity(
            _("Complaints and service"),
            _("handling complaints and repairs, warding off claims"),
            _("Art. 6 (1) b and f GDPR"),
            _("customers ({n} cases)").format(n=number(counts.cases)),
            _("name, product, what was wrong, how it was solved"),
            kept(Kept.CASE),
        )
    yield _Activity(
        _("Evaluations"),
        _("forecast of revenue, value of customers, risk that they leave"),
        _("Art. 6 (1) f GDPR; no automated decision (Art. 22 GDPR)"),
        _("customers with orders"),
        _("days and sums of orders and offers; names only where the firm calls somebody"),
        kept(Kept.CUSTOMER),
    )
    yield _Activity(
        _("Rights of people concerned"),
        _("answering requests, proving erasures"),
        _("Art. 6 (1) c GDPR with Art. 12 to 22"),
        _("whoever makes a request ({n} so far)").format(n=number(counts.requests)),
        _("kind of request, days, answer; proofs of erasure without names"),
        kept(Kept.REQUEST),
    )
