"""Where the texts of others name somebody who is erased, place by place, so that each can be decided on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from crm_desktop.base.i18n import _
from crm_desktop.engine.privacy.spots import Spot, spots, without
from crm_desktop.engine.privacy.traces import Finder
from crm_desktop.store.free_texts import codes, free_texts
from crm_desktop.store.queries.privacy_mentions import Mention
from crm_desktop.store.reading import Reader
from crm_desktop.store.search_titles import hits

#: A place by table, id, column and where it begins; plain data (own fields, settings) are one place.
Key: TypeAlias = tuple[str, int, str, int]
#: What was decided: whether the name goes.
Decisions: TypeAlias = Mapping[Key, bool]
_WHOLE = -1
_BEFORE, _AFTER = 48, 72


class Named(NamedTuple):
    """A place that names the person: where it stands, the words around it, and whether it surely does."""

    key: Key
    where: str
    before: str
    named: str
    after: str
    sure: bool


def named(reader: Reader, found: Sequence[Mention], finder: Finder, *, near: bool = False) -> list[Named]:
    """Return the places of texts that name somebody, each with the words around it."""
    ids: dict[str, list[int]] = defaultdict(list)
    for one in found:
        ids[one.table].append(one.id)
    titles = {
        (table, hit.id): hit.detail if table == "activity" else hit.title
        for table, some in ids.items() if table in _TITLED
        for hit in hits(reader, table, list(dict.fromkeys(some)))
    }  # fmt: skip
    return [
        place
        for one in found
        for place in _places(one, finder, _where(one, titles.get((one.table, one.id), "")), near=near)
    ]


def rewritten(one: Mention, finder: Finder, decisions: Decisions, *, near: bool = False) -> str:
    """Return a text with other words where the name goes: where that was decided, else wherever it is sure."""
    instead = _("[deleted]")
    if _is_data(one):
        goes = decisions.get((one.table, one.id, one.column, _WHOLE), True)
        data = finder.without_in(json.loads(one.text), instead, codes()) if goes else json.loads(one.text)
        return json.dumps(data, ensure_ascii=False)

    def go(spot: Spot) -> bool:
        """Whether the name goes here."""
        return decisions.get((one.table, one.id, one.column, spot.start), spot.sure)

    return without(one.text, spots(one.text, finder, near=near), instead=instead, go=go)


def _places(one: Mention, finder: Finder, where: str, *, near: bool) -> Iterator[Named]:
    if _is_data(one):
        yield Named((one.table, one.id, one.column, _WHOLE), where, "", _shortened(one.text, _AFTER), "", sure=True)
        return
    for spot in spots(one.text, finder, near=near):
        before = _flat(one.text[max(0, spot.start - 2 * _BEFORE) : spot.start])
        after = _flat(one.text[spot.end : spot.end + 2 * _AFTER])
        yield Named(
            (one.table, one.id, one.column, spot.start), where,
            before if len(before) <= _BEFORE else "… " + before[-_BEFORE:].lstrip(),
            _flat(one.text[spot.start : spot.end]), _shortened(after, _AFTER), spot.sure,
        )  # fmt: skip


def _flat(text: str) -> str:
    """Return a text on one line; what stands at its ends is kept apart from the name."""
    return "".join(" " if sign.isspace() else sign for sign in text)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rstrip() + " …"


def _where(one: Mention, title: str) -> str:
    said = _where_words(one.table)
    return f"{said} · {title}" if title else said


def _where_words(table: str) -> str:
    return {
        "activity": _("History"),
        "activity_comment": _("Comment in the history"),
        "contact": _("Contact"),
        "deal": _("Deal"),
        "offer": _("Draft of an offer"),
        "offer_line": _("Line of a draft"),
        "lead": _("Inquiry"),
        "service_case": _("Case"),
        "product": _("Product"),
        "attachment": _("Name of a file"),
        "campaign": _("Campaign"),
        "template": _("Template"),
        "saved_view": _("Saved view"),
        "setting": _("Setting"),
    }.get(table, _("Another text"))


#: Records that have a title of their own.
_TITLED: Collection[str] = frozenset(
    {"activity", "contact", "deal", "offer", "lead", "service_case", "product", "attachment"}
)


def _is_data(one: Mention) -> bool:
    return one.text[:1] in "{[" and one.column in _data_columns()


@cache
def _data_columns() -> frozenset[str]:
    return frozenset(column for source in free_texts() for column in source.data)
