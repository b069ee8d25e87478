"""Commands about sales processes and offers."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from decimal import Decimal
from pathlib import Path
from typing import Any

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.reasons import why_not
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.store.queries import pipelines as queries
from crm_desktop.store.reading import Reader

#: No offer's JSON is larger.
_MOST_BYTES = 20_000_000


def pipeline(surroundings: Surroundings, options: Namespace) -> None:
    """List the sales processes; create one, from a ready one where that is wanted, or set stages and percentages."""
    if options.template:
        options.name = _begin_ready(surroundings, options.template, options.name)
    elif options.stages:
        if not options.name:
            raise BadInput(_("Name the sales process whose stages are meant."), field="name")
        _set_stages(surroundings, options.name, options.stages)
    elif options.name:
        with surroundings.reading() as reader:
            if queries.pipeline_named(reader, options.name) is None:
                raise NotFound(
                    _("There is no sales process “{name}”.").format(name=options.name),
                    _("Create it by naming its stages with --stages."),
                )
    with surroundings.reading() as reader:
        found = _listed(reader, options.name)
    surroundings.answer(
        {"pipelines": found},
        lambda: table(
            (_("Process"), _("Stage"), "%"),
            [(process["name"], stage["name"], stage["percent"]) for process in found for stage in process["stages"]],
            right=(2,),
        ),
    )


def offer(surroundings: Surroundings, options: Namespace) -> None:
    """Write the PDF of an offer, read one back, or work out the totals of one given as JSON."""
    if options.read:
        _read(surroundings, Path(options.read), keep=options.draft)
        return
    if options.number == "totals":
        if not options.file:
            raise BadInput(_("Name the JSON file of the offer."), field="file")
        _totals(surroundings, Path(options.file))
        return
    if not options.number:
        raise BadInput(_("Name the number of an offer, or a PDF to read with --read."), field="number")
    if not options.pdf:
        raise BadInput(_("Name the file to write with --pdf."), field="pdf")
    from crm_desktop.documents.sheets import Title
    from crm_desktop.operations.offers.pdf import Paper, export_pdf  # reportlab
    from crm_desktop.store.queries.offers import offer_numbered

    with surroundings.reading() as reader:
        found = offer_numbered(reader, number=options.number)
        paper = Paper(Title(options.kind), options.layout)
        export_pdf(reader, offer_id=found.id, path=Path(options.pdf), paper=paper)
    surroundings.say(_("Wrote “{path}”.").format(path=options.pdf))
    surroundings.answer({"number": found.number, "path": options.pdf})


def _begin_ready(surroundings: Surroundings, key: str, name: str) -> str:
    """Add a process from a ready one and return its name."""
    from crm_desktop.operations.deals import process_templates  # SQLAlchemy

    known = [row.key for row in process_templates.templates(spoken())]
    if key not in known:
        raise NotFound(
            _("There is no such template."), _("These are ready: {names}.").format(names=", ".join(known))
        )  # fmt: skip
    with surroundings.writing() as writer:
        made = process_templates.add_from_template(writer, key=key, language=spoken(), name=name).value
    with surroundings.reading() as reader:
        return next(row.name for row in queries.pipelines(reader) if row.id == made)


def _set_stages(surroundings: Surroundings, name: str, text: str) -> None:
    from crm_desktop.operations.deals import pipelines as operations  # SQLAlchemy

    stages = operations.parse_stages(text)
    with surroundings.reading() as reader:
        known = queries.pipeline_named(reader, name)
    with surroundings.writing() as writer:
        if known is None:
            operations.add_pipeline(writer, name=name, stages=stages)
        else:
            operations.set_stages(writer, pipeline_id=known.id, stages=stages)


def _listed(reader: Reader, name: str) -> list[dict[str, Any]]:
    only = queries.pipeline_named(reader, name) if name else None
    return [
        {
            "name": found.name,
            "default": found.is_default,
            "stages": [
                {"name": stage.name, "percent": stage.probability, "kind": stage.kind.value}
                for stage in queries.stages(reader, pipeline_id=found.id)
            ],
        }
        for found in queries.pipelines(reader)
        if only is None or found.id == only.id
    ]


def _totals(surroundings: Surroundings, path: Path) -> None:
    from crm_desktop.operations.offers.data import totals_of

    totals = totals_of(_json(path))
    amounts = {name: value for name, value in totals.items() if name.endswith("_cents") and isinstance(value, int)}
    surroundings.answer(
        totals,
        lambda: table(
            (_("Figure"), _("Cents")),
            [(name.removesuffix("_cents"), number(cents)) for name, cents in amounts.items()],
            right=(1,),
        ),
    )


def _read(surroundings: Surroundings, path: Path, *, keep: bool) -> None:
    """Tell what an offer's PDF carries; with `keep` make a draft of it."""
    from crm_desktop.operations.offers import exchange as offer_exchange  # reportlab and SQLAlchemy

    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotFound(_("“{name}” cannot be read: {reason}.").format(name=path.name, reason=why_not(error))) from error
    found = offer_exchange.read_offer(content)
    answer = offer_exchange.json_of(content)
    if keep:
        with surroundings.writing() as writer:
            answer["draft_id"] = offer_exchange.import_offer(writer, pdf=content).value
        surroundings.say(_("Made a draft of offer {number}.").format(number=found.number))
    currency = str(answer.get("currency", ""))
    surroundings.answer(
        answer,
        lambda: table(
            (_("Line"), _("Title"), _("Amount")),
            [
                (str(place), line.title, f"{number(cents)} {currency}".strip())
                for place, (line, cents) in enumerate(
                    zip(found.lines, found.totals.get("lines_cents", []), strict=False), 1
                )
            ],
            right=(2,),
        ),
    )


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadInput(_("“{name}” is larger than any offer.").format(name=path.name))
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise NotFound(_("“{name}” cannot be read: {reason}.").format(name=path.name, reason=why_not(error))) from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadInput(_("“{name}” is not JSON: {reason}.").format(name=path.name, reason=error)) from error


def _pipeline_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=_("the sales process, by its name"))
    parser.add_argument("--stages", default="", metavar="TEXT", help=_("like “Qualified=10, Offer sent=50”"))
    parser.add_argument("--template", default="", metavar="KEY", help=_("create one from a ready one, like project"))


def _offer_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "number", nargs="?", default="", metavar="NUMBER", help=_("number of an offer, or the word totals")
    )
    parser.add_argument("--read", default="", metavar="FILE.pdf", help=_("tell what the PDF of an offer carries"))
    parser.add_argument("--draft", action="store_true", help=_("with --read: make a draft of it"))
    parser.add_argument("file", nargs="?", default="", metavar="FILE.json", help=_("with totals: the offer as JSON"))
    parser.add_argument("--pdf", default="", metavar="FILE", help=_("the file to write"))
    parser.add_argument(
        "--layout",
        default="",
        choices=("classic", "modern", "plain"),
        help=_("how it looks; the firm's layout unless given"),
    )
    parser.add_argument(
        "--kind",
        default="offer",
        choices=("offer", "confirmation", "delivery", "estimate"),
        help=_(
            "which document: the offer, the confirmation or delivery note of its order, or the offer as an estimate"
        ),
    )


COMMANDS = (
    Command(
        "pipeline", lambda: _("list the sales processes, create one or set its stages"), pipeline, _pipeline_arguments
    ),
    Command(
        "offer", lambda: _("write the PDF of an offer, read one back, or work out totals"), offer, _offer_arguments
    ),
)
