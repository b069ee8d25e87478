"""What panes keep, as JSON and back: texts, numbers, days, and the program's own frozen values by their name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from importlib import import_module
from typing import Any

#: Only what the program itself has written may be brought back by its name.
_OWN = "crm_desktop."
_AS_THEY_ARE = (str, int, float, bool, type(None))
_MAKERS: Mapping[str, Callable[[Any], Any]] = {
    "dict": lambda pairs: {from_plain(key): from_plain(one) for key, one in pairs},
    "tuple": lambda parts: tuple(from_plain(one) for one in parts),
    "day": date.fromisoformat,
    "moment": datetime.fromisoformat,
    "number": Decimal,
}


def to_plain(value: Any) -> Any:
    """Return a value as JSON can hold it. Raises TypeError for what is none of the kinds above."""
    if isinstance(value, Enum):
        return {"enum": _name(type(value)), "value": value.value}
    if isinstance(value, _AS_THEY_ARE):
        return value
    if isinstance(value, list):
        return [to_plain(one) for one in value]
    if isinstance(value, dict):
        return {"dict": [[to_plain(key), to_plain(one)] for key, one in value.items()]}
    return _named(value)


def from_plain(value: Any) -> Any:
    """Return what `to_plain` was given. Raises ValueError, TypeError or KeyError for what it did not write."""
    if isinstance(value, list):
        return [from_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "made" in value:
        given = {name: from_plain(one) for name, one in value["fields"].items()}
        return _own(value["made"])(**given)
    if "enum" in value:
        return _own(value["enum"], Enum)(value["value"])
    ((kind, content),) = value.items()
    return _MAKERS[kind](content)


def _named(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    names = getattr(value, "_fields", None)
    if names is None and is_dataclass(value):
        names = tuple(field.name for field in fields(value) if field.init)
    if names is not None:
        return {"made": _name(type(value)), "fields": {name: to_plain(getattr(value, name)) for name in names}}
    if isinstance(value, tuple):
        return {"tuple": [to_plain(one) for one in value]}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _name(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


def _own(name: str, base: type = object) -> type:
    module, _sep, path = name.partition(":")
    if not module.startswith(_OWN):
        raise ValueError(f"{name} is not one of ours")
    found: Any = import_module(module)
    for part in path.split("."):
        found = getattr(found, part, None)
    allowed = isinstance(found, type) and issubclass(found, base)
    if not allowed or not (base is Enum or is_dataclass(found) or issubclass(found, tuple)):
        raise ValueError(f"{name} is not one of ours")
    kind: type = found
    return kind
