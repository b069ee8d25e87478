"""Commands that show what the search box and the timeline show, and the steps that can be undone."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from crm_desktop.base.files import write_whole
from crm_desktop.base.formats import clock_time, day
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.base.times import local_day, to_text
from crm_desktop.cli.command import Command
from crm_desktop.cli.finding import contact_named
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.cli.values import MOST_ROWS, whole_number
from crm_desktop.operations.history.words import kind_word
from crm_desktop.store import search as index
from crm_desktop.store.queries import steps as step_queries
from crm_desktop.store.queries import timeline
from crm_desktop.store.search_titles import SearchHit


def search(surroundings: Surroundings, options: Namespace) -> None:
    """Show what the search box finds."""
    with surroundings.reading() as reader:
        hits = index.find(reader, text=" ".join(options.text), limit=options.limit)
    found = [
        {"kind": hit.kind, "id": hit.id, "title": hit.title, "detail": hit.detail}
        | ({"found_in_text": hit.snippet} if hit.snippet else {})
        for hit in hits
    ]
    surroundings.answer(
        {"hits": found},
        lambda: (
            table(
                (_("Kind"), _("Number"), _("Title"), _("Detail")),
                [(_kind(hit.kind), hit.id, hit.title, _detail(hit)) for hit in hits],
                right=(1,),
            )
            if hits
            else [_("Nothing found.")]
        ),
    )


def _kind(name: str) -> str:
    """Return what the user calls the kind of a hit; one that has no word here stands for itself."""
    return {
        "contact": _("Contact"), "deal": _("Deal"), "offer": _("Offer"), "activity": _("History"),
        "product": _("Product"), "attachment": _("File"), "lead": _("Inquiry"), "service_case": _("Service case"),
    }.get(name, name)  # fmt: skip


def _detail(hit: SearchHit) -> str:
    """Return the detail of a hit, of a file with the words found in it."""
    return _("{detail}: “{words}”").format(detail=hit.detail, words=hit.snippet) if hit.snippet else hit.detail


def history(surroundings: Surroundings, options: Namespace) -> None:
    """Show the timeline of one contact; write the whole customer file as PDF."""
    if options.pdf:
        _customer_file(surroundings, options)
        return
    with surroundings.reading() as reader:
        contact_id = contact_named(reader, options.contact)
        entries = timeline.entries(reader, scope=timeline.Scope(contact_id=contact_id), limit=options.limit)
    surroundings.answer(
        {
            "contact": contact_id,
            "entries": [
                {
                    "id": entry.id,
                    "at": to_text(entry.at),
                    "kind": entry.kind,
                    "subject": entry.subject,
                    "text": entry.body,
                }
                for entry in entries
            ],
        },
        lambda: table(
            (_("Day"), _("Time"), _("Kind"), _("Subject")),
            [
                (day(local_day(entry.at)), clock_time(entry.at), kind_word(entry.kind, entry.direction), entry.subject)
                for entry in entries
            ],
        ),
    )


def _customer_file(surroundings: Surroundings, options: Namespace) -> None:
    from crm_desktop.operations.reports.customer_file import customer_file  # reportlab

    with surroundings.reading() as reader:
        contact_id = contact_named(reader, options.contact)
        scope = timeline.Scope(contact_id=contact_id)
        made = customer_file(reader, scope=scope, now=surroundings.clock(), language=options.language)
    write_whole(Path(options.pdf), made.pdf)
    surroundings.say(_("Wrote “{path}”.").format(path=options.pdf))
    surroundings.answer({"contact": contact_id, "pages": made.pages, "files": {"pdf": options.pdf}})


def steps(surroundings: Surroundings, options: Namespace) -> None:
    """List the newest steps."""
    with surroundings.reading() as reader:
        found = step_queries.steps(reader, limit=options.limit)
    states = {(False, False): "", (True, False): _("undone"), (False, True): _("final"), (True, True): _("final")}
    surroundings.answer(
        {
            "steps": [
                {
                    "id": step.id,
                    "at": to_text(step.at),
                    "label": step.label,
                    "undone": step.undone,
                    "final": step.closed,
                }
                for step in found
            ]
        },
        lambda: table(
            (_("Number"), _("Day"), _("Time"), _("Step"), ""),
            [
                (step.id, day(local_day(step.at)), clock_time(step.at), step.label, states[step.undone, step.closed])
                for step in found
            ],
            right=(0,),
        ),
    )


def _search_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", nargs="+", metavar="TEXT", help=_("what to look for, as in the search box"))
    _limit(parser, 20, "show so many of each kind at most")


def _history_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("contact", metavar="CONTACT", help=_("number or name of a contact"))
    parser.add_argument("--pdf", default="", metavar="FILE", help=_("write the whole customer file, to print"))
    parser.add_argument(
        "--language", default="", choices=("", *LANGUAGES), help=_("language of the file; the firm's own by default")
    )
    _limit(parser, 200)


def _steps_arguments(parser: ArgumentParser) -> None:
    _limit(parser, 20)


def _limit(parser: ArgumentParser, usual: int, words: str = "show so many at most") -> None:
    rows = whole_number(1, MOST_ROWS)
    parser.add_argument("--limit", type=rows, default=usual, metavar="N", help=words)


COMMANDS = (
    Command("search", lambda: _("show what the search box finds"), search, _search_arguments),
    Command("history", lambda: _("show the timeline of a contact"), history, _history_arguments),
    Command("steps", lambda: _("list the steps done, newest first"), steps, _steps_arguments),
)
