"""Commands that keep the data safe, and take steps back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path

from crm_desktop.base.errors import DamagedFile, NotFound
from crm_desktop.base.formats import clock_time, day, number
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day, to_text
from crm_desktop.cli.command import Command
from crm_desktop.cli.secrets import keys_for, salvage_key
from crm_desktop.cli.surroundings import Surroundings
from crm_desktop.cli.table import table
from crm_desktop.store import backup as copies
from crm_desktop.store import check as checking
from crm_desktop.store.backup import Backup, Reason
from crm_desktop.store.backup_keeper import BackupKeeper


def backup(surroundings: Surroundings, options: Namespace) -> None:
    """Make a backup, or list those there are."""
    path = surroundings.open().path
    keeper = surroundings.keeper(path)
    if not options.list:
        saved = keeper.save(now=surroundings.clock(), reason=Reason.USER)
        surroundings.say(_("Backed up to “{path}”.").format(path=saved.backup.path))
        if saved.problem:
            surroundings.say(_("No second copy: {reason}").format(reason=saved.problem))
    found = keeper.all()
    surroundings.answer(
        {"backups": [{"path": str(one.path), "made_at": to_text(one.made_at), "bytes": one.size} for one in found]},
        lambda: table(
            (_("Day"), _("Time"), "MB", _("File")),
            [_row(one) for one in found],
            right=(2,),
        ),
    )


def restore(surroundings: Surroundings, options: Namespace) -> None:
    """Replace the database by a backup, the newest sound one by default; what is there now is kept."""
    from crm_desktop.store import restore as restoring  # rarely needed

    path = surroundings.path
    keeper = surroundings.keeper(path)
    now = surroundings.clock()
    chosen = copies.at(Path(options.file)) if options.file else keeper.newest_whole(now=now)
    if chosen is None:
        raise NotFound(_("There is no backup of “{name}”.").format(name=path.name))
    keeper = replace(keeper, keys=keys_for(chosen.path, known=keeper.keys))
    restoring.restore(keeper, chosen, now=now)
    surroundings.say(_("Restored “{path}” as of {day}.").format(path=path, day=day(local_day(chosen.made_at))))
    back = _came_back(surroundings, keeper)
    if back:
        surroundings.say(_("Erased once and here again: {ids}. Erase them with “privacy erase”.").format(
            ids=", ".join(map(str, back))))  # fmt: skip
    surroundings.answer({"path": str(path), "restored": str(chosen.path), "came_back": back})


def _came_back(surroundings: Surroundings, keeper: BackupKeeper) -> list[int]:
    """Return whom a backup brought back although they were erased."""
    from crm_desktop.operations.privacy.again import came_back  # only here

    with surroundings.reading() as reader:
        return came_back(reader, backups=[one.path for one in keeper.all()], keys=keeper.keys)


def check(surroundings: Surroundings, options: Namespace) -> None:
    """Look through the database; with --repair, mend what can be worked out again."""
    path = surroundings.path
    if not path.exists():
        surroundings.open()
    found = checking.check(path, keys=surroundings.keys)
    if options.repair and not found.damage and not found.sound:
        found = checking.repair(path, keys=surroundings.keys)
    surroundings.answer(
        {"sound": found.sound, "findings": found.lines(), "rows": found.counts},
        lambda: [_("Everything is in order."), *_counted(found.counts)] if found.sound else found.lines(),
    )
    if not found.sound:
        advice = _("Go back to a backup with “restore”, or get back what can be read with “salvage”.")
        raise DamagedFile(_("The check found something."), advice if found.damage else _("Mend it with --repair."))


def salvage(surroundings: Surroundings, options: Namespace) -> None:
    """Copy what can still be read of a damaged database into a new one."""
    from crm_desktop.store import salvage as salvaging  # rarely needed

    path = surroundings.path
    key = salvage_key(path, surroundings.keeper_without_keys(path)) if path.exists() else None
    found = salvaging.salvage(path, Path(options.target), now=surroundings.clock(), key=key)
    surroundings.say(_("What could be read is in “{path}”.").format(path=options.target))
    surroundings.answer({"path": options.target, "rows": dict(found.rows)}, lambda: _counted(found.rows))
    if found.doubtful:
        surroundings.say(found.lines()[-1])


def undo(surroundings: Surroundings, options: Namespace) -> None:
    """Take the last step back, or an earlier one alone: what was changed since stays and is told."""
    if options.step:
        _take_back(surroundings, options.step)
        return
    with surroundings.writing() as writer:
        outcome = writer.undo()
    surroundings.say(_("Undone: {step}").format(step=outcome.label))
    surroundings.answer({"undone": outcome.label, "step": outcome.step})


def _take_back(surroundings: Surroundings, step_id: int) -> None:
    from crm_desktop.operations import steps_later  # rarely needed

    with surroundings.writing() as writer:
        outcome = steps_later.undo_one(writer, step_id=step_id)
    stays = list(outcome.value.stays)
    surroundings.say(outcome.label)
    if stays:
        words = plural(
            "{n} thing was changed since and stays as it is:", "{n} things were changed since and stay as they are:",
            len(stays),
        )  # fmt: skip
        surroundings.say(words)
    surroundings.answer({"taken_back": step_id, "step": outcome.step, "left": stays}, lambda: stays)


def redo(surroundings: Surroundings, _options: Namespace) -> None:
    """Do the step again that was taken back last."""
    with surroundings.writing() as writer:
        outcome = writer.redo()
    surroundings.say(_("Done again: {step}").format(step=outcome.label))
    surroundings.answer({"redone": outcome.label, "step": outcome.step})


def _row(one: Backup) -> tuple[object, ...]:
    when = local_day(one.made_at)
    return (day(when), clock_time(one.made_at), number(round(one.size / 1_000_000, 1)), one.path)


def _counted(rows: dict[str, int]) -> list[str]:
    return table((_("Table"), _("Rows")), [(name, number(count)) for name, count in rows.items() if count], right=(1,))


def _backup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--list", action="store_true", help=_("only list the backups there are"))


def _restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", default="", metavar="BACKUP", help=_("the newest sound one by default"))


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--repair", action="store_true", help=_("mend what can be worked out again from the records"))


def _salvage_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("target", metavar="FILE", help=_("the new database; it must not exist"))


def _undo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--step", type=int, default=0, metavar="ID", help=_("take back this step alone, as steps lists it")
    )


COMMANDS = (
    Command("backup", lambda: _("make a backup, or list them"), backup, _backup_arguments),
    Command("restore", lambda: _("go back to a backup"), restore, _restore_arguments),
    Command("check", lambda: _("look through the database"), check, _check_arguments),
    Command("salvage", lambda: _("get back what can be read of a damaged database"), salvage, _salvage_arguments),
    Command("undo", lambda: _("take the last step back, or an earlier one alone"), undo, _undo_arguments),
    Command("redo", lambda: _("do the step again that was taken back last"), redo),
)
