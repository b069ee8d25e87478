"""Commands about products: their prices raised or lowered together."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from decimal import Decimal

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.money import Separators, parse_decimal
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.domain.prices import ROUNDINGS, PriceRule
from crm_desktop.store.queries import products as queries
from crm_desktop.store.reading import Reader

_PRICE = "#,##0.00##"


def prices(surroundings: Surroundings, options: Namespace) -> None:
    """Change the prices of all products, or of one group, or with --dry-run show what they would be."""
    from crm_desktop.operations.products import prices as product_prices  # SQLAlchemy

    rule = PriceRule(options.by, Decimal(0), *ROUNDINGS[options.round])
    with surroundings.reading() as reader:
        ids = _chosen(reader, options.group)
        changes = product_prices.price_changes(reader, product_ids=ids, rule=rule)
    if not options.dry_run:
        with surroundings.writing() as writer:
            product_prices.change_prices(writer, product_ids=ids, rule=rule)
    other = [one for one in changes if one.after != one.before]
    surroundings.answer(
        {
            "dry_run": options.dry_run,
            "changes": [
                {
                    "number": one.number, "name": one.name, "before": str(one.before), "after": str(one.after),
                    "tier": None if one.tier is None else str(one.tier),
                }
                for one in other
            ],
        },
        lambda: [
            *table(
                (_("No."), _("Product"), _("Tier"), _("Before"), _("After")),
                [
                    (
                        one.number, one.name, "" if one.tier is None else number(one.tier.from_quantity),
                        number(one.before, form=_PRICE), number(one.after, form=_PRICE),
                    )
                    for one in other
                ],
                right=(2, 3, 4),
            ),
            plural("{n} price", "{n} prices", len(other)),
        ],
    )  # fmt: skip


def _chosen(reader: Reader, group: str) -> list[int]:
    """Return the products in use, of a group and those in it where one is named."""
    found = queries.products(reader)
    if not group:
        return [row.id for row in found]
    wanted = queries.STEP.join(part.strip() for part in group.replace(">", "›").split("›"))
    some = [row.id for row in found if row.path == wanted or row.path.startswith(f"{wanted}{queries.STEP}")]
    if not some:
        raise NotFound(_("There is no product in a group “{name}”.").format(name=group))
    return some


def _percent(text: str) -> Decimal:
    try:
        return parse_decimal(text.replace("%", "").strip(), Separators("," if "," in text else "."))
    except BadInput as error:
        raise ArgumentTypeError(str(error)) from error


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--by", type=_percent, required=True, metavar="PERCENT", help=_("for example 3.5, or --by=-10"))
    parser.add_argument("--group", default="", metavar="NAME", help=_("only this product group and those in it"))
    parser.add_argument("--round", choices=tuple(ROUNDINGS), default="0.01", help=_("what prices are rounded to"))
    parser.add_argument("--dry-run", action="store_true", help=_("show the prices, change nothing"))


COMMANDS = (Command("prices", lambda: _("raise or lower the prices of products"), prices, _arguments),)
