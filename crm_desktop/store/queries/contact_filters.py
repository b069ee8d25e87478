"""Which contacts a list holds: the conditions a user stacks, as SQL, and as plain data for a saved view."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import spoken
from crm_desktop.base.money import Separators, parse_cents, parse_decimal
from crm_desktop.base.times import parse_day, start_of_day, to_text
from crm_desktop.domain.kinds import ContactKind, FieldKind, Standing
from crm_desktop.store import driver
from crm_desktop.store.queries.custom_fields import own_fields
from crm_desktop.store.reading import Reader

#: What the rest of the program means by a planned entry of the history (alias a).
PLANNED = "a.due_on is not null and a.done_at is null and a.deleted_at is null"


class NextStep(StrEnum):
    """Whether something is planned with a contact."""

    NONE = "none"
    PLANNED = "planned"
    OVERDUE = "overdue"


class Lacking(StrEnum):
    """What a contact cannot be reached by."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


class Listed(NamedTuple):
    """Contacts one by one, and what list they are: the customers of a figure in a report."""

    words: str
    ids: tuple[int, ...]


@dataclass(frozen=True)
class ContactFilter:
    """Which contacts a list holds; what is left as it is excludes nobody but those in the bin."""

    kind: ContactKind | None = None
    standings: frozenset[Standing] = frozenset()
    #: Beginnings of words of name, company, city, e-mail, phone, as in the search box.
    text: str = ""
    tag: str = ""
    category: str = ""
    source: str = ""
    #: The beginning of a town or of a postcode, of the contact or of the company a person works for.
    place: str = ""
    #: The people of this company, and the companies that belong to it.
    company_id: int | None = None
    #: The contacts of this segment, put there by hand or described by conditions.
    segment_id: int | None = None
    #: These alone.
    ids: Listed | None = None
    #: Not in touch for more than so many days, or never.
    quiet_days: int = 0
    next_step: NextStep | None = None
    lacking: frozenset[Lacking] = frozenset()
    favourites: bool = False
    #: What own fields hold, by the field's key: each value contains the text.
    own: tuple[tuple[str, str], ...] = ()
    in_bin: bool = False
    #: The day that days are counted from; no condition, so a saved view moves along with the calendar.
    as_of: date | None = field(default=None, compare=False)

    def with_own(self, key: str, words: str) -> ContactFilter:
        """Return the filter with another condition on an own field; empty words release it."""
        others = {name: value for name, value in self.own if name != key}
        return replace(self, own=tuple(sorted((others | {key: words}).items() if words else others.items())))

    def to_plain(self) -> dict[str, Any]:
        """Return what differs from a filter that excludes nobody, as plain data."""
        plain: dict[str, Any] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name != "as_of" and value != getattr(EVERYBODY, one.name):
                plain[one.name] = sorted(value) if isinstance(value, frozenset) else value
        return plain


EVERYBODY = ContactFilter()


class Conditions(NamedTuple):
    """What a contact (alias c) must fulfil, as SQL and the values in it."""

    sql: str
    values: dict[str, driver.Value]


_MATCHING = """
select d.ref from search s join search_doc d on d.rank = s.rowid
where s.search match :match and s.rowid between :low and :high"""
#: A question to the index that nothing answers.
_NOTHING = '"\\"'

_WITH_PLANS = f"""
select ac.contact_id from activity a join activity_contact ac on ac.activity_id = a.id where {PLANNED}"""

_STEPS = {
    NextStep.NONE: f"c.id not in ({_WITH_PLANS})",
    NextStep.PLANNED: f"c.id in ({_WITH_PLANS})",
    NextStep.OVERDUE: f"c.id in ({_WITH_PLANS} and a.due_on < :as_of)",
}

_LACKS = {
    Lacking.PHONE: "c.id not in (select contact_id from contact_point where kind in ('phone', 'mobile'))",
    Lacking.EMAIL: "c.id not in (select contact_id from contact_point where kind = 'email')",
    Lacking.ADDRESS: "c.id not in (select contact_id from address)",
}

#: Data that may only be kept (Art. 18 GDPR) stand in no list. Asked this way the index of a list is still enough.
_USABLE = "c.id not in (select id from contact where restricted_on is not null)"

_SIMPLE = {
    "category": "c.category = :category",
    "source": "c.source = :source",
    "company_id": "c.company_id = :company_id",
    "tag": "c.id in (select contact_id from tag where name = :tag)",
}

#: Where no day is told from which days are counted.
_FAR = date(9000, 1, 1)

_PLACES = "(c.id in ({places}) or c.company_id in ({places}))"
_TOWNS = "select contact_id from address where city like :place escape '!' or city like :place2 escape '!'"
#: All that begins alike lies between the beginning itself and the beginning with the last letter there is behind it.
_POSTCODES = "select contact_id from address where postal_code between :place and :place2"


def from_plain(plain: Mapping[str, Any]) -> ContactFilter:
    """Return the filter a saved view holds; what this version does not know, or cannot be right, excludes nobody."""
    known: dict[str, Any] = {}
    for name, make in _MAKERS.items():
        if name in plain:
            try:
                known[name] = make(plain[name])
            except (TypeError, ValueError):
                continue
    return ContactFilter(**known)


def matching(reader: Reader, text: str) -> dict[str, driver.Value]:
    """Return the values that `:match` between `:low` and `:high` in the search index need to find a text."""
    return _match(reader, text)


def conditions(reader: Reader, where: ContactFilter, *, by_words: bool = False) -> Conditions:
    """Return what a contact must fulfil, but for its standing; `by_words` where the words of its text are asked apart.

    Who looks for somebody by words looks for the file, also of whoever's data may only be kept.
    """
    found = ["c.deleted_at is not null" if where.in_bin else "c.deleted_at is null"]
    values: dict[str, driver.Value] = {}
    if not (by_words or where.in_bin or where.text.strip() or where.ids):
        found.append(_USABLE)
    if where.kind is not None:
        found.append(f"c.kind = '{where.kind}'")
    for name, sql in _SIMPLE.items():
        if (value := getattr(where, name)) not in ("", None):
            found.append(sql)
            values[name] = value
    if where.favourites:
        found.append("c.id in (select contact_id from favourite)")
    for part in (_place(where.place), _days(where), _own(reader, where.own), _segment(reader, where), _listed(where)):
        found += part[0]
        values |= part[1]
    found += [_LACKS[lack] for lack in sorted(where.lacking)]
    if where.text.strip():
        found.append(f"c.id in ({_MATCHING})")
        values |= _match(reader, where.text)
    return Conditions(" and ".join(found), values)


def among(standings: frozenset[Standing]) -> str:
    """Return SQL that follows other conditions: only these standings, all where none is named."""
    words = ", ".join(f"'{standing}'" for standing in sorted(standings))
    return f" and c.standing in ({words})" if words else ""


_Part = tuple[list[str], dict[str, driver.Value]]


def _place(words: str) -> _Part:
    place = words.strip()
    if not place:
        return [], {}
    if place[0].isdigit():
        return [_PLACES.format(places=_POSTCODES)], {"place": place, "place2": place + "\U0010ffff"}
    escaped = place.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    # SQLite folds the case of plain letters only; towns begin with a capital, also those with an umlaut.
    return [_PLACES.format(places=_TOWNS)], {"place": f"{escaped}%", "place2": f"{escaped.capitalize()}%"}


def _segment(reader: Reader, where: ContactFilter) -> _Part:
    if where.segment_id is None:
        return [], {}
    from crm_desktop.store.queries.segment_sql import segment_where  # noqa: PLC0415 - the first list asks for none

    found = segment_where(reader, segment_id=where.segment_id, as_of=where.as_of or _FAR)
    return [found.sql], found.values


def _listed(where: ContactFilter) -> _Part:
    if where.ids is None:
        return [], {}
    return ["c.id in (select value from json_each(:listed))"], {"listed": json.dumps(where.ids.ids)}


def _days(where: ContactFilter) -> _Part:
    found: list[str] = []
    values: dict[str, driver.Value] = {}
    as_of = where.as_of or date.max
    if where.quiet_days:
        found.append("(c.last_activity_at is null or c.last_activity_at < :quiet)")
        values["quiet"] = to_text(start_of_day(as_of - timedelta(days=where.quiet_days)))
    if where.next_step is not None:
        found.append(_STEPS[where.next_step])
        if where.next_step is NextStep.OVERDUE:
            values["as_of"] = as_of.isoformat()
    return found, values


def _own(reader: Reader, own: tuple[tuple[str, str], ...]) -> _Part:
    found: list[str] = []
    values: dict[str, driver.Value] = {}
    kinds = {field.key: field.kind for field in own_fields(reader)} if own else {}
    for number, (key, words) in enumerate(own):
        stored = _stored(kinds.get(key), words)
        names = [f"words{number}_{place}" for place in range(1 if stored is not None else 3)]
        held = [
            f"instr(lower(j.value), lower(:{name})) > 0" if stored is None else f"j.value = :{name}" for name in names
        ]
        found.append(
            f"exists (select 1 from json_each(c.custom) j where j.key = :own{number} and ({' or '.join(held)}))"
        )
        # SQLite folds the case of plain letters only; a word with an umlaut is also looked for as it begins a sentence.
        spelt = (words.lower(), words.upper(), words.capitalize()) if stored is None else (stored,)
        values |= {f"own{number}": key, **dict(zip(names, spelt, strict=True))}
    return found, values


def _stored(kind: FieldKind | None, words: str) -> driver.Value:
    """Return what is stored for a day or a number as it is typed; None where a part of the text is looked for."""
    signs = Separators("," if spoken() == "de" else ".")
    try:
        match kind:
            case FieldKind.MONEY:
                return parse_cents(words, signs)
            case FieldKind.NUMBER:
                return float(parse_decimal(words, signs))
            case FieldKind.DATE:
                return parse_day(words).isoformat()
    except BadInput:
        pass  # not typed to its end, as 2026 for a day
    return None


def _match(reader: Reader, text: str) -> dict[str, driver.Value]:
    """Return the question to the index that a text is read as: the first reading that finds anything."""
    from crm_desktop.store import search_ranks, search_words  # noqa: PLC0415 - the first list is painted without

    low, high = search_ranks.band("contact")
    asked = [search_words.expression(question) for question in search_words.readings(text)] or [_NOTHING]
    sql = f"select exists ({_MATCHING})"
    questions: list[dict[str, driver.Value]] = [{"match": match, "low": low, "high": high} for match in asked]
    return next((question for question in questions if reader.scalar(sql, question)), questions[0])


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(key), str(words)) for key, words in value)


def _listed_from(value: Any) -> Listed:
    words, ids = value
    return Listed(str(words), tuple(int(one) for one in ids))


_MAKERS: dict[str, Any] = {
    "ids": _listed_from,
    "kind": ContactKind,
    "standings": lambda words: frozenset(Standing(word) for word in words),
    "lacking": lambda words: frozenset(Lacking(word) for word in words),
    "next_step": NextStep,
    "own": _pairs,
    "company_id": int,
    "segment_id": int,
    "quiet_days": int,
    "favourites": bool,
    "in_bin": bool,
    **dict.fromkeys(("text", "tag", "category", "source", "place"), str),
}
