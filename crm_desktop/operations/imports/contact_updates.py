"""What a file changes of contacts that are known: it adds and corrects, and never empties a field."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from crm_desktop.base.times import to_text
from crm_desktop.domain.contacts import ContactKind, display_name, sort_key
from crm_desktop.domain.records import ContactRecord
from crm_desktop.operations.imports.contact_lines import Line, custom_of, points_of
from crm_desktop.store.bulk import employments
from crm_desktop.store.bulk.drafts import Draft
from crm_desktop.store.queries import import_keys
from crm_desktop.store.unit_of_work import Work

_TEXTS = (
    "salutation", "title", "given_name", "family_name", "job_title", "category", "industry", "vat_id", "iban", "source",
)  # fmt: skip
_READ = (
    *_TEXTS, "kind", "name", "sort_key", "external_id", "company_id", "birthday", "employees", "founded",
    "customer_number", "language", "note", "custom", "version",
)  # fmt: skip
_NAMES = frozenset({"name", "given_name", "family_name"})
_ADDRESS = ("street", "postal_code", "city", "region", "country", "is_primary")


class Known(NamedTuple):
    """A line of a file about a contact that is there; `company_id` is the person's employer as the file says."""

    contact_id: int
    row: int
    line: Line
    company_id: int | None


class Updates:
    """Compares lines with what is known, and drafts the differences."""

    def __init__(self, work: Work, draft: Draft, country: str, *, only_empty: bool = False) -> None:
        self._only_empty = only_empty
        self._work = work
        self._draft = draft
        self._country = country
        self._now = to_text(work.now)

    def apply(self, known: Sequence[Known]) -> dict[int, bool]:
        """Draft the changes of these contacts; return for each row whether it changed anything."""
        if not known:
            return {}
        ids = {one.contact_id for one in known}
        read = self._work.read
        fields = import_keys.fields_of(read, "contact", _READ, ids)
        points = import_keys.parts_of(read, "contact_point", "contact_id", ("kind", "value", "normal"), ids)
        addresses = import_keys.parts_of(read, "address", "contact_id", _ADDRESS, ids)
        tags = import_keys.parts_of(read, "tag", "contact_id", ("name",), ids)
        changed = {}
        for one in known:
            now = fields[one.contact_id]
            parts = [
                self._points(one, points.setdefault(one.contact_id, [])),
                self._address(one, addresses.setdefault(one.contact_id, [])),
                self._tags(one, tags.setdefault(one.contact_id, [])),
            ]
            changes = self._fields(one, now)
            changed[one.row] = bool(changes) or any(parts)
            if changed[one.row]:
                changes |= {"updated_at": self._now, "version": now["version"] + 1}
                self._draft.change("contact", one.contact_id, changes)
                now |= changes
        return changed

    def _fields(self, one: Known, now: dict[str, Any]) -> dict[str, Any]:
        """Return the columns of the contact itself that change."""
        said = _said(one.line.record, now, only_empty=self._only_empty)
        alike = not one.line.record.external_id and one.line.sort_key == now["sort_key"]
        if alike or one.line.is_nameless:
            # recognised by the name itself, perhaps in another spelling, or by the mail: the name that is there stays
            said = {name: value for name, value in said.items() if name not in _NAMES}
        moves = not self._only_empty or now["company_id"] is None
        if one.company_id is not None and one.company_id != one.contact_id and moves:
            said["company_id"] = one.company_id
            if now["company_id"] not in (None, one.company_id):
                employments.leave(self._work, one.contact_id, now["company_id"], now["job_title"])
        changes = {name: value for name, value in said.items() if now[name] != value}
        return changes | _names(now | changes) if changes else changes

    def _points(self, one: Known, there: list[dict[str, Any]]) -> bool:
        """Add the ways to reach the contact that are not known yet."""
        known = {(point["normal"] or point["value"]) for point in there}
        kinds = {point["kind"] for point in there}
        added = False
        for point in points_of(one.line, self._country):
            if (point.normal or point.value) not in known:
                primary = int(point.is_primary and point.kind not in kinds)
                self._draft.add("contact_point", one.contact_id, *point[:4], primary)
                there.append({"kind": point.kind, "value": point.value, "normal": point.normal})
                added = True
        return added

    def _address(self, one: Known, there: list[dict[str, Any]]) -> bool:
        """Correct the primary address, or add the first one."""
        record = one.line.record
        said = {name: getattr(record, name) for name in _ADDRESS[:5] if getattr(record, name)}
        if not said.keys() & {"street", "postal_code", "city"}:
            return False
        if not there:
            values = {name: getattr(record, name) for name in _ADDRESS[:4]}
            country = record.country or self._country
            address_id = self._draft.add("address", one.contact_id, "business", *values.values(), country, 1)
            there.append({"id": address_id, **values, "country": country, "is_primary": 1})
            return True
        if any(all(address[name] == value for name, value in said.items()) for address in there):
            return False
        primary = next((address for address in there if address["is_primary"]), there[0])
        if self._only_empty:
            said = {name: value for name, value in said.items() if not primary[name]}
        if not said:
            return False
        primary |= said
        self._draft.change("address", primary["id"], said)
        return True

    def _tags(self, one: Known, there: list[dict[str, Any]]) -> bool:
        known = {tag["name"].casefold() for tag in there}
        new = [name for name in one.line.record.tags if name.casefold() not in known]
        for name in new:
            self._draft.add("tag", one.contact_id, name)
            there.append({"name": name})
        return bool(new)


def _said(record: ContactRecord, now: Mapping[str, Any], *, only_empty: bool) -> dict[str, Any]:
    """Return what the record says of the contact's own columns; what it does not say is left out.

    With `only_empty` what is known stays, and only what is not known yet is said; a note is added to either way.
    """
    said = {name: getattr(record, name) for name in _TEXTS}
    said |= {"employees": record.employees, "founded": record.founded, "language": record.language}
    said |= {"customer_number": record.customer_number, "external_id": record.external_id}
    said["birthday"] = None if record.birthday is None else record.birthday.isoformat()
    if record.kind == "company" and now["kind"] == "company":
        said["name"] = record.company
    said = {name: value for name, value in said.items() if value not in ("", None)}
    if only_empty:
        said = {name: value for name, value in said.items() if now[name] in ("", None)}
    if now["external_id"]:  # the id that came first stays: other files may refer to it
        said.pop("external_id", None)
    if record.note and record.note not in now["note"]:
        said["note"] = f"{now['note']}\n{record.note}".strip()
    if more := custom_of(record):
        kept = json.loads(now["custom"])
        both = more | kept if only_empty else kept | more
        if both != kept:
            said["custom"] = json.dumps(both, ensure_ascii=False)
    return said


def _names(now: Mapping[str, Any]) -> dict[str, Any]:
    """Return the shown name and the sorting key that follow from the names."""
    kind = ContactKind(now["kind"])
    name = display_name(kind, now["name"], now["given_name"], now["family_name"])
    return {"name": name, "sort_key": sort_key(kind, name, now["given_name"], now["family_name"])}
