"""How files one gets again and again are read, as it is kept beside their headings: fields, splits and joins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm_desktop.exchange.shaping import Shape, as_plain, from_plain, made_columns
from crm_desktop.ui.models.import_preview import Preview


def as_stored(found: Preview, view: Mapping[str, Any]) -> Preview:
    """Return a file read as another one was; what was split of columns that are not there is left out."""
    there = {name.casefold() for name in found.headings}
    shapes = [one for one in from_plain(view.get("shapes") or ()) if _sources(one) <= there]
    return found.shaped(shapes).with_all(view.get("mapping") or {})


def to_store(shown: Preview, how: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a file is read as it is kept; `how` says what is done to known records and where data come from."""
    return {
        "headings": shown.headings, "kind": shown.looked.kind.value, "mapping": shown.mapping(),
        "treatment": how["treatment"], "key": how["update_by"], "shapes": as_plain(shown.shapes),
        "origin_kind": how["origin_kind"],
    }  # fmt: skip


def with_shape(shown: Preview, shape: Shape) -> Preview:
    """Return a file with columns made of others; a new way to split a column takes the place of the one before."""
    kept = [one for one in shown.shapes if _sources(one).isdisjoint(_sources(shape))]
    return shown.shaped([*kept, shape])


def _sources(shape: Shape) -> set[str]:
    return {name.casefold() for made in made_columns([shape]) for name in made.sources}
