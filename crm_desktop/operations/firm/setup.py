"""Setting up: what makes an empty database ready for a firm."""

from __future__ import annotations

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.campaigns import Template
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import Pipeline, Stage
from crm_desktop.domain.firm import Firm, NumberRange
from crm_desktop.operations import stamps
from crm_desktop.operations.firm.starting import FIRST_NUMBERS, STARTS, Start
from crm_desktop.store.queries import firm as queries
from crm_desktop.store.unit_of_work import Work, Writer


def start_firm(
    writer: Writer, *, language: str = "de", name: str = "", trade: str = "", currency: str = "EUR", country: str = "DE"
) -> Outcome[int]:
    """Give a new database its firm, a sales process, number ranges and texts; the value is the id of the firm.

    In a database that has a firm already, nothing is changed. Raises BadInput for a language the program has no
    starting texts in.
    """
    if language not in STARTS:
        message = _("There are no texts in the language “{language}”.").format(language=language)
        raise BadInput(message, field="language")
    with writer.step(_("Set up the firm")) as work:
        there = queries.firm(work.read)
        firm = Firm(name=clean(name), trade=clean(trade), language=language, currency=currency, country=country)
        firm_id = there.id if there else _start(work, firm)
    return work.outcome(firm_id)


def _start(work: Work, firm: Firm) -> int:
    start = STARTS[firm.language]
    firm.legal_name = firm.name
    firm.payment_terms = start.payment_terms
    work.add(firm)
    work.flush()
    _start_pipeline(work, start)
    for document, pattern in start.numbers:
        work.add(NumberRange(document=document, pattern=pattern, next_number=FIRST_NUMBERS.get(document, 1)))
    for text_language, texts in STARTS.items():
        for use, title, body in texts.texts:
            stamps.added(work, Template(name=title, kind="offer", language=text_language, subject=use, body=body))
    return firm.id


def _start_pipeline(work: Work, start: Start) -> None:
    pipeline = stamps.added(work, Pipeline(name=start.pipeline, is_default=True))
    for position, (name, probability, meaning) in enumerate(start.stages, 1):
        stage = Stage(pipeline_id=pipeline.id, name=name, position=position, probability=probability, meaning=meaning)
        stamps.added(work, stage)
