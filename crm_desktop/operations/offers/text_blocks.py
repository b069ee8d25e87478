"""What a user does with blocks of text for offers: keep one under a name, put it away."""

from __future__ import annotations

from typing import Literal, TypeAlias

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.base.text import clean, fold
from crm_desktop.domain.campaigns import Template
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import stamps
from crm_desktop.store.queries import firm as queries
from crm_desktop.store.unit_of_work import Writer

#: Where in an offer a text belongs; the first block of a use is what new offers begin with.
Use: TypeAlias = Literal["intro", "closing", "delivery", "payment"]


def keep_block(writer: Writer, *, use: Use, language: str, name: str, body: str) -> Outcome[int]:
    """Keep a text for offers under a name, in place of the one that has it; the value is its id. Raises BadInput."""
    name, body = clean(name), clean(body, lines=True)
    if not name or not body:
        raise BadInput(_("A text block needs a name and some words."), field="name" if body else "body")
    if language not in LANGUAGES:
        raise BadInput(_("Offers can be written in German and English."), field="language")
    with writer.step(_("Keep text block “{name}”").format(name=name)) as work:
        there = [
            block
            for block in queries.text_blocks(work.read, language=language, use=use)
            if fold(block.name) == fold(name)
        ]
        if there:
            block = work.get(Template, there[0].id)
            block.name, block.body = name, body
            stamps.changed(work, block)
        else:
            block = stamps.added(work, Template(name=name, kind="offer", language=language, subject=use, body=body))
        block_id = block.id
    return work.outcome(block_id)


def change_block(writer: Writer, *, block_id: int, name: str, body: str) -> Outcome[None]:
    """Give a block another name or other words. Raises BadInput."""
    name, body = clean(name), clean(body, lines=True)
    if not name or not body:
        raise BadInput(_("A text block needs a name and some words."), field="name" if body else "body")
    with writer.step(_("Change text block “{name}”").format(name=name)) as work:
        block = work.get(Template, block_id)
        block.name, block.body = name, body
        stamps.changed(work, block)
    return work.outcome(None)


def begin_with(writer: Writer, *, block_id: int) -> Outcome[None]:
    """Let new offers begin with a block: it changes places with the first one of its use and language."""
    with writer.step(_("Choose first text block")) as work:
        block = work.get(Template, block_id)
        beside = queries.text_blocks(work.read, language=block.language, use=block.subject)
        first = work.get(Template, beside[0].id)
        work.label = _("Begin offers with “{name}”").format(name=block.name)
        if first.id != block.id:
            first.name, first.body, block.name, block.body = block.name, block.body, first.name, first.body
            stamps.changed(work, first)
            stamps.changed(work, block)
    return work.outcome(None)


def delete_block(writer: Writer, *, block_id: int) -> Outcome[None]:
    """Put a block of text into the bin; offers that have it keep their words."""
    with writer.step(_("Remove text block")) as work:
        block = work.get(Template, block_id)
        stamps.binned(work, block)
        work.label = _("Remove text block “{name}”").format(name=block.name)
    return work.outcome(None)
