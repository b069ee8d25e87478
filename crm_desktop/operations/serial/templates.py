"""What a user does with the texts of letters and e-mails: keep one, change it, copy it, put it away."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from crm_desktop.base.errors import BadInput, Conflict
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.base.text import clean, fold
from crm_desktop.domain.campaigns import Template
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import stamps
from crm_desktop.operations.serial import template_fields
from crm_desktop.operations.serial.template_checks import check_words
from crm_desktop.store.queries import templates as queries
from crm_desktop.store.queries.custom_fields import own_fields
from crm_desktop.store.unit_of_work import Work, Writer

Kind: TypeAlias = Literal["letter", "email"]
LONGEST_NAME = 80


class Words(NamedTuple):
    """What a template says; with a `reply_title` a letter ends with a slip to be sent back."""

    name: str
    subject: str
    body: str
    reply_title: str = ""
    #: Boxes to tick, one a line.
    reply_choices: str = ""
    reply_question: str = ""
    reply_link: str = ""


def add_template(writer: Writer, *, kind: Kind, language: str, words: Words) -> Outcome[int]:
    """Keep a text for letters or e-mails; the value is its id.

    Raises BadInput, naming the text and the mistake, for one that cannot be sent, Conflict where the name is taken in
    this language.
    """
    with writer.step(_("Add template")) as work:
        said = _checked(work, kind, language, words)
        template_id = stamps.added(work, Template(kind=kind, language=language, **said._asdict())).id
        work.label = _("Add template “{name}”").format(name=said.name)
    return work.outcome(template_id)


def change_template(writer: Writer, *, template_id: int, words: Words) -> Outcome[None]:
    """Give a template other words. Raises as `add_template` does."""
    with writer.step(_("Change template")) as work:
        template = work.get(Template, template_id)
        kind: Kind = "email" if template.kind == "email" else "letter"
        said = _checked(work, kind, template.language, words, but=template_id)
        for field, text in said._asdict().items():
            setattr(template, field, text)
        stamps.changed(work, template)
        work.label = _("Change template “{name}”").format(name=said.name)
    return work.outcome(None)


def copy_template(writer: Writer, *, template_id: int, language: str = "") -> Outcome[int]:
    """Copy a template to go on from; into another language it keeps its name, and readers of that language get it.

    Raises BadInput for a language letters are not written in, Conflict where there is one in that language.
    """
    with writer.step(_("Copy template")) as work:
        source = work.get(Template, template_id)
        words = Words(*(getattr(source, field) for field in Words._fields))
        into = language or source.language
        if into == source.language:
            words = words._replace(name=_free_name(work, source))
        else:
            _check_name(work, source.kind, into, words.name)
        copied = Template(kind=source.kind, language=_language(into), **words._asdict())
        template_id = stamps.added(work, copied).id
        work.label = _("Copy template “{name}”").format(name=source.name)
    return work.outcome(template_id)


def delete_template(writer: Writer, *, template_id: int) -> Outcome[None]:
    """Put a template into the bin; what was sent with it keeps its words."""
    with writer.step(_("Delete template")) as work:
        template = work.get(Template, template_id)
        stamps.binned(work, template)
        work.label = _("Delete template “{name}”").format(name=template.name)
    return work.outcome(None)


def _checked(work: Work, kind: Kind, language: str, words: Words, *, but: int = 0) -> Words:
    said = Words(*(clean(text, lines=field in {"body", "reply_choices"}) for field, text in words._asdict().items()))
    if not said.name:
        raise BadInput(_("A template needs a name."), field="name")
    if len(said.name) > LONGEST_NAME:
        raise BadInput(_("A name has at most {count} characters.").format(count=LONGEST_NAME), field="name")
    if kind == "email" and not said.subject:
        raise BadInput(_("An e-mail needs a subject."), field="subject")
    _check_name(work, kind, _language(language), said.name, but=but)
    flaws = check_words(said._asdict(), template_fields.kinds(own_fields(work.read)))
    if flaws:
        raise BadInput(flaws[0].message, field=flaws[0].field)
    return said


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise BadInput(_("Letters can be written in German and English."), field="language")
    return language


def _check_name(work: Work, kind: str, language: str, name: str, *, but: int = 0) -> None:
    for other in queries.templates(work.read, kind=kind, language=language):
        if other.id != but and fold(other.name) == fold(name):
            raise Conflict(_("There is a template “{name}” already.").format(name=other.name))


def _free_name(work: Work, source: Template) -> str:
    taken = {fold(one.name) for one in queries.templates(work.read, kind=source.kind, language=source.language)}
    number = 2
    while fold(f"{source.name} {number}") in taken:
        number += 1
    return f"{source.name} {number}"
