"""Data protection in the words of the user."""

from __future__ import annotations

from collections.abc import Callable

from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.privacy import Ground, Kept, Origin, RequestKind, Restricted
from crm_desktop.engine.privacy.deadlines import Due
from crm_desktop.engine.privacy.erasure import Verdict


def kept_word(kind: Kept) -> str:
    """Return what a class of data is called."""
    return {
        Kept.ORDER: _("Orders and vouchers"),
        Kept.OFFER_ORDERED: _("Offers that were ordered from"),
        Kept.OFFER_OPEN: _("Offers without an order"),
        Kept.LETTER: _("Business letters and e-mails"),
        Kept.CASE: _("Complaints and repairs"),
        Kept.CONSENT: _("Proof of consent to calls"),
        Kept.PROSPECT: _("People who never bought"),
        Kept.CUSTOMER: _("Customers, after the last order"),
        Kept.REQUEST: _("Requests of people concerned"),
    }[kind]


def origin_word(origin: Origin) -> str:
    """Return where data came from."""
    return {
        Origin.UNKNOWN: _("not recorded"),
        Origin.PERSON: _("from the person"),
        Origin.OWN: _("from our own records so far"),
        Origin.RECOMMENDATION: _("recommended by somebody"),
        Origin.EMPLOYER: _("from the employer"),
        Origin.PUBLIC: _("from a public source"),
        Origin.BOUGHT: _("from a bought list"),
        Origin.OTHER: _("from somebody else"),
    }[origin]


def request_word(kind: RequestKind) -> str:
    """Return what was asked for, with its article of the GDPR."""
    return {
        RequestKind.ACCESS: _("Access (Art. 15)"),
        RequestKind.PORTABILITY: _("Data portability (Art. 20)"),
        RequestKind.RECTIFICATION: _("Rectification (Art. 16)"),
        RequestKind.ERASURE: _("Erasure (Art. 17)"),
        RequestKind.RESTRICTION: _("Restriction (Art. 18)"),
        RequestKind.OBJECTION: _("Objection (Art. 21)"),
    }[kind]


def ground_word(ground: Ground) -> str:
    """Return why data are erased."""
    return {
        Ground.REQUEST: _("The person asked for it"),
        Ground.WITHDRAWN: _("The consent was withdrawn"),
        Ground.OBJECTION: _("The person objected"),
        Ground.NO_LONGER_NEEDED: _("No longer needed"),
        Ground.UNLAWFUL: _("Kept without a ground"),
    }[ground]


def restricted_word(reason: Restricted) -> str:
    """Return why data may only be kept."""
    return {
        Restricted.ASKED: _("the person asked for it"),
        Restricted.ACCURACY: _("whether they are right is being checked"),
        Restricted.CLAIMS: _("needed for legal claims"),
        Restricted.RETENTION: _("the law wants them kept"),
    }[reason]


def verdict_word(verdict: Verdict) -> str:
    """Return what becomes of a record."""
    return {
        Verdict.DELETE: _("is deleted"),
        Verdict.ANONYMISE: _("stays without the name"),
        Verdict.UNLINK: _("stays with others, without the person"),
        Verdict.KEEP: _("is kept"),
    }[verdict]


def due_word(state: Due) -> str:
    """Return how things stand with a deadline."""
    return {
        Due.DONE: _("done"),
        Due.OPEN: meant("deadline", "open"),
        Due.SOON: _("due soon"),
        Due.OVERDUE: _("overdue"),
    }[state]


def table_word(table: str, n: int) -> str:
    """Return how many records of a table, in words."""
    return _TABLES.get(table, _further)(n)


def term_words(months: int, *, from_year_end: bool) -> str:
    """Return how long something is kept."""
    if not months:
        return _("not at all")
    in_years = not months % 12
    said = plural("{n} year", "{n} years", months // 12) if in_years else plural("{n} month", "{n} months", months)
    return _("{time} from the end of the year").format(time=said) if from_year_end else said


def _further(n: int) -> str:
    return plural("{n} further record", "{n} further records", n)


_TABLES: dict[str, Callable[[int], str]] = {
    "sale": lambda n: plural("{n} order", "{n} orders", n),
    "offer": lambda n: plural("{n} offer", "{n} offers", n),
    "deal": lambda n: plural("{n} deal", "{n} deals", n),
    "activity": lambda n: plural("{n} entry of the history", "{n} entries of the history", n),
    "service_case": lambda n: plural("{n} case", "{n} cases", n),
    "lead": lambda n: plural("{n} inquiry", "{n} inquiries", n),
    "consent": lambda n: plural("{n} record of consent", "{n} records of consent", n),
    "attachment": lambda n: plural("{n} file", "{n} files", n),
    "campaign_member": lambda n: plural(
        "{n} campaign with the person in it", "{n} campaigns with the person in them", n
    ),
    "survey_reply": lambda n: plural("{n} reply to a survey", "{n} replies to surveys", n),
    "data_request": lambda n: plural("{n} request on data protection", "{n} requests on data protection", n),
    "contact": lambda n: plural("{n} contact", "{n} contacts", n),
    "contact_point": lambda n: plural("{n} number or e-mail address", "{n} numbers and e-mail addresses", n),
    "address": lambda n: plural("{n} postal address", "{n} postal addresses", n),
    "tag": lambda n: plural("{n} tag", "{n} tags", n),
    "employment": lambda n: plural("{n} employment", "{n} employments", n),
    "text": lambda n: plural("{n} text of others that names the person", "{n} texts of others that name the person", n),
}
