"""Commands as data: one list from which menus, shortcuts, the palette and the keyboard map are made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from crm_desktop.base.slips import begins
from crm_desktop.base.text import words
from crm_desktop.ui.commands.workplace import Workplace

_CHORD = re.compile(r"Ctrl\+|Alt\+|Meta\+|F\d")


def _always(_workplace: Workplace) -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """Something the user can have done.

    `text` and the like are asked when they are shown, so that they follow the language. `shortcut` is a portable
    QKeySequence text; single letters act only while no text field has the focus and single keys are switched on.
    `place` restricts a shortcut to one pane ("" is everywhere), `menu` names the menu it stands in ("" in none).
    """

    id: str
    text: Callable[[], str]
    run: Callable[[Workplace], None]
    shortcut: str = ""
    icon: str = ""
    menu: str = ""
    place: str = ""
    enabled: Callable[[Workplace], bool] = _always

    @property
    def single_key(self) -> bool:
        """Whether its shortcut is one key without Ctrl, Alt or Meta, which text fields need for themselves."""
        return bool(self.shortcut) and not _CHORD.search(self.shortcut)


class Registry:
    """The commands of one window. Two with the same id, or one shortcut for two of a place, are refused."""

    def __init__(self, commands: Iterable[Command] = ()) -> None:
        self._by_id: dict[str, Command] = {}
        for command in commands:
            self.add(command)

    def add(self, command: Command) -> None:
        """Take in a command; raises ValueError where it clashes with another."""
        if command.id in self._by_id:
            raise ValueError(f"two commands are called {command.id}")
        for other in self._by_id.values():
            together = not command.place or not other.place or command.place == other.place
            if command.shortcut and command.shortcut == other.shortcut and together:
                raise ValueError(f"{command.id} and {other.id} both want {command.shortcut}")
        self._by_id[command.id] = command

    def __iter__(self) -> Iterator[Command]:
        return iter(self._by_id.values())

    def __contains__(self, command_id: object) -> bool:
        return command_id in self._by_id

    def __getitem__(self, command_id: str) -> Command:
        return self._by_id[command_id]

    def matching(self, text: str, workplace: Workplace, *, place: str = "", slips: int = 1) -> list[Command]:
        """Return the commands of a place that can be done now and whose words begin with the words asked for.

        Where none does, one slip of the finger in a word is forgiven; none with `slips` 0.
        """
        wanted = words(text)
        usable = [command for command in self if command.place in ("", place) and command.enabled(workplace)]
        exact = [command for command in usable if _matches(wanted, words(command.text()), slips=0)]
        return exact or [command for command in usable if _matches(wanted, words(command.text()), slips=slips)]


def _matches(wanted: list[str], given: list[str], *, slips: int) -> bool:
    return all(any(begins(word, start, slips=slips) for word in given) for start in wanted)
