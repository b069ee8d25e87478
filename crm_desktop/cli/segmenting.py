"""The command about segments: which there are, whom they hold, and making one from conditions."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.formats import amount, day, number, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day, parse_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.cli.values import MOST_ROWS, whole_number


def run(surroundings: Surroundings, options: Namespace) -> None:
    """Do what was asked about segments."""
    as_of = parse_day(options.as_of) if options.as_of else local_day(surroundings.clock())
    if options.what == "list":
        _list(surroundings, as_of)
        return
    if not options.name:
        raise BadInput(_("Say which segment by its name."), field="name")
    if options.what == "show":
        _show(surroundings, options.name, as_of)
    elif options.what == "movement":
        _movement(surroundings, options.name, as_of)
    elif options.what == "members":
        _members(surroundings, options.name, as_of, options.limit)
    elif options.what == "delete":
        _delete(surroundings, options.name)
    else:
        _save(surroundings, options.name, options.criteria)


def _list(surroundings: Surroundings, as_of: date) -> None:
    from crm_desktop.operations.contacts.segments import segment_lines  # only here
    from crm_desktop.store.queries.firm import currency as firm_currency

    with surroundings.reading() as reader:
        found, currency = segment_lines(reader, as_of=as_of), firm_currency(reader)
    surroundings.answer(
        {
            "as_of": as_of.isoformat(),
            "currency": currency,
            "segments": [
                {
                    "id": line.row.id,
                    "name": line.row.name,
                    "by_hand": line.row.listed is not None,
                    **_plain_figures(line.figures),
                }
                for line in found
            ],
        },
        lambda: (
            table(
                (_("Segment"), _("Contacts"), _("Customers"), _("last 12 months"), _("of all")),
                [
                    (
                        line.row.name,
                        number(line.figures.contacts),
                        number(line.figures.accounts),
                        amount(line.figures.revenue_cents, currency, whole=True),
                        "–" if line.figures.share is None else percent(line.figures.share),
                    )
                    for line in found
                ],
                right=(1, 2, 3, 4),
            )
            if found
            else [_("There is no segment yet.")]
        ),
    )


def _show(surroundings: Surroundings, name: str, as_of: date) -> None:
    from crm_desktop.operations.contacts.segment_words import criteria_lines  # only here
    from crm_desktop.store.queries import segments
    from crm_desktop.store.queries.custom_fields import own_fields
    from crm_desktop.store.queries.firm import currency as firm_currency
    from crm_desktop.store.queries.segment_names import names_in

    with surroundings.reading() as reader:
        row = segments.segment(reader, segment_id=_id(reader, name))
        if row is None:
            raise NotFound(_("There is no segment “{name}”.").format(name=name))
        figures = segments.segment_figures(reader, segment_id=row.id, as_of=as_of)
        currency = firm_currency(reader)
        own = {field.key: field.label for field in own_fields(reader)}
        words = criteria_lines(row.criteria, currency=currency, own=own, names=names_in(reader, row.criteria))
    said = plural("{n} contact", "{n} contacts", figures.contacts)
    surroundings.answer(
        {
            "id": row.id,
            "name": row.name,
            "as_of": as_of.isoformat(),
            "currency": currency,
            "criteria": dict(row.criteria),
            "words": words,
            **_plain_figures(figures),
        },
        lambda: [row.name, "", *words, "", f"{said} · {amount(figures.revenue_cents, currency, whole=True)}"],
    )


def _movement(surroundings: Surroundings, name: str, as_of: date) -> None:
    """Show how many customers came into a segment and left it, quarter by quarter."""
    from crm_desktop.operations.contacts.segments import segment_movements  # only here

    with surroundings.reading() as reader:
        found = segment_movements(reader, segment_ids=[_id(reader, name)], as_of=as_of)
    counts = [
        (
            sum(stream.customers for stream in one.streams if not stream.before),
            sum(stream.customers for stream in one.streams if not stream.after),
            sum(stream.customers for stream in one.streams if stream.before and stream.after),
        )
        for one in found
    ]
    quarters = [
        {"from": one.before.isoformat(), "to": one.after.isoformat(), "came": came, "left": left, "stayed": stayed}
        for one, (came, left, stayed) in zip(found, counts, strict=True)
    ]
    surroundings.answer(
        {"name": name, "as_of": as_of.isoformat(), "quarters": quarters},
        lambda: table(
            (_("Until"), _("came"), _("left"), _("stayed")),
            [(day(one.after), *map(number, count)) for one, count in zip(found, counts, strict=True)],
            right=(1, 2, 3),
        ),
    )


def _members(surroundings: Surroundings, name: str, as_of: date, limit: int) -> None:
    from crm_desktop.store.queries import contacts, segments  # only here

    with surroundings.reading() as reader:
        ids = segments.members(reader, segment_id=_id(reader, name), as_of=as_of)
        rows = contacts.rows(reader, ids=ids[:limit])
    surroundings.answer(
        {
            "name": name,
            "as_of": as_of.isoformat(),
            "total": len(ids),
            "contacts": [
                {"contact": row.id, "kind": row.kind.value, "name": row.name, "company": row.company, "city": row.city}
                for row in rows
            ],
        },
        lambda: table((_("Name"), _("Company"), _("Town")), [(row.name, row.company, row.city) for row in rows]),
    )


def _save(surroundings: Surroundings, name: str, given: str) -> None:
    """Make a segment, or give the one of that name other conditions."""
    from crm_desktop.operations.contacts import segments as operations  # only here
    from crm_desktop.store.queries import segments

    criteria = _criteria(given)
    with surroundings.reading() as reader:
        there = segments.by_name(reader, name)
    with surroundings.writing() as writer:
        if there is None:
            label = operations.add_segment(writer, name=name, criteria=criteria).label
        else:
            label = operations.change_segment(writer, segment_id=there, criteria=criteria).label
    surroundings.answer({"name": name, "done": label}, lambda: [label])


def _delete(surroundings: Surroundings, name: str) -> None:
    from crm_desktop.operations.contacts import segments as operations  # only here

    with surroundings.reading() as reader:
        segment_id = _id(reader, name)
    with surroundings.writing() as writer:
        label = operations.delete_segment(writer, segment_id=segment_id).label
    surroundings.answer({"name": name, "done": label}, lambda: [label])


def _criteria(given: str) -> dict[str, Any]:
    """Return conditions as they are given: as JSON, or in a file that holds it."""
    text = given.strip()
    if not text:
        raise BadInput(_("Give the conditions as JSON, or a file that holds them."), field="criteria")
    if not text.startswith("{"):
        try:
            text = Path(text).read_text(encoding="utf-8")
        except OSError as error:
            raise BadInput(_("“{name}” cannot be read.").format(name=given[:80]), field="criteria") from error
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise BadInput(_("The conditions are no JSON: {reason}.").format(reason=error), field="criteria") from error
    if not isinstance(plain, dict):
        raise BadInput(_("A condition is a field with what is asked of it."), field="criteria")
    return plain


def _id(reader: Any, name: str) -> int:
    from crm_desktop.store.queries import segments  # only here

    found = segments.by_name(reader, name)
    if found is None:
        raise NotFound(_("There is no segment “{name}”.").format(name=name))
    return found


def _plain_figures(figures: Any) -> dict[str, Any]:
    return {
        "contacts": figures.contacts,
        "accounts": figures.accounts,
        "revenue_12_months_cents": figures.revenue_cents,
        "share_of_revenue": None if figures.share is None else round(figures.share, 4),
    }


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        default="list",
        choices=("list", "show", "members", "movement", "save", "delete"),
        help=_("what to do; list by default"),
    )
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=_("the segment's name"))
    parser.add_argument(
        "--criteria", default="", metavar="JSON", help=_("for save: conditions as JSON, or a file of it")
    )
    parser.add_argument("--as-of", default="", metavar="DAY", help=_("count days back from this day; by default today"))
    parser.add_argument(
        "--limit", type=whole_number(1, MOST_ROWS), default=MOST_ROWS, metavar="N", help=_("at most so many members")
    )


COMMANDS = (Command("segments", lambda: _("show segments and whom they hold, or make one"), run, _arguments),)
