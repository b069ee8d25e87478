"""The command about VAT: the rates that hold, a rate set by the firm itself, and offers whose rates no longer hold."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from crm_desktop.base.errors import BadInput
from crm_desktop.base.formats import day, number
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day, parse_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.domain.products import TaxClass
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import vat as queries


def vat(surroundings: Surroundings, options: Namespace) -> None:
    """List the rates of VAT of a country; set one that holds from a day on; list open offers it makes wrong."""
    from crm_desktop.operations.offers import vat as operations  # SQLAlchemy
    from crm_desktop.operations.sales_words import tax_word

    today = local_day(surroundings.clock())
    if options.percent:
        since = parse_day(options.since) if options.since else today
        with surroundings.reading() as reader:
            country = options.country or firm_queries.the_firm(reader).country
        with surroundings.writing() as writer:
            operations.set_rate(
                writer,
                country=country,
                tax_class=TaxClass(options.tax_class),
                since=since,
                percent=_exact(options.percent),
            )
    with surroundings.reading() as reader:
        country = (options.country or firm_queries.the_firm(reader).country).upper()
        known = [rate for rate in queries.rates(reader) if rate.country == country]
        wrong = operations.outdated_offers(reader, today=today)
    listed: list[dict[str, Any]] = [
        {"class": rate.tax_class.value, "since": rate.since.isoformat(), "percent": f"{rate.percent:f}"}
        for rate in sorted(known, key=lambda rate: (list(TaxClass).index(rate.tax_class), rate.since))
    ]
    surroundings.answer(
        {
            "country": country,
            "rates": listed,
            "outdated": [
                {"offer": each.offer_id, "position": each.position, "percent": f"{each.percent:f}",
                 "becomes": f"{each.becomes:f}", "draft": each.draft}
                for each in wrong
            ],
        },
        lambda: (
            table(
                (_("Class"), _("since"), "%"),
                [
                    (tax_word(TaxClass(one["class"])), day(date.fromisoformat(one["since"])),
                     number(Decimal(one["percent"])))
                    for one in listed
                ],
                right=(2,),
            )
            if listed
            else [_("No rates are known for “{country}”.").format(country=country)]
        ),
    )  # fmt: skip


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise BadInput(_("“{text}” is not a number.").format(text=text[:40]), field="percent") from None


def _arguments(parser: ArgumentParser) -> None:
    classes = [each.value for each in TaxClass if each is not TaxClass.ZERO]
    parser.add_argument(
        "country", nargs="?", default="", metavar="COUNTRY", help=_("like DE; the firm's own by default")
    )
    parser.add_argument("--percent", default="", metavar="NUMBER", help=_("set a rate"))
    parser.add_argument("--class", dest="tax_class", default="standard", choices=classes, help=_("which one"))
    parser.add_argument("--since", default="", metavar="DAY", help=_("the first day it holds; today by default"))


COMMANDS = (Command("vat", lambda: _("list the rates of VAT, or set one"), vat, _arguments),)
