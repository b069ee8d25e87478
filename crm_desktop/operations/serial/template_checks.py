"""What is wrong with a template before anybody gets it: unknown fields, conditions without an end, nothing said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.domain.template_filling import Kind, check
from crm_desktop.domain.templating import names_in, parse
from crm_desktop.operations.serial import template_fields
from crm_desktop.store.queries.custom_fields import own_fields
from crm_desktop.store.reading import Reader

#: The texts of a template.
TEXTS = ("subject", "body", "reply_title", "reply_choices", "reply_question", "reply_link")


class Flaw(NamedTuple):
    """A mistake: in which of the template's texts, where, how many characters long, what it is."""

    field: str
    place: int
    length: int
    message: str


class Checked(NamedTuple):
    """What is wrong with a template, and which fields it has, by the keys of their names."""

    flaws: tuple[Flaw, ...]
    fields: tuple[str, ...]


def check_template(reader: Reader, *, words: Mapping[str, str], extra: Sequence[str] = ()) -> Checked:
    """Return what is wrong with the texts of a template (by the names in TEXTS); `extra` are further known fields.

    The reply code, the argument and the name of the campaign are known everywhere.
    """
    flaws = check_words(words, template_fields.kinds(own_fields(reader), extra))
    fields = dict.fromkeys(name for text in words.values() for name in names_in(parse(text).nodes))
    return Checked(tuple(flaws), tuple(fields))


def check_words(words: Mapping[str, Any], known: Mapping[str, Kind]) -> list[Flaw]:
    """Return what is wrong with the texts of a template, for fields of these kinds."""
    return [flaw for field in TEXTS for flaw in _flaws(field, str(words.get(field, "")), known)]


def _flaws(field: str, text: str, known: Mapping[str, Kind]) -> Iterator[Flaw]:
    if field == "body" and not text.strip():
        yield Flaw(field, 0, 0, _("Write what the text is to say."))
    parsed = parse(text)
    for problem in sorted((*parsed.problems, *check(parsed.nodes, known))):
        yield Flaw(field, *problem)
