"""Is this somebody we know already? Asked while a contact is typed, so each way of looking is one step into an index.

The thorough comparison of everybody with everybody is the engine's; here only what is likely to be the same is named,
the surest reason first: the same e-mail address, the same number, the same name.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import NamedTuple

from crm_desktop.base.phones import e164
from crm_desktop.base.text import words
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.store.queries.contact_keys import country_of_firm
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find

#: A name must have a word of this length, or too many would be alike.
_TELLING = 4
#: Endings of companies that tell nobody apart, folded.
_LEGAL = frozenset((
    "gmbh", "mbh", "ag", "kg", "ohg", "gbr", "ug", "ek", "e", "k", "co", "und", "and", "u", "ltd", "inc", "llc", "se",
    "ev", "haftungsbeschrankt",
))  # fmt: skip


#: How many of one postal code are looked at, how many hits of a town, and how many letters of a firm are searched.
_MOST_OF_A_TOWN, _HITS_OF_A_TOWN, _BEGINNING = 2_000, 40, 3
_LINK_START = re.compile(r"^https?://")


class Reason(StrEnum):
    """Why somebody may be the same, the surest first."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    SIMILAR = "similar"
    #: The name sounds the same, and the town is the same.
    SOUND = "sound"
    #: A firm with this website, or with a mailbox of its domain.
    DOMAIN = "domain"


class Typed(NamedTuple):
    """What has been typed so far."""

    kind: ContactKind
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    #: Other forms of the given name, folded: who is typed as Bob may be there as Robert.
    given_forms: tuple[str, ...] = ()
    #: Postal code and town as they are typed.
    town: str = ""
    #: The website of a company.
    website: str = ""

    @property
    def is_too_short(self) -> bool:
        """Whether nothing could be told from it."""
        return not (self.emails or self.phones or self.website) and len(" ".join(self.words())) < 3

    def words(self) -> list[str]:
        """Return the folded words of the name, family name first."""
        if self.kind is ContactKind.COMPANY:
            return words(self.name)
        return words(f"{self.family_name} {self.given_name}")


class Similar(NamedTuple):
    """Somebody who is there already, and why it may be the same."""

    id: int
    name: str
    detail: str
    reason: Reason
    #: The number or address both have, "" for a name.
    value: str


class Named(NamedTuple):
    """Somebody and what they are called."""

    id: int
    name: str
    given_name: str
    family_name: str


def similar(reader: Reader, *, typed: Typed, but: int = 0, limit: int = 3) -> list[Similar]:
    """Return who may be the one that is being typed, the surest first; `but` is the contact that is being changed."""
    if typed.is_too_short:
        return []
    reasons: dict[int, tuple[Reason, str]] = {}
    for normal, reason, said in _normals(reader, typed):
        sql = """select distinct p.contact_id from contact_point p cross join contact c on c.id = p.contact_id
            where p.normal = ? and c.deleted_at is null limit ?"""
        for contact_id in reader.ids(sql, (normal, limit + 1)):
            reasons.setdefault(contact_id, (reason, said))
    for contact_id, reason in _by_name(reader, typed, limit):
        reasons.setdefault(contact_id, (reason, ""))
    reasons.pop(but, None)
    return described(reader, dict(list(reasons.items())[:limit]))


def living_at(reader: Reader, typed: Typed) -> list[Named]:
    """Return who lives where is typed: by the postal code, or the town and the given name or how the firm begins."""
    code = next((word for word in typed.town.split() if any(sign.isdigit() for sign in word)), "")
    columns = "c.id, c.name, c.given_name, c.family_name"
    if code:
        sql = f"""select distinct {columns} from address a cross join contact c on c.id = a.contact_id
            where a.postal_code = ? and c.kind = ? and c.deleted_at is null limit ?"""
        return reader.rows(Named, sql, (code, typed.kind.value, _MOST_OF_A_TOWN))
    called = typed.given_name if typed.kind is ContactKind.PERSON else typed.name.strip()[:_BEGINNING]
    if not called.strip() or len(typed.town.strip()) < _TELLING:
        return []
    hits = find(reader, text=f"{called} {typed.town}", limit=_HITS_OF_A_TOWN, kinds=("contact",))
    sql = f"""select {columns} from json_each(?) j cross join contact c on c.id = j.value
        where c.kind = ? and c.deleted_at is null order by j.key"""
    return reader.rows(Named, sql, (json.dumps([hit.id for hit in hits]), typed.kind.value))


def _normals(reader: Reader, typed: Typed) -> list[tuple[str, Reason, str]]:
    found = [(mail.strip().lower(), Reason.EMAIL, mail.strip()) for mail in typed.emails if "@" in mail]
    if typed.kind is ContactKind.COMPANY:
        houses = [mail.strip().lower().partition("@")[2] for mail in typed.emails]
        for site in filter(None, (_LINK_START.sub("", typed.website.strip().lower()).rstrip("/"), *houses)):
            bare = site.removeprefix("www.")
            if "." in bare:
                found += [(f"{start}{bare}", Reason.DOMAIN, bare) for start in ("", "www.")]
    if typed.phones:
        home = country_of_firm(reader)
        numbers = [(e164(phone, home), Reason.PHONE, phone.strip()) for phone in typed.phones]
        found += [number for number in numbers if len(number[0]) > 7]
    return found


def _by_name(reader: Reader, typed: Typed, limit: int) -> list[tuple[int, Reason]]:
    parts = typed.words()
    if typed.kind is ContactKind.PERSON and not (typed.given_name.strip() and typed.family_name.strip()):
        return []  # a family name alone is no reason
    if not parts:
        return []
    sql = "select id from contact where kind = ? and sort_key in (?, ?) and deleted_at is null order by id limit ?"
    turned = " ".join(words(f"{typed.given_name} {typed.family_name}")) or " ".join(parts)
    same = list(reader.ids(sql, (typed.kind.value, " ".join(parts), turned, limit + 1)))
    found = [(contact_id, Reason.NAME) for contact_id in same]
    if typed.given_forms and len(found) < limit:
        family = " ".join(words(typed.family_name))
        keys = json.dumps([f"{family} {form}" for form in typed.given_forms])
        sql = """select id from contact where kind = ? and sort_key in (select value from json_each(?))
            and deleted_at is null order by id limit ?"""
        forms = list(reader.ids(sql, (typed.kind.value, keys, limit + 1)))
        found += [(contact_id, Reason.SIMILAR) for contact_id in forms if contact_id not in same]
        same += forms
    telling = [word for word in parts if word not in _LEGAL]
    if len(found) < limit and telling and max(map(len, telling)) >= _TELLING:
        kind = typed.kind.value
        hits = find(reader, text=" ".join(telling), limit=10, kinds=("contact",))
        known = _names(reader, [hit.id for hit in hits], kind)
        found += [(one, Reason.SIMILAR) for one, name in known if one not in same and _is_like(telling, words(name))]
    return found


def _is_like(telling: list[str], name: list[str]) -> bool:
    """Whether a name says the same but for legal forms, additions and the end of the last word still being typed."""
    other = [word for word in name if word not in _LEGAL]
    covered = sum(any(one.startswith(word) for one in other) for word in telling)
    # One word alone says too little to mean a longer name.
    room = 1 if len(telling) > 1 else 0
    return (covered == len(telling) and len(other) <= len(telling) + room) or _slips(telling, other) == 1


def _slips(left: list[str], right: list[str]) -> int:
    """Return by how many letters two names of as many words differ; 9 for names that are not alike at all."""
    if len(left) != len(right):
        return 9
    slips = 0
    for one, other in zip(sorted(left), sorted(right), strict=True):
        if one != other:
            slips += 1 if min(len(one), len(other)) > 3 and _one_letter(one, other) else 9
    return slips


def _one_letter(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    place = next((at for at, sign in enumerate(shorter) if sign != longer[at]), len(shorter))
    skip = 1 if len(shorter) == len(longer) else 0
    return shorter[place + skip :] == longer[place + 1 :]


def _names(reader: Reader, ids: list[int], kind: str) -> list[tuple[int, str]]:
    sql = """select c.id, c.sort_key from json_each(?) j cross join contact c on c.id = j.value
        where c.kind = ? and c.deleted_at is null order by j.key"""
    return reader.rows(lambda contact_id, name: (contact_id, name), sql, (json.dumps(ids), kind))


def described(reader: Reader, reasons: dict[int, tuple[Reason, str]]) -> list[Similar]:
    """Say who these are: the firm somebody works for, or the town."""
    sql = """select c.id, c.name, coalesce(nullif(f.name, ''), a.city, '')
        from json_each(?) j cross join contact c on c.id = j.value left join contact f on f.id = c.company_id
        left join address a on a.id = (
            select id from address where contact_id = c.id order by is_primary desc, id limit 1)
        order by j.key"""
    return reader.rows(
        lambda contact_id, name, detail: Similar(contact_id, name, detail, *reasons[contact_id]),
        sql,
        (json.dumps(list(reasons)),),
    )
