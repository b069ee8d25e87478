"""Recognising contacts by name and place, for files that know nothing better."""

from __future__ import annotations

from crm_desktop.base.text import fold
from crm_desktop.operations.imports.contact_lines import Line
from crm_desktop.operations.imports.seen import Seen
from crm_desktop.store.queries import import_keys
from crm_desktop.store.reading import Reader


class KnownPlaces:
    """Contacts by name with postal code or town, of those in the database and of those an import adds."""

    def __init__(self, reader: Reader) -> None:
        self._known = Seen()
        for row in import_keys.contact_keys(reader):
            for key in _keys(row.sort_key, row.postal_code, row.city):
                self._known.setdefault(key, row.id)

    def find(self, line: Line) -> int | None:
        """Return who has the name of a row in its place."""
        record = line.record
        return next(filter(None, map(self._known.get, _keys(line.sort_key, record.postal_code, record.city))), None)

    def learn(self, contact_id: int, line: Line) -> None:
        """Recognise a contact by the name and place of a row from now on."""
        for key in _keys(line.sort_key, line.record.postal_code, line.record.city):
            self._known.setdefault(key, contact_id)


def _keys(sort_key: str, postal_code: str, city: str) -> list[tuple[str, str]]:
    """Return what a contact is recognised by: its name with the code, else with the town."""
    return [(sort_key, place) for place in (postal_code.replace(" ", ""), fold(city)) if sort_key and place]
