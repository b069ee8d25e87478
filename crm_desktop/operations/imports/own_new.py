"""Fields of the user's own that are made on the way, for columns that are kept and have none yet."""

from __future__ import annotations

from collections.abc import Mapping

from crm_desktop.base.text import fold
from crm_desktop.domain.firm import CustomField
from crm_desktop.exchange.fields import KEEP, choices
from crm_desktop.exchange.intake import Look, cells_of, default_form, with_mapping
from crm_desktop.exchange.own_guess import OwnGuess, guess_own
from crm_desktop.operations.imports.own_columns import fields_by_heading
from crm_desktop.store.queries.custom_fields import PROGRAM_KEYS, RECORDS, own_fields
from crm_desktop.store.unit_of_work import Work


def kept_columns(work: Work, looked: Look, mapping: Mapping[str, str] | None) -> dict[str, OwnGuess]:
    """Return by folded heading how the kept columns of a file are read; fields that are not there yet are made.

    A column whose field is there is read as that field holds it, in the form its cells have.
    """
    if KEEP not in choices(looked.kind):
        return {}
    record = RECORDS[looked.kind]
    columns = [one for one in with_mapping(looked, mapping or {}).columns if one.field == KEEP]
    there = own_fields(work.read, record=record)
    known = fields_by_heading(there)
    found: dict[str, OwnGuess] = {}
    for column in columns:
        guess = guess_own(cells_of(looked, column.place), default_form(looked))
        field = known.get(fold(column.heading))
        found[fold(column.heading)] = guess if field is None else guess._replace(kind=field.kind)
        if field is None and column.heading not in PROGRAM_KEYS:
            position = len(there) + len(found) - 1
            work.add(
                CustomField(
                    record=record, key=column.heading, label=column.heading, kind=guess.kind,
                    choices=list(guess.choices), position=position,
                )
            )  # fmt: skip
    work.flush()
    return found
