"""Commands about offers on their way: which to follow up, what differs between versions, the e-mail as a file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from crm_desktop.base.errors import Refused
from crm_desktop.base.files import with_ending, write_whole
from crm_desktop.base.formats import amount, percent
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day, parse_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table


def follow_up(surroundings: Surroundings, options: Namespace) -> None:
    """List the offers that wait for an answer, the most at stake first."""
    from crm_desktop.operations.offers.follow_up import usual_delay  # SQLAlchemy
    from crm_desktop.operations.offers.waiting import waiting_offers  # numpy

    today = parse_day(options.as_of) if options.as_of else local_day(surroundings.clock())
    with surroundings.reading() as reader:
        found = waiting_offers(reader, today=today)
        delay = usual_delay(reader)
    listed = [
        {
            "number": one.row.number,
            "version": one.row.version_no,
            "customer": one.row.customer,
            "subject": one.row.subject,
            "net_cents": one.row.net_cents,
            "at_stake_cents": one.at_stake,
            "currency": one.row.currency,
            "win_probability": round(one.chance, 4),
            "age_days": one.age,
            "valid_until": one.row.valid_until.isoformat() if one.row.valid_until else None,
            "next_on": one.row.next_on.isoformat() if one.row.next_on else None,
            "due": one.is_due,
        }
        for one in found
    ]
    surroundings.answer(
        {"as_of": today.isoformat(), "delay_days": delay.days, "delay_cases": delay.cases, "offers": listed},
        lambda: table(
            (_("Number"), _("Customer"), _("Net value"), _("Chance to win"), _("At stake"), _("Days")),
            [
                (
                    one.row.number,
                    one.row.customer,
                    amount(one.row.net_cents, one.row.currency),
                    percent(one.chance),
                    amount(one.at_stake, one.row.currency, whole=True),
                    one.age,
                )
                for one in found
            ],
            right=(2, 3, 4, 5),
        ),
    )


def versions(surroundings: Surroundings, options: Namespace) -> None:
    """Lay the newest version of an offer beside the one before, or two versions by their numbers."""
    from crm_desktop.operations.offers.compare import Change, compared_versions  # the engine
    from crm_desktop.store.queries import offers as queries

    with surroundings.reading() as reader:
        newest = queries.offer_numbered(reader, number=options.number)
        after = queries.offer_numbered(reader, number=options.number, version_no=options.to or newest.version_no)
        wanted = options.since or after.version_no - 1
        if wanted < 1:
            raise Refused(_("There is only one version of this offer."))
        before = queries.offer_numbered(reader, number=options.number, version_no=wanted)
        found = compared_versions(reader, before_id=before.id, after_id=after.id)
    lines: list[dict[str, Any]] = [
        {
            "change": pair.change.value,
            "fields": sorted(pair.fields),
            "before": {"title": pair.before.line.title, "cents": pair.before.cents} if pair.before else None,
            "after": {"title": pair.after.line.title, "cents": pair.after.cents} if pair.after else None,
        }
        for pair in found.pairs
        if pair.change is not Change.SAME
    ]
    sums = [
        {"name": row.name, "percent": row.percent or None, "before_cents": row.before, "after_cents": row.after}
        for row in found.sums
    ]
    answer = {"number": options.number, "from": before.version_no, "to": after.version_no, "lines": lines, "sums": sums}
    surroundings.answer(
        {**answer, "currency": found.after.currency, "fields": list(found.fields)},
        lambda: table(
            (_("Change"), _("Before"), _("After")),
            [
                (line["change"], (line["before"] or {}).get("title", ""), (line["after"] or {}).get("title", ""))
                for line in lines
            ],
        ),
    )


def mail(surroundings: Surroundings, options: Namespace) -> None:
    """Write the e-mail that brings an offer, asks after it, or confirms its order, as a draft for a mail program."""
    from crm_desktop.operations.letters.mail_words import MailUse
    from crm_desktop.operations.offers.mails import offer_mail  # reportlab
    from crm_desktop.store.queries.offers import offer_numbered

    with surroundings.reading() as reader:
        found = offer_numbered(reader, number=options.number)
        draft = offer_mail(reader, offer_id=found.id, now=surroundings.clock(), use=MailUse(options.use))
    path = with_ending(Path(options.file), ".eml")
    write_whole(path, draft.data)
    surroundings.say(_("Wrote “{path}”.").format(path=path))
    surroundings.answer({"number": found.number, "path": str(path), "addressed": draft.addressed})


def _follow_up_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--as-of", default="", metavar="DAY", help=_("the day whose waiting is meant; today by default")
    )


def _versions_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", help=_("number of an offer"))
    parser.add_argument("--from", dest="since", type=int, default=0, metavar="N", help=_("the older version"))
    parser.add_argument("--to", type=int, default=0, metavar="N", help=_("the newer version; the newest unless given"))


def _mail_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", help=_("number of an offer that was sent"))
    parser.add_argument("file", metavar="FILE.eml", help=_("the file to write"))
    parser.add_argument(
        "--for", dest="use", default="offer", choices=("offer", "reminder", "confirmation", "delivery"),
        help=_("what the e-mail is for"),
    )  # fmt: skip


COMMANDS = (
    Command(
        "follow-up",
        lambda: _("list the offers that wait for an answer, by money at stake"),
        follow_up,
        _follow_up_arguments,
    ),
    Command("versions", lambda: _("show what differs between two versions of an offer"), versions, _versions_arguments),
    Command("mail", lambda: _("write the e-mail that brings an offer as a draft"), mail, _mail_arguments),
)
