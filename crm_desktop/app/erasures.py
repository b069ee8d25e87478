"""Erasures outlast a kill and a restore: what was stopped is finished, and who comes back with a backup is told of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.commands.workplace import Notice, Place

if TYPE_CHECKING:
    from crm_desktop.store.backup_keeper import BackupKeeper
    from crm_desktop.store.reading import Reader
    from crm_desktop.ui.background.desk import Desk
    from crm_desktop.ui.commands.safe import Safe
    from crm_desktop.ui.window.frame import Window


def finish_erasing(desk: Desk) -> None:
    """Write the file anew where an erasure was stopped before that was done."""

    def decide(due: object) -> None:
        if due:
            from crm_desktop.operations.privacy import erasing as privacy_erasing  # rarely needed

            desk.do(privacy_erasing.finish_erasing, job=_("Writing the file anew after an erasure"))

    desk.ask(_is_due, then=decide, lane="backup")


def returned(reader: Reader, *, keeper: BackupKeeper) -> Sequence[int]:
    """Return who was erased once and is here again, as the backups know, encrypted ones too."""
    from crm_desktop.operations.privacy.again import came_back  # rarely needed

    return came_back(reader, backups=[one.path for one in keeper.all()], keys=keeper.keys)


def tell_returned(desk: Desk, window: Window, safe: Safe) -> None:
    """After a restore: lead to the page where those are erased again whom it has brought back."""

    def tell(ids: Sequence[int]) -> None:
        if ids:
            window.go(Place("settings", intent="privacy"))
            words = plural(
                "The backup brought back {n} person who was erased. Erase them again here.",
                "The backup brought back {n} people who were erased. Erase them again here.", len(ids),
            )  # fmt: skip
            window.notify(Notice(words, tone="warning"))

    desk.ask(safe.came_back, then=tell, lane="backup")


def _is_due(reader: Reader) -> bool:
    from crm_desktop.store.scrubbing import is_due  # SQLAlchemy comes with it

    return is_due(reader)
