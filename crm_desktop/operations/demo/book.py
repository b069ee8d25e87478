"""Collects the rows of the demo firm, table by table, with ids given in the order of writing."""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from crm_desktop.base.times import to_text

#: Tables in the order in which references allow them to be filled.
ORDER = (
    "contact", "address", "contact_point", "employment", "tag", "consent", "product_category", "product", "price_tier",
    "product_part", "pipeline",
    "stage", "deal", "deal_contact", "deal_state", "offer", "offer_line", "sale", "sale_line", "activity",
    "activity_contact",
)  # fmt: skip

#: Tables whose rows are records with a UUID and times of their own.
_RECORDS = frozenset(
    {"contact", "product_category", "product", "pipeline", "stage", "deal", "offer", "sale", "activity"}
)


@dataclass
class Book:
    """Rows by table. Every row of a table must name the same columns, in any order."""

    chance: random.Random
    #: When rows without a time of their own say they were made.
    now: datetime
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    first_ids: dict[str, int] = field(default_factory=dict)

    def add(self, table: str, **values: Any) -> int:
        """Write down a row and return the id it will have."""
        rows = self.rows.setdefault(table, [])
        row_id = self.first_ids.get(table, 1) + len(rows)
        if table in _RECORDS:
            made = values.pop("created_at", self.now)
            values |= {"uuid": self._uuid(), "created_at": made, "updated_at": made}
        names = self.columns.setdefault(table, ("id", *values))
        rows.append((row_id, *(_plain(values[name]) for name in names[1:])))
        return row_id

    def change(self, table: str, row_id: int, **values: Any) -> None:
        """Change fields of a row that is written down already."""
        place = row_id - self.first_ids.get(table, 1)
        row = dict(zip(self.columns[table], self.rows[table][place], strict=True))
        row |= {name: _plain(value) for name, value in values.items()}
        self.rows[table][place] = tuple(row.values())

    def value(self, table: str, row_id: int, name: str) -> Any:
        """Return a field of a row that is written down already."""
        return self.rows[table][row_id - self.first_ids.get(table, 1)][self.columns[table].index(name)]

    def sheets(self) -> dict[str, tuple[Sequence[str], Sequence[tuple[Any, ...]]]]:
        """Return columns and rows by table in the order they can be inserted."""
        return {table: (self.columns[table], self.rows[table]) for table in ORDER if table in self.rows}

    def count(self) -> Mapping[str, int]:
        """Return how many rows each table has."""
        return {table: len(rows) for table, rows in self.rows.items()}

    def _uuid(self) -> str:
        return str(uuid.UUID(int=self.chance.getrandbits(128), version=4))


def _plain(value: Any) -> Any:
    """Return a value as the driver takes it."""
    if isinstance(value, datetime):
        return to_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value
