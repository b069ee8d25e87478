"""The file of a person as it is told to the person: every part, and which of its texts name others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import _, meant
from crm_desktop.operations.privacy.others import Others
from crm_desktop.store.queries import custom_fields
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import privacy_dossier as queries
from crm_desktop.store.queries import privacy_held as held_queries
from crm_desktop.store.queries.privacy_dossier import DossierFile, Rows
from crm_desktop.store.queries.privacy_held import Whole
from crm_desktop.store.reading import Reader


class Release(StrEnum):
    """What becomes of something that names others."""

    HOLD = "hold"
    BLACKEN = "blacken"
    GIVE = "give"


class Finding(NamedTuple):
    """Something that names others: its key, what it is, its text, who is named, and whether it is a file."""

    key: str
    title: str
    text: str
    others: tuple[str, ...]
    is_file: bool = False


class Dossier(NamedTuple):
    """All that is known of a person."""

    who: Whole
    parts: Mapping[str, Rows]
    history: Rows
    files: tuple[DossierFile, ...]
    findings: tuple[Finding, ...]
    others: Others


#: Where people write freely: part and columns.
_FREE = {
    "master": ("note", "custom"), "deals": ("title", "note"), "cases": ("title", "text", "solution"),
    "leads": ("title", "raw_text", "note"), "rules": ("did",), "campaigns": ("response", "answer"),
    "surveys": ("words",),
}  # fmt: skip
_OF_ENTRY = ("subject", "body", "result", "comments")


def dossier(reader: Reader, *, contact_id: int) -> Dossier:
    """Return the file of a person. Raises NotFound."""
    who = held_queries.whole(reader, contact_id=contact_id)
    if who is None:
        raise NotFound(_("This contact is not there any more."))
    with reader.snapshot():
        parts = {name: queries.part(reader, name, contact_id=contact_id) for name in queries.parts()}
        _name_own_fields(reader, parts["master"])
        history = queries.history(reader, contact_id=contact_id)
        files = tuple(queries.files(reader, contact_id=contact_id))
        shared = queries.others_of(reader, contact_id=contact_id, activity_ids=[row["id"] for row in history])
        texts = [text for _key, _title, text in _texts(parts, history)]
        others = Others(reader, who, _own(reader, who), [*texts, *(one.text for one in files)])
    found = list(_findings(parts, history, files, {one: [n for _i, n in who_] for one, who_ in shared.items()}, others))
    referrer = queries.referrer(reader, contact_id=contact_id)
    if referrer:
        found.insert(0, Finding("master:referrer", _("Recommended by"), referrer, (referrer,)))
        parts["master"][0]["referred_by"] = referrer
    return Dossier(who, parts, history, files, tuple(found), others)


def released(found: Dossier, decisions: Mapping[str, Release]) -> Dossier:
    """Return the file with what was decided of texts that name others; what was not decided is held out."""
    flagged = {one.key: one.others for one in found.findings}

    def told(key: str, text: str) -> str:
        if key not in flagged or not text:
            return text
        decision = decisions.get(key, Release.HOLD)
        if decision is Release.GIVE:
            return text
        return found.others.blackened(text, flagged[key]) if decision is Release.BLACKEN else held_words()

    parts = {
        name: [
            {column: told(_key(name, number, column), value) if isinstance(value, str) else value
             for column, value in row.items()}
            for number, row in enumerate(rows)
        ]
        for name, rows in found.parts.items()
    }  # fmt: skip
    if "master:referrer" in flagged:
        parts["master"][0]["referred_by"] = told("master:referrer", str(found.parts["master"][0]["referred_by"]))
    history = [
        {column: told(f"history:{row['id']}", value) if column in _OF_ENTRY else value for column, value in row.items()}
        for row in found.history
    ]
    files = tuple(
        one for one in found.files
        if f"file:{one.id}" not in flagged or decisions.get(f"file:{one.id}") is Release.GIVE
    )  # fmt: skip
    return found._replace(parts=parts, history=history, files=files)


def held_out(found: Dossier, decisions: Mapping[str, Release]) -> tuple[Finding, ...]:
    """Return what stays held out."""
    return tuple(
        one for one in found.findings
        if decisions.get(one.key, Release.HOLD) is Release.HOLD
        or (one.is_file and decisions.get(one.key) is not Release.GIVE)
    )  # fmt: skip


def held_words() -> str:
    """Return what stands in place of a text that is held out."""
    return _("[held back: concerns other people, Art. 15 (4) GDPR]")


def _findings(
    parts: Mapping[str, Rows], history: Rows, files: tuple[DossierFile, ...], shared: Mapping[int, list[str]],
    others: Others,
) -> Iterator[Finding]:  # fmt: skip
    flagged = set()
    for key, title, text in _texts(parts, history):
        near = shared.get(int(key.partition(":")[2]), []) if key.startswith("history:") else []
        named = others.named(text, near)
        if named:
            flagged.add(key)
            yield Finding(key, title, text, named)
    for one in files:
        at_shared = f"history:{one.activity_id}" in flagged
        named = others.named(one.text)
        unread = not one.text
        if at_shared or named or unread:
            reason = named or (_("its entry names others"),) if not unread or at_shared else (_("could not be read"),)
            yield Finding(f"file:{one.id}", one.name, one.text[:2_000], reason, is_file=True)


def _texts(parts: Mapping[str, Rows], history: Rows) -> Iterator[tuple[str, str, str]]:
    for name, columns in _FREE.items():
        for number, row in enumerate(parts[name]):
            for column in columns:
                if row.get(column):
                    yield _key(name, number, column), part_title(name), str(row[column])
    for row in history:
        text = "\n".join(str(row[column]) for column in _OF_ENTRY if row[column])
        yield f"history:{row['id']}", str(row["subject"] or _("Entry of the history")), text


def _key(name: str, number: int, column: str) -> str:
    return f"{name}:{number}:{column}"


def _own(reader: Reader, who: Whole) -> list[str]:
    """Return names and addresses that are no others': of the person, and of who writes for the firm."""
    firm = firm_queries.firm(reader)
    own = [who.name, *(value for _kind, value in held_queries.ways(reader, contact_id=who.id))]
    if firm is not None:
        own += [firm.contact_name, firm.directors, firm.name, firm.email, firm.contact_email]
    return [one for one in own if one]


def _name_own_fields(reader: Reader, master: Rows) -> None:
    """Tell values of own fields by their labels; what only machines read is left out."""
    labels = {field.key: field.label for field in custom_fields.own_fields(reader)}
    for row in master:
        held: dict[str, Any] = json.loads(row.pop("custom") or "{}")
        said = [f"{labels.get(key, key)}: {value}" for key, value in held.items()
                if key not in {"merged_ids", "vcard"} and value not in ("", None, [])]  # fmt: skip
        row["custom"] = "\n".join(said)


def part_title(name: str) -> str:
    """Return what a part of the file is called."""
    return {
        "master": _("Personal data"),
        "origin": _("Where the data come from"),
        "ways": _("Numbers and addresses"),
        "addresses": _("Postal addresses"),
        "tags": _("Tags"),
        "employments": _("Employers"),
        "consents": _("Consents and objections"),
        "deals": _("Deals"),
        "offers": meant("part of a file", "Offers"),
        "orders": meant("part of a file", "Orders"),
        "cases": _("Complaints and questions"),
        "leads": _("Inquiries"),
        "campaigns": _("Advertising"),
        "surveys": _("Replies to surveys"),
        "rules": _("What rules of the program did"),
        "requests": _("Requests on data protection"),
        "history": _("Correspondence and conversations"),
        "files": meant("part of a file", "Files"),
    }[name]
