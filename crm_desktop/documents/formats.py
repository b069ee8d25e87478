"""Sheets of labels and sizes of envelopes, read from the data beside the program."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import resources


class LabelSheet(NamedTuple):
    """A sheet of labels on A4, in mm: `left` and `top` are the first label's edges, `across` and `down` the steps."""

    name: str
    maker: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    #: "address" or "shipping".
    use: str

    @property
    def labels(self) -> int:
        """How many labels are on a sheet."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """Return the upper left corner of a label by its place on the sheet, from 0, row by row."""
        row, column = divmod(place, self.columns)
        return self.left + column * self.across, self.top + row * self.down


class Envelope(NamedTuple):
    """An envelope without a window, in mm; `left` and `top` say where the address begins."""

    name: str
    width: float
    height: float
    left: float
    top: float


@cache
def label_sheets() -> tuple[LabelSheet, ...]:
    """Return all sheets of labels, address labels first."""
    return tuple(LabelSheet(**row) for row in _rows("labels.json"))


@cache
def envelopes() -> tuple[Envelope, ...]:
    """Return all sizes of envelopes, the usual one first."""
    return tuple(Envelope(**row) for row in _rows("envelopes.json"))


def label_sheet(name: str) -> LabelSheet:
    """Return a sheet of labels by its number. Raises BadInput for one that is not known."""
    found = next((one for one in label_sheets() if one.name.casefold() == name.strip().casefold()), None)
    if found is None:
        known = ", ".join(one.name for one in label_sheets())
        raise BadInput(_("There is no sheet of labels “{name}”.").format(name=name), known, field="sheet")
    return found


def envelope(name: str) -> Envelope:
    """Return a size of envelopes by its name. Raises BadInput for one that is not known."""
    found = next((one for one in envelopes() if one.name.casefold() == name.strip().casefold()), None)
    if found is None:
        known = ", ".join(one.name for one in envelopes())
        raise BadInput(_("There is no envelope “{name}”.").format(name=name), known, field="size")
    return found


def _rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((resources() / "paper" / name).read_text(encoding="utf-8"))
    return found
