"""The command about service cases: what is open with what is due first; open one, solve one, note what was done."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day, parse_day, to_text
from crm_desktop.cli.command import Command
from crm_desktop.cli.finding import contact_named
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.cli.values import MOST_ROWS, whole_number
from crm_desktop.domain.cases import CaseKind
from crm_desktop.domain.kinds import Priority
from crm_desktop.operations.history.case_words import due_words, kind_word, status_word, time_taken
from crm_desktop.store.queries import cases as queries
from crm_desktop.store.queries.cases import CaseRow, CaseTab


def run(surroundings: Surroundings, options: Namespace) -> None:
    """List service cases, open one, or say what became of one."""
    if options.what == "list":
        _list(surroundings, options)
    elif options.what == "add":
        _add(surroundings, options)
    else:
        _go_on(surroundings, options)


def _list(surroundings: Surroundings, options: Namespace) -> None:
    today = local_day(surroundings.clock())
    with surroundings.reading() as reader:
        rows = queries.listed_cases(reader, tab=CaseTab(options.tab), words=options.about, limit=options.limit)
    surroundings.answer(
        {"cases": [_plain(row) for row in rows]},
        lambda: (
            table(
                (_("Number"), _("What it is about"), _("Kind"), _("Customer"), _("State"), _("To be solved by")),
                [
                    (row.id, row.title, kind_word(row.kind), row.contact, status_word(row.status), _due(row, today))
                    for row in rows
                ],
                right=(0,),
            )
            if rows
            else [_("No service case here.")]
        ),
    )


def _due(row: CaseRow, today: date) -> str:
    if row.solved_at is not None:
        return time_taken(row.opened_at, row.solved_at)
    return f"{day(row.due_on)}, {due_words(row.due_on, today)}" if row.due_on else ""


def _add(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.history.cases import NewCase, add_case  # SQLAlchemy

    if not options.about or not options.title:
        raise BadInput(_("Say whose case it is and, with --title, what it is about."), field="title")
    due = parse_day(options.due) if options.due else None
    with surroundings.reading() as reader:
        contact_id = contact_named(reader, options.about)
    new = NewCase(
        CaseKind(options.kind), options.title, contact_id, options.text, Priority(options.priority), None, due
    )
    with surroundings.writing() as writer:
        outcome = add_case(writer, new=new)
    surroundings.answer({"case": outcome.value, "done": outcome.label}, lambda: [outcome.label])


def _go_on(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.history import cases  # SQLAlchemy

    if not options.about.isdecimal():
        raise BadInput(_("Say which case by its number; “cases” lists them."), field="about")
    case_id = int(options.about)
    with surroundings.reading() as reader:
        if queries.case(reader, case_id=case_id) is None:
            raise NotFound(_("There is no service case with the number {number}.").format(number=case_id))
    with surroundings.writing() as writer:
        if options.what == "solve":
            label = cases.solve_case(writer, case_id=case_id, solution=options.text).label
        elif options.what == "reopen":
            label = cases.reopen_case(writer, case_id=case_id).label
        else:
            label = cases.note_on_case(writer, case_id=case_id, text=options.text).label
    surroundings.answer({"case": case_id, "done": label}, lambda: [label])


def _plain(row: CaseRow) -> dict[str, Any]:
    return {
        "id": row.id, "kind": row.kind.value, "title": row.title, "text": row.text, "status": row.status.value,
        "priority": row.priority.value, "contact": row.contact_id, "name": row.contact, "company": row.company,
        "product": row.product, "due": row.due_on.isoformat() if row.due_on else None,
        "opened": to_text(row.opened_at), "answered": to_text(row.answered_at) if row.answered_at else None,
        "solved": to_text(row.solved_at) if row.solved_at else None, "solution": row.solution,
    }  # fmt: skip


def _arguments(parser: ArgumentParser) -> None:
    doings = ("list", "add", "note", "solve", "reopen")
    parser.add_argument("what", nargs="?", choices=doings, default="list", help=_("what to do; list by default"))
    parser.add_argument(
        "about", nargs="?", default="", metavar="ABOUT",
        help=_("list: words that stand in it; add: the contact; else the number of the case"),
    )  # fmt: skip
    parser.add_argument("--tab", choices=[one.value for one in CaseTab], default="open", help=_("list: which cases"))
    parser.add_argument("--limit", type=whole_number(1, MOST_ROWS), default=500, metavar="N", help=_("list: most rows"))
    parser.add_argument("--title", default="", metavar="TEXT", help=_("add: what it is about"))
    parser.add_argument(
        "--kind", choices=[one.value for one in CaseKind], default="question", help=_("add: what the customer wants")
    )
    parser.add_argument(
        "--priority", choices=[one.value for one in Priority], default="normal", help=_("add: how urgent it is")
    )
    parser.add_argument("--due", default="", metavar="DAY", help=_("add: the day it is to be solved by"))
    parser.add_argument("--text", default="", metavar="TEXT", help=_("in more words: the matter, what was done"))


COMMANDS = (Command("cases", lambda: _("service cases: list them, open one, solve one"), run, _arguments),)
