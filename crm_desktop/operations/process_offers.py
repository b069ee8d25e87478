"""How offers made from the deals of a sales process look and what they say; what it leaves open is the firm's own."""

from __future__ import annotations

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
        for name, value in fields.items():
            setattr(pipeline, name, value)
        stamps.changed(work, pipeline)
        work.label = _("Change the offers of “{name}”").format(name=pipeline.name)
    return work.outcome(None)


def set_text(writer: Writer, *, pipeline_id: int, language: str, use: str, text: str) -> Outcome[None]:
    """Let offers of a process begin or end with words of its own; with none they have the firm's. Raises BadInput."""
    if language not in LANGUAGES or use not in USES:
        raise BadInput(_("Offers can be written in German and English."), field="language")
    with writer.step(_("Change the texts of a process")) as work:
        pipeline = work.get(Pipeline, pipeline_id)
        own = dict(pipeline.offer_texts.get(language, {}))
        own[use] = clean(text, lines=True)
        kept = {key: words for key, words in own.items() if words}
        rest = {key: words for key, words in pipeline.offer_texts.items() if key != language}
        pipeline.offer_texts = rest | ({language: kept} if kept else {})
        stamps.changed(work, pipeline)
        work.label = _("Change the texts of “{name}”").format(name=pipeline.name)
    return work.outcome(None)


def usual_texts(reader: Reader, *, deal_id: int | None, language: str, use: str) -> list[str]:
    """Return the texts an offer can begin with by itself, the first one first: the process's, then the firm's."""
    manner = None if deal_id is None else queries.manner_of_deal(reader, deal_id=deal_id)
    own = "" if manner is None else str(manner.texts.get(language, {}).get(use, ""))
    blocks = [block.body for block in firm_queries.text_blocks(reader, language=language, use=use)]
    return [own, *blocks] if own else blocks
