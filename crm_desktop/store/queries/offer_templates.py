"""Questions about templates of offers: what new offers can begin from."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from crm_desktop.store.reading import Reader


class OfferTemplate(NamedTuple):
    """A template: its name, and the offer in it as plain data."""

    id: int
    name: str
    language: str
    subject: str
    content: dict[str, Any]

    @property
    def positions(self) -> int:
        """How many lines it has."""
        return len(self.content.get("lines", []))


_TEMPLATES = "select id, name, language, subject, body from template where kind = 'offer_lines' and deleted_at is null"


def templates(reader: Reader) -> list[OfferTemplate]:
    """Return all templates by name."""
    return reader.rows(_template, f"{_TEMPLATES} order by name, id")


def template(reader: Reader, *, template_id: int) -> OfferTemplate | None:
    """Return one template; None where there is none."""
    return reader.row(_template, f"{_TEMPLATES} and id = ?", (template_id,))


def template_named(reader: Reader, *, name: str) -> OfferTemplate | None:
    """Return the template of a name; None where there is none."""
    return reader.row(_template, f"{_TEMPLATES} and name = ? order by id limit 1", (name,))


def _template(*values: Any) -> OfferTemplate:
    row = OfferTemplate._make(values)
    return row._replace(content=json.loads(values[4]))
