"""The reader of arguments that speaks the user's language, of which the standard library's knows nothing."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from crm_desktop.base.i18n import _


class Parser(argparse.ArgumentParser):
    """Reads arguments; what is wrong with them, and the frame of each help, are told in the language in use."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=Help, **options)
        self._positionals.title = _("what to name")
        self._optionals.title = _("options")
        self.add_argument("-h", "--help", action="help", help=_("show this and leave"))

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse what is not known already here: the whole would do so in its own name, and not name the command."""
        options, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error("unrecognized arguments: " + " ".join(unknown))
        return options, unknown

    def error(self, message: str) -> NoReturn:
        """Say on one line what is wrong and where to read on, and leave with the code of wrong usage."""
        told = told_of(message)
        self.exit(
            2, f"{self.prog}: {told}\n" + _("More with “{command}”.").format(command=f"{self.prog} --help") + "\n"
        )


class Help(argparse.HelpFormatter):
    """Writes help texts with what stands for values in the language in use."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Begin with the word for usage."""
        super().add_usage(usage, actions, groups, _("usage:") + " " if prefix is None else prefix)

    def _metavar_formatter(
        self, action: argparse.Action, default_metavar: str | None
    ) -> Callable[[int], tuple[str, ...]]:
        if isinstance(action.metavar, str) or action.choices is None:
            shown = _word(action.metavar if isinstance(action.metavar, str) else (default_metavar or "").upper())
        else:  # "" means that nothing was chosen; it is no choice to offer
            shown = "{" + ",".join(str(choice) for choice in action.choices if choice != "") + "}"
        return lambda size: (shown,) * size


def _word(name: str) -> str:
    """Return what stands for a value in the language in use; a name that is none of them stands for itself."""
    return {
        "COMMAND": _("COMMAND"), "FILE": _("FILE"), "FILE.eml": _("FILE.eml"), "FILE.json": _("FILE.json"),
        "FILE.pdf": _("FILE.pdf"), "DIR": _("FOLDER"), "FOLDER": _("FOLDER"), "PATH": _("PATH"), "NAME": _("NAME"),
        "NUMBER": _("NUMBER"), "TEXT": _("TEXT"), "DAY": _("DAY"), "DAYS": _("DAYS"), "CENTS": _("CENTS"),
        "CONTACT": _("CONTACT"), "COUNTRY": _("COUNTRY"), "FIELD": _("FIELD"), "KIND": _("KIND"), "VALUE": _("VALUE"),
        "PERCENT": _("PERCENT"), "KEY": _("KEY"), "LEVEL": _("LEVEL"), "TAG": _("TAG"), "BACKUP": _("BACKUP"),
        "ABOUT": _("ABOUT"), "WHAT": _("WHAT"), "CAMPAIGN": _("CAMPAIGN"), "SEGMENT": _("SEGMENT"),
        "TEMPLATE": _("TEMPLATE"), "MM": _("MM"), "PERIOD": _("PERIOD"), "AMOUNT": _("AMOUNT"), "GROUP": _("GROUP"),
    }.get(name, name)  # fmt: skip


def _missing(found: re.Match[str]) -> str:
    return _("Missing: {names}.").format(names=_names(found["names"]))


def _unknown(found: re.Match[str]) -> str:
    return _("Not known here: {names}.").format(names=found["names"])


def _no_value(found: re.Match[str]) -> str:
    return _("{name} needs a value.").format(name=_names(found["name"]))


def _no_choice(found: re.Match[str]) -> str:
    choices = [choice.strip().strip("'\"") for choice in found["choices"].split(",")]
    choices = [choice for choice in choices if choice]
    value = found["value"]
    if found["name"] == "COMMAND":
        near = difflib.get_close_matches(value, choices, n=1)
        unknown = _("There is no command “{value}”.").format(value=value)
        ask = _("Did you mean “{command}”?")
        return f"{unknown} {ask.format(command=near[0])}" if near else unknown
    shown = ", ".join(choices)
    if not found["name"].startswith("-"):
        return _("“{value}” is not known here. There is: {choices}.").format(value=value, choices=shown)
    return _("{name} cannot be “{value}”. There is: {choices}.").format(
        name=_names(found["name"]), value=value, choices=shown
    )


def _no_number(found: re.Match[str]) -> str:
    return _("{name}: “{value}” is not a number.").format(name=_names(found["name"]), value=found["value"])


def _not_both(found: re.Match[str]) -> str:
    return _("{name} and {other} exclude each other.").format(name=found["name"], other=found["other"])


def _one_of(found: re.Match[str]) -> str:
    return _("One of these is missing: {names}.").format(names=_names(found["names"].replace(" ", ", ")))


def _several(found: re.Match[str]) -> str:
    return _("{name} could be one of these: {names}.").format(name=found["name"], names=found["names"])


def _no_use(found: re.Match[str]) -> str:
    return _("{name} takes no value, “{value}” was given.").format(name=found["name"], value=found["value"])


def _other(found: re.Match[str]) -> str:
    return f"{_names(found['name'])}: {found['told'].rstrip('.')}."


#: What the standard library says, and how it is told. What it says otherwise stays as it is.
_TOLD: Iterable[tuple[str, Callable[[re.Match[str]], str]]] = (
    (r"the following arguments are required: (?P<names>.+)", _missing),
    (r"unrecognized arguments: (?P<names>.+)", _unknown),
    (r"argument (?P<name>\S+): expected .+", _no_value),
    (r"argument (?P<name>\S+): invalid choice: ['\"]?(?P<value>.*?)['\"]? \(choose from (?P<choices>.*)\)", _no_choice),
    (r"argument (?P<name>\S+): invalid \S+ value: ['\"]?(?P<value>.*?)['\"]?", _no_number),
    (r"argument (?P<name>\S+): not allowed with argument (?P<other>.+)", _not_both),
    (r"one of the arguments (?P<names>.+) is required", _one_of),
    (r"ambiguous option: (?P<name>\S+) could match (?P<names>.+)", _several),
    (r"argument (?P<name>\S+): ignored explicit argument ['\"]?(?P<value>.*?)['\"]?", _no_use),
    (r"argument (?P<name>\S+): (?P<told>.+)", _other),
)


def told_of(message: str) -> str:
    """Return a message of the standard library in the language in use."""
    for pattern, tell in _TOLD:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return tell(found)
    return message


def _names(names: str) -> str:
    """Return the names of arguments as the help writes them."""
    return ", ".join("/".join(_word(part) for part in name.split("/")) for name in names.split(", "))
