"""The command about contacts that are in the database twice."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table


def duplicates(surroundings: Surroundings, options: Namespace) -> None:
    """Show contacts that are probably in the database twice."""
    from crm_desktop.operations.quality.duplicates import find_duplicates, reason_word  # only here

    with surroundings.reading() as reader:
        found = find_duplicates(reader, threshold=options.threshold)
    surroundings.answer(
        {
            "pairs": [
                {
                    "a": pair.a.external_id or pair.a.id,
                    "b": pair.b.external_id or pair.b.id,
                    "score": round(pair.likeness.score, 4),
                    "grade": pair.likeness.grade.value,
                    "reasons": [reason.value for reason in pair.likeness.reasons],
                }
                for pair in found
            ]
        },
        lambda: (
            table(
                (_("Contact"), _("Contact"), _("Chance"), _("why")),
                [
                    (
                        pair.a.name, pair.b.name, percent(pair.likeness.score),
                        ", ".join(map(reason_word, pair.likeness.reasons)),
                    )
                    for pair in found
                ],
                right=(2,),
            )
            if found
            else [_("Nobody is in the database twice.")]
        ),
    )  # fmt: skip


def _share(text: str) -> float:
    from crm_desktop.engine.duplicates import Level  # only here

    if text in list(Level):
        return Level(text).threshold
    try:
        value = float(text.replace(",", "."))
    except ValueError as error:
        levels = ", ".join(Level)
        raise ArgumentTypeError(_("Say {levels}.").format(levels=levels)) from error
    if not 0 < value <= 1:
        raise ArgumentTypeError(_("The chance lies between 0 and 1."))
    return value


def _duplicates_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--threshold",
        type=_share,
        default=0.5,
        metavar="LEVEL",
        help=_("how sure it must be to be shown: strict, usual or generous; scripts may give the least chance"),
    )


COMMANDS = (
    Command("duplicates", lambda: _("show contacts that are probably there twice"), duplicates, _duplicates_arguments),
)
