"""What goes to many at once: to whom, what one of them got, who was left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Target(NamedTuple):
    """Somebody a letter or e-mail is for; `extra` holds further fields by their names, a reply code for instance."""

    contact_id: int
    extra: Mapping[str, str] = _NOTHING


class LeftOut(NamedTuple):
    """Somebody who gets nothing, with the reason in words."""

    contact_id: int
    name: str
    reason: str


class Missing(NamedTuple):
    """Somebody whose text lacks values: the names of their fields as the text has them."""

    contact_id: int
    name: str
    fields: tuple[str, ...]


class Odd(NamedTuple):
    """Somebody whose text is worth a look before all are printed, and why."""

    contact_id: int
    name: str
    why: str


class Ready(NamedTuple):
    """What would be written now: for how many, who is left out, whose values are missing, which to look at first."""

    number: int
    left_out: tuple[LeftOut, ...]
    missing: tuple[Missing, ...]
    odd: tuple[Odd, ...]
