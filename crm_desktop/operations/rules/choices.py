"""What rules can ask for: the fields of the record and of its contact, with what can be asked of each."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.domain.criteria import Check
from crm_desktop.domain.kinds import FieldKind as OwnKind
from crm_desktop.domain.rules import Subject
from crm_desktop.operations.contacts.segment_words import field_groups, field_word
from crm_desktop.operations.rules.words import field_values, record_field_word, subject_word
from crm_desktop.store.queries.rule_choices import RuleChoices, rule_choices
from crm_desktop.store.queries.rule_fields import RECORD_FIELDS
from crm_desktop.store.queries.segment_facts import FIELDS
from crm_desktop.store.queries.segment_fields import TESTS, FieldKind
from crm_desktop.store.queries.segment_sql import OWN

__all__ = ["ConditionField", "RuleChoices", "condition_fields", "rule_choices"]


class ConditionField(NamedTuple):
    """A field that can be asked for: its name in the criteria, its word, and what can be asked of it."""

    name: str
    word: str
    kind: FieldKind
    checks: tuple[Check, ...]
    #: Values to choose from with their words; empty where it is typed.
    values: tuple[tuple[str, str], ...]
    #: Whether only some days of it can be meant.
    timed: bool = False


def condition_fields(choices: RuleChoices, subject: Subject) -> list[tuple[str, list[ConditionField]]]:
    """Return the fields as they are offered: those of the record first, then its contact's, by what they are about."""
    found = [(subject_word(subject), _of_record(choices, subject))]
    for group, names in field_groups():
        found.append((group, [_of_contact(name, choices) for name in names if name == "segment" or name in FIELDS]))
    own = [
        ConditionField(f"{OWN}{field.key}", field.label, kind, TESTS[kind], tuple((one, one) for one in field.choices))
        for field in choices.criteria.own
        for kind in (_KINDS.get(field.kind, FieldKind.TEXT),)
    ]
    return [(group, fields) for group, fields in [*found, (_("Own fields"), own)] if fields]


_KINDS = {OwnKind.MONEY: FieldKind.MONEY, OwnKind.NUMBER: FieldKind.NUMBER, OwnKind.CHECK: FieldKind.YES_NO}


def _of_record(choices: RuleChoices, subject: Subject) -> list[ConditionField]:
    prefix = f"{subject.value}."
    return [
        ConditionField(
            name,
            record_field_word(name),
            field.kind,
            TESTS[field.kind],
            tuple(field_values(name, choices)),
            field.timed,
        )
        for name, field in RECORD_FIELDS.items()
        if name.startswith(prefix)
    ]


def _of_contact(name: str, choices: RuleChoices) -> ConditionField:
    if name == "segment":
        segments = tuple((str(one.id), one.name) for one in choices.segments)
        return ConditionField(name, field_word(name), FieldKind.SEGMENT, TESTS[FieldKind.SEGMENT], segments)
    field = FIELDS[name]
    words = tuple((word, word) for word in choices.criteria.words.get(name, ()))
    if field.kind is FieldKind.PRODUCT:
        words = tuple((str(one.id), one.name) for one in choices.criteria.products)
    return ConditionField(name, field_word(name), field.kind, TESTS[field.kind], words, field.timed)
