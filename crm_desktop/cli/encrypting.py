"""The command that encrypts the database, changes or removes its password, and prints the recovery sheet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from crm_desktop.base.errors import BadInput, NotFound, Refused
from crm_desktop.base.files import with_ending, write_whole
from crm_desktop.base.i18n import _, plural
from crm_desktop.cli import secrets
from crm_desktop.cli.command import Command
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.operations.firm import protection, recovery_sheets, system_keys
from crm_desktop.operations.firm.protection import Protected
from crm_desktop.store.encryption import Watch
from crm_desktop.store.keys import Key


def encryption(surroundings: Surroundings, options: Namespace) -> None:
    """Say whether the file is encrypted, or change that."""
    path = surroundings.path
    if not path.exists():
        surroundings.open()  # says that it is not there, and what to do
    _ACTIONS[options.action](surroundings, path, options)


def _status(surroundings: Surroundings, path: Path, _options: Namespace) -> None:
    encrypted = protection.is_encrypted(path)
    remembers = encrypted and system_keys.remembered(path, system_keys.system_store()) is not None
    lines = [_("“{name}” is encrypted.") if encrypted else _("“{name}” is not encrypted.")]
    lines += [_("This computer remembers its key.")] * remembers
    lines += [_("Its recovery sheet has the number {number}.")] * encrypted
    number = recovery_sheets.sheet_number(path)
    surroundings.answer(
        {"path": str(path), "encrypted": encrypted, "remembered": remembers, "sheet": number},
        lambda: [line.format(name=path.name, number=number) for line in lines],
    )


def _set(surroundings: Surroundings, path: Path, _options: Namespace) -> None:
    keeper = surroundings.keeper(path)
    before = keeper.keys.fitting(path)
    done = protection.protect(
        keeper, secrets.new_password(), now=surroundings.clock(), watch=_watch(surroundings, _("Encrypting"))
    )
    _follow(before, done.keys.fitting(path))
    _tell(surroundings, path, done)
    surroundings.say(_("Print the recovery sheet now: “crm-desktop encryption sheet FILE.pdf”."))


def _remove(surroundings: Surroundings, path: Path, _options: Namespace) -> None:
    keeper = surroundings.keeper(path)
    before = keeper.keys.fitting(path)
    if before is None:
        raise Refused(_("“{name}” is not encrypted.").format(name=path.name))
    done = protection.unprotect(keeper, now=surroundings.clock(), watch=_watch(surroundings, _("Decrypting")))
    system_keys.forget(before, system_keys.system_store())
    _tell(surroundings, path, done)


def _sheet(surroundings: Surroundings, path: Path, options: Namespace) -> None:
    if not options.file:
        raise BadInput(_("Name the file the sheet is written to."), field="file")
    target = with_ending(Path(options.file), ".pdf")
    write_whole(target, recovery_sheets.recovery_sheet(path, surroundings.keys, now=surroundings.clock()))
    surroundings.say(_("The recovery sheet is in “{path}”. Print it, then delete the file.").format(path=target))
    surroundings.answer({"path": str(target), "sheet": recovery_sheets.sheet_number(path)})


def _remember(surroundings: Surroundings, path: Path, _options: Namespace) -> None:
    system_keys.remember(_own_key(surroundings, path), system_keys.system_store())
    surroundings.say(_("This computer remembers its key."))
    surroundings.answer({"remembered": True})


def _forget(surroundings: Surroundings, path: Path, _options: Namespace) -> None:
    store = system_keys.system_store()
    remembered = system_keys.remembered(path, store)
    if remembered is None:
        raise NotFound(_("This computer does not remember the key of “{name}”.").format(name=path.name))
    system_keys.forget(remembered, store)
    surroundings.say(_("The password is asked for at each start."))
    surroundings.answer({"remembered": False})


def _own_key(surroundings: Surroundings, path: Path) -> Key:
    key = surroundings.keys.fitting(path)
    if key is None:
        raise Refused(_("“{name}” is not encrypted.").format(name=path.name))
    return key


def _follow(before: Key | None, after: Key | None) -> None:
    """Let the system remember the new key where it knew the one before."""
    store = system_keys.system_store()
    if before is None or after is None or store is None:
        return
    system_keys.forget_and_remember(before, after, store)


def _tell(surroundings: Surroundings, path: Path, done: Protected) -> None:
    encrypted = protection.is_encrypted(path)
    words = _("“{name}” is encrypted.") if encrypted else _("“{name}” is not encrypted.")
    surroundings.say(words.format(name=path.name))
    if done.backups:
        surroundings.say(plural("One backup follows it.", "{n} backups follow it.", done.backups))
    for one in done.left:
        surroundings.say(_("This backup stayed as it is: {path}").format(path=one))
    surroundings.answer({"encrypted": encrypted, "backups": done.backups, "left": [str(one) for one in done.left]})


def _watch(surroundings: Surroundings, label: str) -> Watch:
    return Watch(surroundings.progress(label))


_ACTIONS = {
    "status": _status, "set": _set, "remove": _remove, "sheet": _sheet, "remember": _remember, "forget": _forget,
}  # fmt: skip


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action", nargs="?", choices=tuple(_ACTIONS), default="status",
        help=_("set: encrypt it, or give it another password; sheet: write the recovery sheet as PDF"),
    )  # fmt: skip
    parser.add_argument("file", nargs="?", default="", metavar="FILE", help=_("for the recovery sheet"))


COMMANDS = (Command("encryption", lambda: _("encrypt the database, or change its password"), encryption, _arguments),)
