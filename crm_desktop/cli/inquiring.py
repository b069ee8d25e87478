"""The command about inquiries: which wait, with the chance of each; taking one in; making a deal of one."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.formats import near_day, percent
from crm_desktop.base.i18n import _
from crm_desktop.base.reasons import why_not
from crm_desktop.base.times import local_day, to_text
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.cli.values import MOST_ROWS, whole_number

if TYPE_CHECKING:
    from crm_desktop.operations.leads.scores import LeadScore
    from crm_desktop.store.queries.leads import LeadRow

#: Fields of an inquiry that can be given by name, beside its text.
_FIELDS = ("title", "given_name", "family_name", "company", "email", "phone", "source", "channel")


def run(surroundings: Surroundings, options: Namespace) -> None:
    """Do what was asked about inquiries."""
    today = local_day(surroundings.clock())
    match options.what:
        case "list":
            _list(surroundings, options.tab, today, options.limit)
        case "add":
            _add(surroundings, options)
        case "convert":
            _convert(surroundings, options)
        case _:
            _score(surroundings, options.id, today)


def _list(surroundings: Surroundings, tab: str, today: date, limit: int) -> None:
    from crm_desktop.operations.leads.scores import lead_scores  # only here
    from crm_desktop.operations.leads.words import status_word
    from crm_desktop.store.queries.leads import LeadTab, leads

    with surroundings.reading() as reader:
        rows = leads(reader, tab=LeadTab(tab), today=today, limit=limit)
        scores = lead_scores(reader, today=today)

    def line(row: LeadRow) -> tuple[object, ...]:
        score = scores.by_id.get(row.id)
        chance = "" if score is None else percent(score.probability)
        came = near_day(local_day(row.arrived_at), today)
        return row.id, row.person or row.company or "–", row.title, row.source, status_word(row.status), came, chance

    heads = ("#", _("From"), _("Wanted"), _("Source"), _("State"), _("Arrived"), _("Chance"))
    surroundings.answer(
        {
            "leads": [_plain(row, scores.by_id.get(row.id)) for row in rows],
            "closed": scores.closed,
            "became": scores.became,
        },
        lambda: (
            [*table(heads, [line(row) for row in rows], right=(0, 6)), "", scores.sentence]
            if rows
            else [_("There is no such inquiry.")]
        ),
    )


def _plain(row: LeadRow, score: LeadScore | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "person": row.person,
        "company": row.company,
        "email": row.email,
        "phone": row.phone,
        "source": row.source,
        "channel": row.channel,
        "campaign": row.campaign,
        "status": row.status.value,
        "arrived": to_text(row.arrived_at),
        "answer_by": row.answer_by.isoformat() if row.answer_by else None,
        "answered": to_text(row.answered_at) if row.answered_at else None,
        "deal_id": row.deal_id,
        "score": None if score is None else _plain_score(score),
    }


def _plain_score(score: LeadScore) -> dict[str, Any]:
    return {
        "probability": round(score.probability, 6),
        "low": round(score.low, 6),
        "high": round(score.high, 6),
        "reasons": list(score.reasons),
    }


def _add(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.leads.leads import add_lead
    from crm_desktop.operations.leads.mails import take_mail_as_lead  # only here

    fields = {name: getattr(options, name) for name in _FIELDS if getattr(options, name)}
    data = _content(options.file)
    with surroundings.writing() as writer:
        if options.file.lower().endswith(".eml"):
            outcome = take_mail_as_lead(writer, data=data)
        else:
            outcome = add_lead(writer, raw_text=data.decode("utf-8", "replace"), fields=fields)
    surroundings.answer({"id": outcome.value, "done": outcome.label}, lambda: [outcome.label])


def _content(file: str) -> bytes:
    if not file:
        return b""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise BadInput(
            _("“{name}” cannot be read: {reason}.").format(name=file, reason=why_not(error)), field="file"
        ) from error


def _convert(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.leads.convert import Conversion, convert_lead  # only here

    how = Conversion(
        person_id=options.person, company_id=options.to_company, with_deal=not options.no_deal, title=options.title
    )
    with surroundings.writing() as writer:
        outcome = convert_lead(writer, lead_id=_given(options.id), how=how)
    made = outcome.value
    surroundings.answer(
        {"contact_id": made.contact_id, "company_id": made.company_id, "deal_id": made.deal_id, "done": outcome.label},
        lambda: [outcome.label],
    )


def _score(surroundings: Surroundings, lead_id: int | None, today: date) -> None:
    from crm_desktop.operations.leads.scores import lead_score, lead_scores  # only here
    from crm_desktop.store.queries.leads import lead_row

    wanted = _given(lead_id)
    with surroundings.reading() as reader:
        row = lead_row(reader, lead_id=wanted)
        if row is None:
            raise NotFound(_("There is no inquiry with the number {n}.").format(n=wanted))
        score, scores = lead_score(reader, lead_id=wanted, today=today), lead_scores(reader, today=today)
    surroundings.answer(
        {"id": wanted, "closed": scores.closed, "score": None if score is None else _plain_score(score)},
        lambda: (
            [scores.sentence]
            if score is None
            else [f"{percent(score.probability)} ({percent(score.low)}–{percent(score.high)})", *score.reasons]
        ),
    )


def _given(lead_id: int | None) -> int:
    if lead_id is None:
        raise BadInput(_("Say which inquiry by its number."), field="id")
    return lead_id


def _arguments(parser: ArgumentParser) -> None:
    number = whole_number(1, 2**62)
    parser.add_argument(
        "what",
        nargs="?",
        choices=("list", "add", "convert", "score"),
        default="list",
        help=_("what to do; list by default"),
    )
    parser.add_argument("id", nargs="?", type=number, metavar="N", help=_("the inquiry's number: convert, score"))
    parser.add_argument(
        "--tab", choices=("open", "converted", "disqualified", "all"), default="open", help=_("list: which inquiries")
    )
    parser.add_argument("--limit", type=whole_number(1, MOST_ROWS), default=100, metavar="N", help=_("list: most rows"))
    parser.add_argument("--file", default="", metavar="FILE", help=_("add: the text (- for stdin), or a mail (.eml)"))
    for name in _FIELDS:
        parser.add_argument(f"--{name.replace('_', '-')}", default="", metavar="TEXT", help=_("add"))
    parser.add_argument("--person", type=number, metavar="ID", help=_("convert: the known person it is from"))
    parser.add_argument("--to-company", type=number, metavar="ID", help=_("convert: the known company it is from"))
    parser.add_argument("--no-deal", action="store_true", help=_("convert: make the contacts only"))


COMMANDS = (
    Command(
        "leads",
        lambda: _("inquiries: list them with their chances, add one, take one on, explain a chance"),
        run,
        _arguments,
    ),
)
