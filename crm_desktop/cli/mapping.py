"""What the command line says of columns: which fields they fill, which are split, which are put together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not

#: Keys of a mapping that says more than which heading fills which field.
_PARTS = frozenset(("columns", "split", "join"))


def mapping_of(name: str) -> tuple[Mapping[str, str] | None, tuple[Any, ...]]:
    """Read which heading fills which field from a JSON file, and what is split and joined."""
    if not name:
        return None, ()
    try:
        found = json.loads(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise NotFound(_("“{name}” cannot be read: {reason}.").format(name=name, reason=why_not(error))) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(_("“{name}” is not JSON: {reason}.").format(name=name, reason=error)) from error
    if not isinstance(found, dict):
        raise _no_mapping()
    if found.keys() <= _PARTS and any(isinstance(value, (list, dict)) for value in found.values()):
        return _whole(found)
    return _columns(found), ()


def split_of(text: str) -> Any:
    """Read "COLUMN=FIELD,FIELD@SIGN"."""
    from crm_desktop.exchange.shaping import Split, Way, way_for  # rarely needed

    column, said, sign = _parts(text)
    into = tuple(field.strip() for field in said.split(","))
    return Split(column, Way.SIGN if sign else way_for(into), into, sign)


def join_of(text: str) -> Any:
    """Read "COLUMN+COLUMN=FIELD@SIGN"."""
    from crm_desktop.exchange.shaping import Join  # rarely needed

    columns, field, sign = _parts(text)
    return Join(tuple(one.strip() for one in columns.split("+")), field.strip(), sign or " ")


def _parts(text: str) -> tuple[str, str, str]:
    column, equals, said = text.rpartition("=")
    if not equals or not column.strip():
        raise BadInput(_("“{text}” does not say which column fills which fields.").format(text=text), field="split")
    fields, _at, sign = said.partition("@")
    return column.strip(), fields, sign


def _whole(found: Mapping[str, Any]) -> tuple[Mapping[str, str] | None, tuple[Any, ...]]:
    from crm_desktop.exchange.shaping import from_plain  # rarely needed

    shapes = [*found.get("split", ()), *found.get("join", ())]
    if not all(isinstance(one, dict) for one in shapes):
        raise _no_mapping()
    return _columns(found.get("columns", {})) or None, from_plain(shapes)


def _columns(found: Any) -> dict[str, str]:
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise _no_mapping()
    return {str(heading): field for heading, field in found.items()}


def _no_mapping() -> BadInput:
    return BadInput(_("A mapping is a JSON object: heading to field."), field="mapping")
