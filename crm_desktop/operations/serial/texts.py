"""What a template says to each of many: the language of the reader, passages by conditions, nobody with a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from crm_desktop.base.errors import NotFound, Refused
from crm_desktop.base.i18n import _
from crm_desktop.domain.serial import LeftOut, Missing, Target
from crm_desktop.domain.template_filling import Filled, Value, fill
from crm_desktop.domain.templating import Node, names_in, parse
from crm_desktop.operations.serial import template_fields
from crm_desktop.operations.serial.people import Person, Surroundings, people, surroundings, values
from crm_desktop.operations.serial.template_checks import check_words
from crm_desktop.store.queries import templates as queries
from crm_desktop.store.queries.templates import TemplateRow
from crm_desktop.store.reading import Reader

_PARTS = ("subject", "body", "reply_title", "reply_choices", "reply_question", "reply_link")


class Text(NamedTuple):
    """What is said to somebody; the parts by the names of the template's fields."""

    person: Person
    language: str
    template: TemplateRow
    parts: Mapping[str, Filled]
    values: Mapping[str, Value]
    #: Whether the text greets, and signs, by itself.
    greets: bool
    signs: bool

    @property
    def subject(self) -> str:
        """The subject, in one line."""
        return " ".join(self.parts["subject"].text.split())

    @property
    def body(self) -> str:
        """The text below the greeting."""
        return self.parts["body"].text

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that have no value and nothing to stand in for them."""
        return tuple(dict.fromkeys(name for part in self.parts.values() for name in part.missing))

    def lacks(self) -> Missing:
        """Return whose values are missing, and which."""
        return Missing(self.person.target.contact_id, self.person.name, self.missing)

    def left_out(self) -> LeftOut:
        """Return that nothing is written to somebody whose text would have a gap."""
        reason = _("Nothing is known for {fields}.").format(fields=", ".join(f"{{{name}}}" for name in self.missing))
        return LeftOut(self.person.target.contact_id, self.person.name, reason)


class _Tree(NamedTuple):
    """A template read once for all."""

    row: TemplateRow
    parts: Mapping[str, tuple[Node, ...]]
    greets: bool
    signs: bool


class Texts:
    """A template in its languages, ready to be filled for anybody on a day."""

    def __init__(
        self, around: Surroundings, rows: Mapping[str, TemplateRow], chosen: TemplateRow, extra: Sequence[str] = ()
    ) -> None:
        """Take the template's rows by language, one of them the chosen one. Raises Refused where one has mistakes."""
        self.around, self.row = around, chosen
        known = template_fields.kinds(around.own, extra)
        for row in rows.values():
            flaws = check_words(row._asdict(), known)
            if flaws:
                raise Refused(
                    _("The template “{name}” has a mistake: {mistake}").format(name=row.name, mistake=flaws[0].message),
                    _("Mend it under Settings, Templates."),
                )
        self._trees = {language: _tree(row) for language, row in rows.items()}

    def of(self, person: Person) -> Text:
        """Return what the template says to somebody, in their language where it is there."""
        language = person.language(self.around.firm.language)
        tree = self._trees.get(language, self._trees[self.row.language])
        held = values(person, self.around, tree.row.language)
        parts = {name: fill(nodes, held) for name, nodes in tree.parts.items()}
        return Text(person, tree.row.language, tree.row, parts, held, tree.greets, tree.signs)

    def to(self, reader: Reader, targets: Sequence[Target]) -> Iterator[Text | LeftOut]:
        """Yield the text for each target, or that it is left out."""
        for found in people(reader, targets, self.around.day):
            yield found if isinstance(found, LeftOut) else self.of(found)


def texts_for(reader: Reader, targets: Sequence[Target], *, template_id: int, day: date) -> Texts:
    """Return a template ready for some targets, whose further fields it may name.

    Raises NotFound where it is gone, Refused where it has mistakes.
    """
    rows = queries.in_languages(reader, template_id=template_id)
    if not rows:
        raise NotFound(_("This template is not there any more."))
    chosen = next(row for row in rows.values() if row.id == template_id)
    extra = dict.fromkeys(name for target in targets for name in target.extra)
    return Texts(surroundings(reader, day), rows, chosen, tuple(extra))


def _tree(row: TemplateRow) -> _Tree:
    parts = {name: parse(getattr(row, name)).nodes for name in _PARTS}
    names = names_in(parts["body"])
    return _Tree(row, parts, template_fields.is_named("greeting", names), template_fields.is_named("signature", names))
