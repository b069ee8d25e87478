"""Questions about the texts of letters and e-mails that go to many."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.store.reading import Reader


class TemplateRow(NamedTuple):
    """A text with fields; `kind` is "letter" or "email". With a `reply_title` the letter ends with a slip."""

    id: int
    version: int
    name: str
    kind: str
    language: str
    subject: str
    body: str
    reply_title: str
    #: Boxes to tick, one a line.
    reply_choices: str
    reply_question: str
    reply_link: str


class Sample(NamedTuple):
    """Somebody a text can be tried on."""

    contact_id: int
    name: str


_TEMPLATES = f"select {', '.join(TemplateRow._fields)} from template where kind in ('letter', 'email')"


def templates(reader: Reader, *, kind: str = "", language: str = "") -> list[TemplateRow]:
    """Return the texts that are not in the bin, of one kind and language or all, by name."""
    return reader.rows(
        TemplateRow,
        f"""{_TEMPLATES} and deleted_at is null and (:kind = '' or kind = :kind)
            and (:language = '' or language = :language) order by name collate nocase, language, id""",
        {"kind": kind, "language": language},
    )


def template(reader: Reader, *, template_id: int) -> TemplateRow | None:
    """Return one text; None where there is none, or it is in the bin."""
    return reader.row(TemplateRow, f"{_TEMPLATES} and deleted_at is null and id = ?", (template_id,))


def in_languages(reader: Reader, *, template_id: int) -> dict[str, TemplateRow]:
    """Return a text and those of its name and kind in other languages, by language; empty where there is none."""
    own = template(reader, template_id=template_id)
    if own is None:
        return {}
    others = reader.rows(
        TemplateRow, f"{_TEMPLATES} and deleted_at is null and kind = ? and name = ? order by id", (own.kind, own.name)
    )
    found: dict[str, TemplateRow] = {}
    for one in others:
        found.setdefault(one.language, one)
    return {**found, own.language: own}


def samples(reader: Reader, *, limit: int = 30) -> list[Sample]:
    """Return contacts a text can be tried on: with an address, own or the company’s; lately in touch first."""
    return reader.rows(
        Sample,
        """select c.id, c.name from contact c where c.deleted_at is null and c.restricted_on is null and exists (
            select 1 from address a where a.contact_id in (c.id, c.company_id) and a.city <> '')
           order by c.last_activity_at desc, c.id limit ?""",
        (limit,),
    )
