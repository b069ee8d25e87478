"""How offers made from the deals of a sales process look and what they say; what it leaves open is the firm's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, Unpack

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.base.text import clean
from crm_desktop.domain.campaigns import Template
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import Pipeline
from crm_desktop.operations import stamps
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import pipelines as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

#: Layouts a process can ask for; "" leaves it to the firm.
LAYOUTS = ("", "classic", "modern", "plain")
#: Where a text stands in an offer.
USES = ("intro", "closing", "delivery", "payment")


class Manner(TypedDict, total=False):
    """What a process says of its offers; what is absent stays as it is."""

    layout: str
    template_id: int | None
    #: All of its own texts by language and use; those that are empty are left to the firm.
    texts: Mapping[str, Mapping[str, str]]


def set_manner(writer: Writer, *, pipeline_id: int, **fields: Unpack[Manner]) -> Outcome[None]:
    """Say how offers from the deals of a process look and which template they begin with; made ones stay as they are.

    Raises BadInput for a layout there is none of, NotFound for a template that is gone.
    """
    with writer.step(_("Change the offers of a process")) as work:
        pipeline = work.get(Pipeline, pipeline_id)
        if fields.get("layout", "") not in LAYOUTS:
            raise BadInput(_("There is no such layout."), field="layout")
        template_id = fields.get("template_id")
        if template_id is not None:
            work.get(Template, template_id)
        pipeline.layout = fields.get("layout", pipeline.layout)
        pipeline.template_id = fields.get("template_id", pipeline.template_id)
        if "texts" in fields:
            pipeline.offer_texts = _texts(fields["texts"])
        stamps.changed(work, pipeline)
        work.label = _("Change the offers of “{name}”").format(name=pipeline.name)
    return work.outcome(None)


def _texts(given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return texts fit to be stored. Raises BadInput for a language or a use no offer has."""
    if not set(given) <= set(LANGUAGES) or any(not set(texts) <= set(USES) for texts in given.values()):
        raise BadInput(_("Offers can be written in German and English."), field="texts")
    kept = {
        language: {use: words for use, text in texts.items() if (words := clean(text, lines=True))}
        for language, texts in given.items()
    }
    return {language: texts for language, texts in kept.items() if texts}


def usual_texts(reader: Reader, *, deal_id: int | None, language: str, use: str) -> list[str]:
    """Return the texts an offer can begin with by itself, the first one first: the process's, then the firm's."""
    manner = None if deal_id is None else queries.manner_of_deal(reader, deal_id=deal_id)
    own = "" if manner is None else str(manner.texts.get(language, {}).get(use, ""))
    blocks = [block.body for block in firm_queries.text_blocks(reader, language=language, use=use)]
    return [own, *blocks] if own else blocks
