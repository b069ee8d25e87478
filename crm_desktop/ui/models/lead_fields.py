"""The fields of an inquiry as its form shows them: which of them belong together, how they read, what is typed back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold
from crm_desktop.exchange.addresses import split_address, split_city
from crm_desktop.exchange.inquiries.found import Found, Inquiry
from crm_desktop.exchange.names import split_name
from crm_desktop.store.queries.lead_matches import Wanted
from crm_desktop.store.queries.leads import LeadDetail
from crm_desktop.ui.widgets.numbered_text import Phrase

#: Letters between two phrases that are read as one: a comma, a break, a blank.
_NEAR = 3


class Spec(NamedTuple):
    """One field of the form; `parts` are the fields of the inquiry in it."""

    key: str
    words: str
    icon: str
    parts: tuple[str, ...]
    #: "line", "money", "day", "number", "choice", "text".
    kind: str = "line"
    wide: bool = False
    #: Shown only where it says something, or where everything is asked for.
    extra: bool = False


def specs() -> tuple[Spec, ...]:
    """Return the fields in reading order."""
    return (
        Spec("person", _("Person"), "user", ("salutation", "given_name", "family_name")),
        Spec("company", _("Company"), "building-2", ("company",)),
        Spec("phone", _("Phone"), "phone", ("phone",)),
        Spec("email", _("E-mail"), "mail", ("email",)),
        Spec("address", _("Address"), "map-pin", ("street", "postal_code", "city"), wide=True),
        Spec("title", _("What it is about"), "square-kanban", ("title",), wide=True),
        Spec("budget", _("Estimated value"), "", ("budget_cents",), "money"),
        Spec("wanted_on", _("Expected by"), "calendar", ("wanted_on",), "day"),
        Spec("channel", _("Channel"), "", ("channel",), "choice"),
        Spec("source", _("Source"), "", ("source",), "choice"),
        Spec("referred_by", _("Recommended by"), "user-check", ("referred_by",), extra=True),
        Spec("quantity", _("Quantity"), "", ("quantity",), "number", extra=True),
        Spec("mobile", _("Mobile"), "smartphone", ("mobile",), extra=True),
        Spec("job_title", _("Role"), "briefcase", ("job_title",), extra=True),
        Spec("website", _("Website"), "globe", ("website",), extra=True),
        Spec("country", _("Country"), "flag", ("country",), extra=True),
        Spec("note", _("Note"), "", ("note",), "text", wide=True, extra=True),
    )


def shown(spec: Spec, lead: LeadDetail) -> str:
    """Return what a field of words says."""
    if spec.key == "address":
        place = " ".join(part for part in (lead.postal_code, lead.city) if part)
        return ", ".join(part for part in (lead.street, place) if part)
    return " ".join(str(value) for part in spec.parts if (value := getattr(lead, part)))


def typed(spec: Spec, words: str) -> dict[str, Any]:
    """Return the fields of the inquiry a line of words means."""
    if spec.key == "person":
        name = split_name(words)
        title = " ".join(part for part in (name.salutation, name.title) if part)
        return {"salutation": title, "given_name": name.given, "family_name": name.family}
    if spec.key == "address":
        return _address(words)
    return {spec.parts[0]: words.strip()}


def _address(words: str) -> dict[str, Any]:
    found = split_address(words) if words.strip() else None
    if found is not None and found.city:
        return {"street": found.street, "postal_code": found.postal_code, "city": found.city}
    street, _comma, rest = words.partition(",")
    if not rest and not any(sign.isdigit() for sign in street):
        street, rest = "", street
    code, city = split_city(rest.strip())
    return {"street": street.strip(), "postal_code": code, "city": city}


class Recognised(NamedTuple):
    """What was read from the text for a field: its number, whether it is sure, and what it was."""

    number: int
    sure: bool
    values: dict[str, Any]


def recognised(inquiry: Inquiry) -> dict[str, Recognised]:
    """Return what was read for each field, numbered in the order of the form; 0 where no phrase says it.

    What was read from one and the same phrase has the same number.
    """
    found: dict[str, Recognised] = {}
    numbers: dict[tuple[int, int], int] = {}
    for spec in specs():
        parts = [one for part in spec.parts if (one := inquiry.of(part)) is not None]
        if not parts:
            continue
        told = [(one.start, one.end) for one in parts if one.end > one.start]
        number = next((numbers[span] for span in told if span in numbers), len(set(numbers.values())) + 1)
        numbers |= dict.fromkeys(told, number)
        sure = all(one.sure for one in parts)
        found[spec.key] = Recognised(number if told else 0, sure, {one.field: one.value for one in parts})
    return found


def phrases(inquiry: Inquiry, known: dict[str, Recognised], text: str) -> list[Phrase]:
    """Return the phrases to mark in a text; what belongs to one field and stands together is one phrase."""
    made: dict[tuple[int, int], Phrase] = {}
    for spec in specs():
        one = known.get(spec.key)
        if one is None or not one.number:
            continue
        parts = sorted((found for part in spec.parts if (found := inquiry.of(part))), key=lambda part: part.start)
        for start, end in _joined(parts, text):
            made.setdefault((start, end), Phrase(one.number, start, end))
    return sorted(made.values(), key=lambda phrase: phrase.end - phrase.start)


def _joined(parts: Sequence[Found], text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for part in parts:
        if part.end <= part.start or part.end > len(text):
            continue
        between = text[spans[-1][1] : part.start] if spans else "\n"
        if len(between) <= _NEAR and "\n" not in between and not any(sign.isalnum() for sign in between):
            spans[-1] = (spans[-1][0], max(spans[-1][1], part.end))
        elif not spans or part.end > spans[-1][1]:
            spans.append((part.start, part.end))
    return spans


def still_unsure(key: str, known: dict[str, Recognised], lead: LeadDetail) -> bool:
    """Whether a field holds what was read without being sure of it."""
    one = known.get(key)
    if one is None or one.sure:
        return False
    return all(getattr(lead, part) == said for part, said in one.values.items())


def said_otherwise(key: str, known: dict[str, Recognised], lead: LeadDetail) -> str:
    """Return what the text says of channel or source where something else was told; "" where both agree."""
    one = known.get(key)
    if one is None or not one.number or key not in {"channel", "source"}:
        return ""  # A guess that rests on no phrase is no objection.
    said, told = str(one.values[key]), str(getattr(lead, key))
    return said if told and fold(said) != fold(told) else ""


def wanted_of(values: dict[str, Any], lead: LeadDetail) -> Wanted:
    """Return by what known contacts are looked for while one types: what stands in the form, else what is known."""

    def of(name: str) -> str:
        return str(values.get(name, getattr(lead, name)) or "")

    return Wanted(
        of("given_name"), of("family_name"), of("company"), tuple(filter(None, (of("email"),))),
        tuple(filter(None, (of("phone"), of("mobile")))), of("street"), of("postal_code"), of("city"),
    )  # fmt: skip
