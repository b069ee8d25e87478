"""What the palette asks the database: hits for words, and what was used last for none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crm_desktop.base.text import words
from crm_desktop.store.queries import palette
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.search_titles import SearchHit, hits
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.window.file_state import Recent
from crm_desktop.ui.window.plan import PLANS

#: Where each kind of record is looked at: the first of these panes that there is.
_PANES = {
    "contact": ("contacts",),
    "company": ("companies", "contacts"),
    "deal": ("board",),
    "offer": ("offers",),
    "product": ("products",),
    "service_case": ("cases",),
    "lead": ("leads",),
}
#: Hits of each kind that are asked for, and records used last that are shown.
_HITS, _RECENTS = 6, 6


class Hit(NamedTuple):
    """A record to go to; `kind` is company for contacts that are one, entry for the history, file for files."""

    kind: str
    id: int
    title: str
    detail: str
    place: Place


class Found(NamedTuple):
    """What was found for words; with none, what was used last. `rest` are the words that found it."""

    records: list[Hit]
    history: list[Hit]
    #: Files found by name or by their text: they are shown, not gone to.
    files: list[Hit]
    rest: str
    #: Names of commands used last, for no words.
    commands: list[str]


def look_up(reader: Reader, *, text: str, recents: Sequence[Recent]) -> Found:
    """Return what fits a text; where nothing does, its first word may be what to do with what the others find."""
    if not text.strip():
        return _used_last(reader, recents)
    rest = text.strip()
    found = find(reader, text=rest, limit=_HITS)
    if not found and " " in rest:
        rest = rest.split(maxsplit=1)[1]
        found = find(reader, text=rest, limit=_HITS, kinds=("contact",))
    records = _records(reader, [hit for hit in found if hit.kind not in {"activity", "attachment"}])
    history = _history(reader, [hit for hit in found if hit.kind == "activity"], rest)
    files = [_file(hit) for hit in found if hit.kind == "attachment"]
    return Found(records, history, files, rest, [])


def _used_last(reader: Reader, recents: Sequence[Recent]) -> Found:
    known: dict[Recent, SearchHit] = {}
    for kind in _PANES:
        ids = [one.ref for one in recents if one.kind == kind and isinstance(one.ref, int)]
        if kind != "company" and ids:
            known |= {Recent(kind, hit.id): hit for hit in hits(reader, kind, ids)}
    shown = [known[one] for one in recents if one in known][:_RECENTS]
    there = {(hit.kind, hit.id) for hit in shown}
    filling = [hit for hit in find(reader, text="", limit=_RECENTS) if (hit.kind, hit.id) not in there]
    commands = [str(one.ref) for one in recents if one.kind == "command"]
    return Found(_records(reader, (shown + filling)[:_RECENTS]), [], [], "", commands)


def _records(reader: Reader, found: Sequence[SearchHit]) -> list[Hit]:
    companies = palette.companies_among(reader, [hit.id for hit in found if hit.kind == "contact"])
    made: list[Hit] = []
    for hit in found:
        kind = "company" if hit.kind == "contact" and hit.id in companies else hit.kind
        pane = _pane_of(kind)
        if pane:
            made.append(Hit(kind, hit.id, hit.title, hit.detail, Place(pane, hit.kind, hit.id)))
    return made


def _file(hit: SearchHit) -> Hit:
    """Return a file with the words found in it; where its name has them, the name comes first."""
    if not hit.snippet:
        return Hit("file", hit.id, hit.title, hit.detail, Place(""))
    return Hit("file", hit.id, hit.snippet, " · ".join(filter(None, (hit.title, hit.detail))), Place(""))


def _history(reader: Reader, found: Sequence[SearchHit], text: str) -> list[Hit]:
    entries = palette.entries(reader, [hit.id for hit in found])
    made: list[Hit] = []
    for hit in found:
        entry = entries.get(hit.id)
        if entry is None or not (entry.contact_id or entry.deal_id):
            continue
        title = palette.around(f"{hit.title}\n{entry.body}", words(text)) or hit.title
        place = (
            Place("contacts", "contact", entry.contact_id, "entry", entry.id)
            if entry.contact_id
            else Place("board", "deal", entry.deal_id)
        )
        made.append(Hit("entry", hit.id, title, hit.detail, place))
    return made


def _pane_of(kind: str) -> str:
    there = {plan.name for plan in PLANS}
    return next((pane for pane in _PANES.get(kind, ()) if pane in there), "")
