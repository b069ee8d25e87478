"""Reads the command line and does what it says; without a command, the window opens."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version

from crm_desktop.base import i18n
from crm_desktop.base.errors import CrmError
from crm_desktop.base.logs import start_log
from crm_desktop.base.paths import places
from crm_desktop.base.settings import load
from crm_desktop.cli import evaluating, moving, reporting, safeguarding, searching, selling, starting
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings

DONE, FAILED, WRONG_USAGE = 0, 1, 2

#: What needs a window: name to a function that takes the options and returns the exit code.
Launchers = dict[str, Callable[[argparse.Namespace], int]]

COMMANDS: tuple[Command, ...] = (
    *starting.COMMANDS,
    *moving.COMMANDS,
    *searching.COMMANDS,
    *selling.COMMANDS,
    *evaluating.COMMANDS,
    *reporting.COMMANDS,
    *safeguarding.COMMANDS,
)


def run(arguments: Sequence[str], launchers: Launchers) -> int:
    """Do what the arguments say and return the exit code. `launchers` open windows; "" is the one without a command."""
    options = build_parser().parse_args(arguments)
    i18n.speak(i18n.wanted_language(load(places().config).language))
    if options.command in launchers:
        return launchers[options.command](options)
    surroundings = Surroundings(database=options.database, as_json=options.json)
    start_log(surroundings.folders.state)
    command = next(command for command in COMMANDS if command.name == options.command)
    try:
        command.run(surroundings, options)
    except CrmError as error:
        print(f"crm-desktop {options.command}: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has seen enough; what Python flushes at the end must go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return DONE


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="crm-desktop", description="Everything a small firm knows about its customers, in one file of its own."
    )
    parser.add_argument("--version", action="version", version=f"crm-desktop {_version()}")
    _common(parser, "", as_json=False)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    parser.set_defaults(command="")
    for command in COMMANDS:
        each = commands.add_parser(command.name, help=command.help, description=command.help)
        _common(each, argparse.SUPPRESS, as_json=argparse.SUPPRESS)
        command.arguments(each)
    _windowed(
        commands.add_parser("show-demo", help="open the window on the demo firm; without a display, make pictures")
    )
    tour = commands.add_parser("tour", help="the main job end to end, with pictures of every pane")
    tour.add_argument("folder", metavar="DIR", help="folder for the pictures and papers")
    _windowed(tour)
    _windowed(commands.add_parser("self-test", help="show that nothing was left out of this build"))
    return parser


def _common(parser: argparse.ArgumentParser, database: str, *, as_json: bool | str) -> None:
    parser.add_argument("--database", metavar="PATH", default=database, help="the file, or its name in the data folder")
    parser.add_argument("--json", action="store_true", default=as_json, help="print one JSON document on stdout")


def _windowed(parser: argparse.ArgumentParser) -> None:
    _common(parser, argparse.SUPPRESS, as_json=argparse.SUPPRESS)


def _version() -> str:
    try:
        return version("crm-desktop")
    except PackageNotFoundError:
        from crm_desktop import VERSION  # noqa: PLC0415 - a frozen program has no metadata

        return VERSION
