"""Which of many letters to look at before all are printed, and what is odd about them in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crm_desktop.base.i18n import _
from crm_desktop.domain.serial import Odd
from crm_desktop.engine.odd_letters import Traits, odd_letters
from crm_desktop.operations.letters import letters
from crm_desktop.operations.serial.texts import Text


def odd_texts(texts: Sequence[Text]) -> Iterator[Odd]:
    """Yield whose texts to look at before all are sent, and why."""
    for picked in odd_letters([_traits(text) for text in texts]):
        text = texts[picked.place]
        yield Odd(text.person.target.contact_id, text.person.name, _why(picked.trait, picked.shared, len(texts)))


def _traits(text: Text) -> Traits:
    person = text.person
    decided = tuple(part.decided for part in text.parts.values())
    replaced = tuple(part.replaced for part in text.parts.values())
    form = letters.form_of_address(person.person.salutation) if person.person else person.account.kind
    lines = len(person.account.name) // 35 + bool(person.where.extra) + bool(person.person)
    return Traits(
        len(text.body) + len(text.subject),
        {
            "passages": decided,
            "replaced": replaced,
            "language": text.language,
            "abroad": person.where.country,
            "greeting": form,
            "address": lines,
        },
    )


def _why(trait: str, shared: int, of: int) -> str:
    said = {
        "longest": _("the longest text"),
        "shortest": _("the shortest text"),
        "passages": _("its passages are rare: {count} of {all}"),
        "replaced": _("a value is replaced, as in {count} of {all}"),
        "language": _("in another language, as {count} of {all}"),
        "abroad": _("goes abroad, as {count} of {all}"),
        "greeting": _("greets as in {count} of {all}"),
        "address": _("an unusual address, as {count} of {all}"),
    }[trait]
    return said.format(count=shared, all=of)
