"""Commands that keep the data right: what is wrong with it and how it went, and one field of many contacts changed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.cli.values import MOST_ROWS, whole_number
from crm_desktop.domain.mass_change import Change, How
from crm_desktop.domain.quality import Care, Flaw, Health

if TYPE_CHECKING:
    from crm_desktop.operations.quality.quality import Decision, Inbox


def quality(surroundings: Surroundings, options: Namespace) -> None:
    """Show what is missing, old or impossible, what there is most money in first; or how it went."""
    if options.history:
        _history(surroundings)
        return
    from crm_desktop.operations.quality.quality import inbox  # only here

    with surroundings.reading() as reader:
        found = inbox(reader, today=local_day(surroundings.clock()))
    kinds = [Care(options.kind)] if options.kind else list(Care)
    decisions = [one for kind in kinds for one in found.decisions[kind][: options.limit]]
    surroundings.answer(_document(found, decisions), lambda: _lines(decisions))


def change(surroundings: Surroundings, options: Namespace) -> None:
    """Change one field of many contacts in one step, or with --dry-run show what would change."""
    from crm_desktop.operations.quality import mass_change  # only here, and so below
    from crm_desktop.store.queries.mass_change import scope_ids

    wanted = _wanted(options)
    with surroundings.reading() as reader:
        ids = scope_ids(reader, scope=options.whom)
        shown = mass_change.preview(reader, contact_ids=ids, change=wanted, today=local_day(surroundings.clock()))
    done = 0
    if not options.dry_run and shown.changed:
        with surroundings.writing() as writer:
            done = mass_change.apply(writer, contact_ids=ids, change=wanted).value
    surroundings.answer(
        {
            "contacts": shown.looked_at,
            "would_change": shown.changed,
            "changed": done,
            "refused": shown.refused,
            "edits": [
                {"contact": one.contact_id, "name": one.name, "before": one.before, "after": one.after,
                 "problem": one.problem}
                for one in shown.edits
            ],
        },
        lambda: [
            *table(
                (_("Contact"), _("So far"), _("Afterwards")),
                [(one.name, one.before, one.problem or one.after) for one in shown.edits],
            ),
            mass_change.label(wanted, shown.changed) if shown.changed else _("Nothing would change."),
        ],
    )  # fmt: skip


def _wanted(options: Namespace) -> Change:
    """Return the change the arguments describe. Raises BadInput unless they say one way."""
    said = {
        How.SET: options.set, How.REPLACE: options.find, How.ADD: options.add, How.REMOVE: options.remove,
    }  # fmt: skip
    ways = [how for how, value in said.items() if value is not None]
    ways += [How(options.case)] if options.case else []
    ways += [How.FITTING] if options.fit else []
    if len(ways) != 1:
        raise BadInput(_("Say one thing to be done: --set, --find with --to, --case, --fit, --add or --remove."))
    (how,) = ways
    if how is How.REPLACE:
        return Change(
            options.field, how, options.to, options.find, same_case=options.same_case, whole=options.whole
        )  # fmt: skip
    return Change(options.field, how, said.get(how) or "")


def _history(surroundings: Surroundings) -> None:
    from crm_desktop.store.queries.quality import health  # only here

    with surroundings.reading() as reader:
        days = health(reader)
    surroundings.answer(
        {"days": [_health(one) for one in days]},
        lambda: (
            table(
                (_("Day"), _("Contacts"), _("Contacts in order"), _("Decisions")),
                [
                    (one.day.isoformat(), str(one.contacts), percent(one.share, digits=1), str(one.waiting))
                    for one in days
                ],
                right=(1, 2, 3),
            )
            if days
            else [_("Nobody has looked at the data yet.")]
        ),
    )


def _document(found: Inbox, decisions: list[Decision]) -> dict[str, Any]:
    return {
        "counts": {care.value: count for care, count in found.counts.items()},
        "shares": {name: round(share, 4) for name, share in found.shares.items()},
        "health": _health(found.health),
        "decisions": [
            {
                "care": one.care.value,
                "contacts": list(one.contact_ids),
                "name": one.title,
                "money_cents": one.money_cents,
                "flaws": [
                    {
                        "field": flaw.field,
                        "value": flaw.value,
                        "proposal": flaw.proposal,
                        "record": flaw.record,
                        "choices": [{"field": field, "value": value} for field, value in flaw.choices],
                    }
                    for flaw in one.flaws
                ],
            }
            for one in decisions
        ],
    }


def _health(one: Health) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(), "contacts": one.contacts, "sound": one.sound, "share": round(one.share, 4),
        "waiting": one.waiting,
    }  # fmt: skip


def _lines(decisions: list[Decision]) -> list[str]:
    if not decisions:
        return [_("Nothing to decide")]
    from crm_desktop.domain.records import RecordKind  # only here
    from crm_desktop.exchange.titles import field_titles  # only here

    titles = field_titles(RecordKind.CONTACTS)
    shown = table(
        (_("Kind"), _("Contact"), _("Field"), _("Value"), _("Proposal")),
        [
            (_care(one.care), one.title, titles.get(flaw.field, flaw.field), flaw.value, flaw.proposal)
            for one in decisions
            for flaw in one.flaws or (Flaw(one.care, "", one.detail),)
        ],
    )
    return [*shown, plural("{n} decision", "{n} decisions", len(decisions))]


def _care(care: Care) -> str:
    return {
        Care.DOUBLE: _("Doubles"), Care.INCOMPLETE: _("Incomplete"), Care.STALE: _("Out of date"),
        Care.WRONG: _("Implausible"),
    }[care]  # fmt: skip


def _quality_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--kind", choices=[care.value for care in Care], default="", help=_("one kind of decisions only")
    )
    parser.add_argument("--limit", type=whole_number(1, MOST_ROWS), default=500, metavar="N", help=_("of each kind"))
    parser.add_argument(
        "--history", action="store_true", help=_("how healthy the data was on the days it was looked at")
    )


def _change_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("field", metavar="FIELD", help=_("category, city, country, email, tag, family_name …"))
    parser.add_argument(
        "--whom", choices=["all", "people", "companies", "customers"], default="all", help=_("whose field it is")
    )
    parser.add_argument("--set", metavar="VALUE", help=_("the value it becomes; empty takes it away"))
    parser.add_argument("--find", metavar="TEXT", help=_("what is replaced wherever it stands"))
    parser.add_argument("--to", metavar="TEXT", default="", help=_("what stands there instead"))
    parser.add_argument("--same-case", action="store_true", help=_("tell capitals and small letters apart"))
    parser.add_argument("--whole", action="store_true", help=_("replace whole values only"))
    parser.add_argument("--case", choices=["proper", "upper", "lower"], help=_("how it is written"))
    parser.add_argument("--fit", action="store_true", help=_("the salutation the given name asks for"))
    parser.add_argument("--add", metavar="TAG", help=_("put a tag on"))
    parser.add_argument("--remove", metavar="TAG", help=_("take a tag off"))
    parser.add_argument("--dry-run", action="store_true", help=_("show what would change and change nothing"))


COMMANDS = (
    Command("quality", lambda: _("show what is missing, old or impossible"), quality, _quality_arguments),
    Command(
        "change",
        lambda: _("change one field of many contacts, as one step that can be undone"),
        change,
        _change_arguments,
    ),
)
