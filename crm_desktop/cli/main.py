"""Reads the command line and does what it says; without a command, the window opens."""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from crm_desktop.base import i18n
from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.base.logs import LOG_NAME, start_log
from crm_desktop.base.paths import places
from crm_desktop.base.reasons import why_not
from crm_desktop.base.settings import load

if TYPE_CHECKING:
    from crm_desktop.cli.command import Command

DONE, FAILED, WRONG_USAGE = 0, 1, 2
#: What shells say of a program that was stopped by Ctrl+C.
STOPPED = 130

#: What needs a window: name to a function that takes the options and returns the exit code.
Launchers = dict[str, Callable[[argparse.Namespace], int]]


def known_commands() -> tuple[Command, ...]:
    """Return every command in the order of the help. What they need is imported here: a window needs none of it."""
    from crm_desktop.cli import (
        aiming,
        buying,
        campaigning,
        cleaning,
        encrypting,
        evaluating,
        filing,
        inquiring,
        lettering,
        moving,
        offering,
        planning,
        pricing,
        protecting,
        reporting,
        ruling,
        safeguarding,
        searching,
        segmenting,
        selling,
        serving,
        starting,
        taxing,
        tidying,
        valuing,
    )

    return (
        *starting.COMMANDS,
        *moving.COMMANDS,
        *searching.COMMANDS,
        *filing.COMMANDS,
        *planning.COMMANDS,
        *inquiring.COMMANDS,
        *serving.COMMANDS,
        *selling.COMMANDS,
        *offering.COMMANDS,
        *pricing.COMMANDS,
        *evaluating.COMMANDS,
        *aiming.COMMANDS,
        *valuing.COMMANDS,
        *buying.COMMANDS,
        *segmenting.COMMANDS,
        *campaigning.COMMANDS,
        *lettering.COMMANDS,
        *taxing.COMMANDS,
        *cleaning.COMMANDS,
        *tidying.COMMANDS,
        *reporting.COMMANDS,
        *ruling.COMMANDS,
        *safeguarding.COMMANDS,
        *encrypting.COMMANDS,
        *protecting.COMMANDS,
    )


def run(arguments: Sequence[str], launchers: Launchers) -> int:
    """Do what the arguments say and return the exit code. `launchers` open windows; "" is the one without a command."""
    _write_any_letter()
    i18n.speak(i18n.wanted_language(load(places().config).language))
    arguments = [_as_typed(argument) for argument in arguments]
    options = _plain_window(arguments) or build_parser().parse_args(arguments)
    try:
        return launchers[options.command](options) if options.command in launchers else _do(options)
    except CrmError as error:
        print(f"crm-desktop {options.command}".strip() + f": {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print(_("Stopped."), file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        return _left_alone()
    except OSError as error:
        print(f"crm-desktop {options.command}".strip() + f": {_of_the_system(error)}", file=sys.stderr)
        return FAILED
    except Exception:  # whatever it is: who sits at a terminal is told on one line, and the log has the rest
        logging.getLogger("crm_desktop").exception("the command %s failed", options.command)
        print(f"crm-desktop {options.command}".strip() + f": {_of_the_program()}", file=sys.stderr)
        return FAILED


def _left_alone() -> int:
    # Whoever read our output has seen enough; what Python flushes at the end must go nowhere.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def _of_the_system(error: OSError) -> str:
    """Say what the system refused: a folder that may not be written to, a full disk, a file that is gone."""
    reason = why_not(error)
    if not error.filename:
        return _("The system refused: {reason}.").format(reason=reason)
    return _("“{name}” could not be used: {reason}.").format(name=error.filename, reason=reason)


def _of_the_program() -> str:
    """Say that a fault is the program's own, and where its log has what happened."""
    where = places().state / LOG_NAME
    return _("This is a fault of the program; no change was half done. What happened is written in “{path}”.").format(
        path=where
    )


def _as_typed(argument: str) -> str:
    """Return an argument in UTF-8, which terminals speak even where the system says it knows plain letters only."""
    if argument.isprintable() or not any("\udc80" <= letter <= "\udcff" for letter in argument):
        return argument
    return os.fsencode(argument).decode("utf-8", "surrogateescape")


def _do(options: argparse.Namespace) -> int:
    from crm_desktop.cli.surroundings import Surroundings  # a window needs none of it

    surroundings = Surroundings(database=options.database, as_json=options.json)
    with contextlib.suppress(OSError):  # a log that cannot be written keeps nobody from working
        start_log(surroundings.folders.state)
    command = next(command for command in known_commands() if command.name == options.command)
    command.run(surroundings, options)
    return DONE


def _write_any_letter() -> None:
    """Let a terminal that cannot show a letter show a question mark; files and pipes take every letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def _plain_window(arguments: Sequence[str]) -> argparse.Namespace | None:
    """Return the options of the most frequent call, the window on a file or on the last one, without the parser."""
    match list(arguments):
        case []:
            database = ""
        case ["--database", path] if not path.startswith("-"):
            database = path
        case _:
            return None
    return argparse.Namespace(command="", database=database, json=False)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    from crm_desktop.cli.parser import Parser  # a window needs none of it

    parser = Parser(
        prog="crm-desktop", description=_("Everything a small firm knows about its customers, in one file of its own.")
    )
    parser.add_argument(
        "--version", action="version", version=f"crm-desktop {_version()}", help=_("show the version and leave")
    )
    _common(parser, "", as_json=False)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title=_("commands"))
    parser.set_defaults(command="")
    for command in known_commands():
        each = commands.add_parser(command.name, help=command.help(), description=command.help())
        _common(each, argparse.SUPPRESS, as_json=argparse.SUPPRESS)
        command.arguments(each)
    _windowed(
        commands.add_parser("show-demo", help=_("open the window on the demo firm; without a display, make pictures"))
    )
    tour = commands.add_parser("tour", help=_("the main job end to end, with pictures of every pane"))
    tour.add_argument("folder", metavar="DIR", help=_("folder for the pictures and papers"))
    _windowed(tour)
    _windowed(commands.add_parser("self-test", help=_("show that nothing was left out of this build")))
    return parser


def _common(parser: argparse.ArgumentParser, database: str, *, as_json: bool | str) -> None:
    parser.add_argument(
        "--database", metavar="PATH", default=database, help=_("the file, or its name in the data folder")
    )
    parser.add_argument("--json", action="store_true", default=as_json, help=_("print one JSON document on stdout"))


def _windowed(parser: argparse.ArgumentParser) -> None:
    _common(parser, argparse.SUPPRESS, as_json=argparse.SUPPRESS)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow, and seldom asked for

    try:
        return version("crm-desktop")
    except PackageNotFoundError:
        from crm_desktop import VERSION  # a frozen program has no metadata

        return VERSION
