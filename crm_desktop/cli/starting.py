"""Commands that make a database: an empty one, or one with a believable firm in it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.times import parse_day, start_of_day
from crm_desktop.cli.command import Command
from crm_desktop.cli.secrets import chosen_key
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.values import make_folder, whole_number
from crm_desktop.store.database import Database

#: More firms than anybody will look at.
_MOST_SEED = 2**31 - 1


def new(surroundings: Surroundings, options: Namespace) -> None:
    """Create an empty database with a firm, a sales process and number ranges."""
    from crm_desktop.operations.firm.setup import start_firm  # writes, so it needs SQLAlchemy

    with _created(surroundings, options) as database, database.writer(surroundings.clock) as writer:
        start_firm(writer, language=options.language or spoken(), name=options.firm)
    surroundings.say(_("Created “{path}”.").format(path=database.path))
    surroundings.answer({"path": str(database.path)})


def demo(surroundings: Surroundings, options: Namespace) -> None:
    """Create a database with the demo firm."""
    from crm_desktop.operations.demo.build import build_demo

    now = _moment(options.today) if options.today else surroundings.clock()
    with _created(surroundings, options) as database, database.writer(lambda: now) as writer:
        outcome = build_demo(writer, size=options.size, seed=options.seed, progress=surroundings.progress(_("Writing")))
        writer.tidy()
    counts = dict(outcome.value)
    surroundings.say(
        _("Created “{path}” with {contacts} contacts, {deals} deals and {offers} offers.").format(
            path=database.path, contacts=counts["contact"], deals=counts["deal"], offers=counts["offer"]
        )
    )
    surroundings.answer({"path": str(database.path), "rows": counts})


@contextmanager
def _created(surroundings: Surroundings, options: Namespace) -> Iterator[Database]:
    """Yield a new database; where it is not filled to the end, it goes again."""
    path = surroundings.path
    if path.exists():
        raise Refused(
            _("“{path}” exists already.").format(path=path),
            _("Name another file with --database; nothing was changed."),
        )
    make_folder(path.parent)
    database = Database.create(path, chosen_key() if options.encrypt else None)
    with ExitStack() as otherwise:
        otherwise.callback(path.unlink, missing_ok=True)
        yield database
        otherwise.pop_all()


def _moment(text: str) -> datetime:
    return start_of_day(parse_day(text)) + timedelta(hours=8, minutes=42)


def _new_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--language", choices=("de", "en"), default="", help=_("language of stages and texts"))
    parser.add_argument("--firm", default="", metavar="NAME", help=_("name of the firm"))
    _encrypt_argument(parser)


def _encrypt_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--encrypt", action="store_true", help=_("with a password, which is asked for"))


def _demo_arguments(parser: ArgumentParser) -> None:
    _encrypt_argument(parser)
    parser.add_argument("--size", choices=("small", "large"), default="small", help=_("how much happens in it"))
    seeds = whole_number(0, _MOST_SEED)
    parser.add_argument("--seed", type=seeds, default=1, metavar="N", help=_("another number, another firm"))
    parser.add_argument("--today", default="", metavar="DAY", help=_("the day its history ends; today by default"))


COMMANDS = (
    Command("new", lambda: _("create an empty database"), new, _new_arguments),
    Command("demo", lambda: _("create a database with a believable firm in it"), demo, _demo_arguments),
)
