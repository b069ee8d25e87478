"""The form of a command: its name, its help, its arguments, and what it does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from crm_desktop.cli.surroundings import Surroundings


def no_arguments(_parser: ArgumentParser) -> None:
    """Take no arguments."""


@dataclass(frozen=True)
class Command:
    """One command. `help` speaks the language in use; `run` returns nothing when done, raises CrmError when refused."""

    name: str
    help: Callable[[], str]
    run: Callable[[Surroundings, Namespace], None]
    arguments: Callable[[ArgumentParser], None] = no_arguments
