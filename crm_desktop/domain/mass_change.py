"""A change of one field of many contacts: which field, how, and what comes of each value."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class How(StrEnum):
    """How a value is changed."""

    SET = "set"
    REPLACE = "replace"
    PROPER = "proper"
    UPPER = "upper"
    LOWER = "lower"
    #: The salutation the given name asks for.
    FITTING = "fitting"
    #: Put a tag on, or take one off.
    ADD = "add"
    REMOVE = "remove"


class Change(NamedTuple):
    """What is done with one field: `value` is what it becomes, or what stands instead of `find`."""

    field: str
    how: How
    value: str = ""
    find: str = ""
    #: Whether capitals and small letters are told apart, and whether only the whole value is meant.
    same_case: bool = False
    whole: bool = False


class Value(NamedTuple):
    """One value of one contact as it stands; `record` is the row it stands in: contact, address, number or tag."""

    record: int
    contact_id: int
    name: str
    text: str
    #: What else its change may ask: the given name for a salutation, the kind of a phone number.
    given_name: str = ""
    kind: str = ""


class Edit(NamedTuple):
    """One value before and after; with a problem it stays as it is."""

    record: int
    contact_id: int
    name: str
    before: str
    after: str
    problem: str = ""
    kind: str = ""
