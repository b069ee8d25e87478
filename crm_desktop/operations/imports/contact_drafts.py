"""New contacts of a batch: gathered one by one, made rows of the tables column by column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

from crm_desktop.domain.records import NOTHING_FURTHER, ContactRecord
from crm_desktop.operations.imports.contact_lines import Line, custom_json, points_of
from crm_desktop.store.bulk.drafts import Draft


class New(NamedTuple):
    """A contact that is to be added; `company_id` is the person's employer."""

    contact_id: int
    uuid: str
    line: Line
    company_id: int | None


class NewContacts:
    """Drafts the rows of new contacts and their parts."""

    def __init__(self, draft: Draft, country: str, now: str) -> None:
        self._draft, self._country, self._now = draft, country, now
        self._new: list[New] = []

    def add(self, uuid: str, line: Line, company_id: int | None) -> int:
        """Note a contact to be added and return its id; `write` must follow before the draft is flushed."""
        contact_id = self._draft.new_id("contact")
        self._new.append(New(contact_id, uuid, line, company_id))
        return contact_id

    def write(self) -> None:
        """Draft the rows of all that were added since."""
        if not self._new:
            return
        rows = self._draft.rows["contact"]
        rows += self._contacts()
        rows.sort()  # by their ids: companies that were only mentioned stand between them
        plain = [new for new in self._new if new.line.record.further is NOTHING_FURTHER and not new.line.record.website]
        if len(plain) == len(self._new):
            self._plain_points()
        else:
            self._points()
        self._addresses()
        self._draft.parts["tag"] += [(new.contact_id, name) for new in self._new for name in new.line.record.tags]
        self._new.clear()

    def _contacts(self) -> list[tuple[Any, ...]]:
        """Return the rows of the contacts themselves."""
        ids, uuids, lines, companies = zip(*self._new, strict=True)
        records, names, keys, *_rest = zip(*lines, strict=True)
        said: dict[str, Sequence[Any]] = dict(zip(ContactRecord._fields, zip(*records, strict=True), strict=True))
        further = said["further"]
        all_plain = further.count(NOTHING_FURTHER) == len(further)
        customs = repeat("{}") if all_plain else map(custom_json, records)
        same = (
            "salutation", "title", "given_name", "family_name", "job_title", "birthday", "category", "industry",
            "employees", "founded", "vat_id", "iban", "customer_number", "source", "language", "note",
        )  # fmt: skip
        said["birthday"] = _days(said["birthday"])
        said["customer_number"] = _or_none(said["customer_number"])
        return list(
            zip(
                ids, uuids, _or_none(said["external_id"]), repeat(self._now), repeat(self._now), said["kind"], names,
                keys, companies, *(said[name] for name in same), customs,
            )
        )  # fmt: skip

    def _plain_points(self) -> None:
        """Draft the phone numbers and e-mail addresses of contacts that have one of each kind at most."""
        points = self._draft.parts["contact_point"]
        for contact_id, _uuid, line, _company in self._new:
            record = line.record
            if record.phone:
                points.append((contact_id, "phone", record.phone, line.phone, "", 1))
            if record.mobile:
                points.append((contact_id, "mobile", record.mobile, line.mobile, "", 1))
            if record.email:
                points.append((contact_id, "email", record.email, line.mail, "", 1))

    def _points(self) -> None:
        self._draft.parts["contact_point"] += [
            (new.contact_id, *point) for new in self._new for point in points_of(new.line, self._country)
        ]

    def _addresses(self) -> None:
        addresses = self._draft.parts["address"]
        for contact_id, _uuid, line, _company in self._new:
            record = line.record
            if record.street or record.postal_code or record.city:
                kind = "business" if line.company_key or line.is_company else "private"
                country = record.country or self._country
                addresses.append(
                    (contact_id, kind, record.street, record.postal_code, record.city, record.region, country, 1)
                )
            for other in record.further.addresses:
                addresses.append((contact_id, other.kind.value, *other[1:5], other.country or self._country, 0))


def _or_none(texts: Sequence[str]) -> list[str | None]:
    return [text or None for text in texts]


def _days(days: Sequence[Any]) -> Sequence[str | None]:
    return [None if day is None else day.isoformat() for day in days] if any(days) else days
