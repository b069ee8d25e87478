"""Commands about campaigns and consents: what there is, who gets what, what came of it, and taking an objection."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.formats import amount, day, number, percent
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day, parse_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.finding import contact_named
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.domain.consents import Channel
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.queries import surveys
from crm_desktop.store.reading import Reader


def run_campaigns(surroundings: Surroundings, options: Namespace) -> None:
    """List campaigns, the recipients of one with those left out, or what it brought."""
    today = parse_day(options.as_of) if options.as_of else local_day(surroundings.clock())
    if options.what == "list":
        _list(surroundings)
        return
    if options.what in ("leave-out", "take-in"):
        _turn(surroundings, options)
        return
    with surroundings.reading() as reader:
        campaign_id = _campaign(reader, options.name)
        (_recipients if options.what == "recipients" else _results)(surroundings, reader, campaign_id, today)


def _turn(surroundings: Surroundings, options: Namespace) -> None:
    """Take a contact out of a campaign by hand, or let it in again."""
    from crm_desktop.operations.campaigns import by_hand as campaign_by_hand  # SQLAlchemy

    if not options.contact:
        raise BadInput(_("Say with --contact who is meant."), field="contact")
    with surroundings.reading() as reader:
        campaign_id, contact_id = _campaign(reader, options.name), _contact(reader, options.contact)
    turn = campaign_by_hand.leave_out if options.what == "leave-out" else campaign_by_hand.take_in
    with surroundings.writing() as writer:
        label = turn(writer, campaign_id=campaign_id, contact_ids=[contact_id]).label
    surroundings.answer({"campaign": campaign_id, "contact": contact_id, "done": label}, lambda: [label])


def run_consents(surroundings: Surroundings, options: Namespace) -> None:
    """Say how a contact may be reached, or take its objection."""
    if not options.contact:
        raise BadInput(_("Say which contact: by name, e-mail address or customer number."), field="contact")
    with surroundings.reading() as reader:
        contact_id = _contact(reader, options.contact)
    if options.what == "object":
        _object(surroundings, contact_id, options)
    else:
        _consents(surroundings, contact_id, local_day(surroundings.clock()))


def _list(surroundings: Surroundings) -> None:
    from crm_desktop.store.queries.firm import currency as firm_currency  # only here

    with surroundings.reading() as reader:
        rows, currency = queries.campaign_rows(reader), firm_currency(reader)
    surroundings.answer(
        {
            "currency": currency,
            "campaigns": [
                {
                    "id": row.id, "name": row.name, "channel": row.channel.value, "status": row.status.value,
                    "starts_on": row.starts_on.isoformat() if row.starts_on else None, "cost_cents": row.cost_cents,
                    "recipients": row.recipients, "sent": row.sent, "answered": row.answered, "orders": row.orders,
                    "revenue_cents": row.revenue_cents,
                }
                for row in rows
            ],
        },
        lambda: (
            table(
                (_("Campaign"), _("Begins"), _("Recipients"), _("Sent"), _("Answers"), _("Orders"), _("Revenue")),
                [
                    (row.name, day(row.starts_on) if row.starts_on else "–", number(row.recipients), number(row.sent),
                     number(row.answered), number(row.orders), amount(row.revenue_cents, currency, whole=True))
                    for row in rows
                ],
                right=(2, 3, 4, 5, 6),
            )
            if rows
            else [_("There is no campaign yet.")]
        ),
    )  # fmt: skip


def _recipients(surroundings: Surroundings, reader: Reader, campaign_id: int, today: date) -> None:
    from crm_desktop.operations.campaigns import audience as operations  # SQLAlchemy

    found = operations.audience(reader, campaign_id=campaign_id, today=today)
    rows = queries.recipients(reader, campaign_id=campaign_id)
    out = operations.who_is_left_out(reader, campaign_id=campaign_id, today=today, limit=1_000_000)
    surroundings.answer(
        {
            "frozen": found.frozen, "matching": found.matching, "recipients": found.recipients,
            "held_out": found.held_out, "to_be_added": found.drifted,
            "left_out": [{"reason": group.reason.value, "count": group.cases} for group in found.groups],
            "contacts": [
                {"contact": row.contact_id, "name": row.name, "company": row.company, "code": row.code,
                 "variant": row.variant, "sent": row.sent_at.isoformat() if row.sent_at else None,
                 "response": row.response}
                for row in rows
            ],
            "contacts_left_out": [
                {"contact": row.contact_id, "name": row.name, "reason": row.reason.value, "detail": row.detail}
                for row in out
            ],
        },
        lambda: [
            _("{n} fit, {left} are left out, {got} get something").format(
                n=number(found.matching), left=number(found.left_out), got=number(found.recipients)
            ),
            *(f"{number(group.cases):>6}  {operations.reason_words(group.reason)}" for group in found.groups),
            "",
            *(table((_("Name"), _("Company"), _("Version"), _("Code")),
                    [(row.name, row.company, row.variant, row.code) for row in rows]) if rows else ()),
        ],
    )  # fmt: skip


def _results(surroundings: Surroundings, reader: Reader, campaign_id: int, today: date) -> None:
    from crm_desktop.operations.campaigns.results import results  # SQLAlchemy

    found = results(reader, campaign_id=campaign_id, today=today)
    effect = found.effect
    surroundings.answer(
        {
            "name": found.name, "currency": found.currency, "sent": found.sent, "answered": found.answered,
            "wanted": found.wanted, "offers": found.offers, "deals": found.deals, "won": found.won,
            "orders": found.orders, "revenue_cents": found.revenue_cents, "cost_cents": found.cost_cents,
            "cost_per_order_cents": found.cost_per_order_cents,
            "variants": [
                {"variant": line.key, "argument": line.argument, "sent": line.sent, "answers": line.answers,
                 "share": round(line.share, 4), "low": round(line.interval.low, 4),
                 "high": round(line.interval.high, 4),
                 "orders": line.orders, "revenue_cents": line.revenue_cents}
                for line in found.variants
            ],
            "held_out": None if effect is None else {
                "customers": effect.comparison.other.sent, "bought": effect.comparison.other.answers,
                "reached": effect.comparison.one.sent, "reached_bought": effect.comparison.one.answers,
                "verdict": effect.verdict.value,
            },
            "sentences": list(found.sentences),
        },
        lambda: [
            found.name,
            _("{sent} sent, {answers} answers, {orders} orders, {revenue}").format(
                sent=number(found.sent), answers=number(found.wanted), orders=number(found.orders),
                revenue=amount(found.revenue_cents, found.currency, whole=True),
            ),
            "",
            *table((_("Version"), _("Argument"), _("Sent"), _("Answers"), _("Share"), _("80 %"), _("Orders")),
                   [(line.key, line.argument, number(line.sent), number(line.answers), percent(line.share),
                     f"{percent(line.interval.low)}–{percent(line.interval.high)}", number(line.orders))
                    for line in found.variants], right=(2, 3, 4, 5, 6)),
            "",
            *found.sentences,
        ],
    )  # fmt: skip


def _consents(surroundings: Surroundings, contact_id: int, today: date) -> None:
    from crm_desktop.operations.privacy.consent_words import channel_word  # SQLAlchemy
    from crm_desktop.operations.privacy.consents import state_of
    from crm_desktop.store.queries.consents import consents_of

    with surroundings.reading() as reader:
        states = state_of(reader, contact_id=contact_id, today=today)
        rows = consents_of(reader, contact_id=contact_id)
    surroundings.answer(
        {
            "contact": contact_id,
            "channels": [
                {"channel": one.channel.value, "allowed": one.allowed, "why": one.why.value,
                 "status": one.status.value if one.status else None,
                 "valid_until": one.valid_until.isoformat() if one.valid_until else None}
                for one in states
            ],
            "records": [
                {"channel": row.channel.value, "status": row.status.value, "purpose": row.purpose,
                 "given_at": row.given_at.isoformat(), "source": row.source, "wording": row.wording,
                 "last_used_at": row.last_used_at.isoformat() if row.last_used_at else None}
                for row in rows
            ],
        },
        lambda: table(
            (_("Channel"), _("Allowed"), _("Why")),
            [(channel_word(one.channel), _("yes") if one.allowed else _("no"), one.sentence) for one in states],
        ),
    )  # fmt: skip


def _object(surroundings: Surroundings, contact_id: int, options: Namespace) -> None:
    from crm_desktop.operations.privacy.consents import object_to  # SQLAlchemy

    channel = Channel(options.channel) if options.channel else None
    with surroundings.writing() as writer:
        label = object_to(writer, contact_id=contact_id, channel=channel, reason=options.reason).label
    surroundings.answer({"contact": contact_id, "done": label}, lambda: [label])


def _campaign(reader: Reader, name: str) -> int:
    if not name:
        raise BadInput(_("Say which campaign by its name."), field="name")
    found = queries.campaign_named(reader, name)
    if found is None:
        raise NotFound(_("There is no campaign “{name}”.").format(name=name))
    return found


def _contact(reader: Reader, text: str) -> int:
    ids = surveys.contacts_with(reader, text=text)
    if not ids and text.isdecimal():
        return contact_named(reader, text)
    if len(ids) != 1:
        raise NotFound(
            _("Nobody is called “{name}”.").format(name=text[:60])
            if not ids
            else _("Several are called “{name}”.").format(name=text[:60])
        )
    return ids[0]


def _campaign_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        default="list",
        choices=("list", "recipients", "results", "leave-out", "take-in"),
        help=_("what to do; list by default"),
    )
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=_("the campaign's name"))
    parser.add_argument(
        "--contact", default="", metavar="CONTACT", help=_("leave-out, take-in: name, e-mail address or number")
    )
    parser.add_argument("--as-of", default="", metavar="DAY", help=_("look from this day; by default today"))


def _consent_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what", nargs="?", default="list", choices=("list", "object"), help=_("what to do; list by default")
    )
    parser.add_argument(
        "contact", nargs="?", default="", metavar="CONTACT", help=_("name, e-mail address, customer number or number")
    )
    parser.add_argument(
        "--channel", default="", choices=("", *(one.value for one in Channel)), help=_("by default all")
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("what the person said"))


COMMANDS = (
    Command(
        "campaigns",
        lambda: _("list campaigns, whom they reach and what they brought"),
        run_campaigns,
        _campaign_arguments,
    ),
    Command(
        "consents", lambda: _("how a contact may be reached, or take its objection"), run_consents, _consent_arguments
    ),
)
