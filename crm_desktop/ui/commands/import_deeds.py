"""What an import does on the lane that writes: trying out, taking in, remembering how."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from crm_desktop.ui.models.import_preview import Preview

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome


def try_out(writer: Any, *, shown: Preview, wishes: dict[str, Any], stop: threading.Event) -> Outcome[Any]:
    """Do everything and keep nothing."""
    return try_long(writer, shown=shown, wishes=wishes, stop=stop, progress=_nobody, cancelled=_never)


def try_long(
    writer: Any,
    *,
    shown: Preview,
    wishes: dict[str, Any],
    stop: threading.Event,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Outcome[Any]:
    """Do everything and keep nothing, with progress; a newer choice stops it."""
    from crm_desktop.operations.imports.files import Watch, import_looked  # rarely needed

    watch = Watch(progress, lambda: stop.is_set() or cancelled())
    return import_looked(
        writer, shown.looked, mapping=shown.mapping(), wishes=_wishes(wishes), dry_run=True, watch=watch
    )


def take_in(
    writer: Any,
    *,
    shown: Preview,
    wishes: dict[str, Any],
    save: Callable[[], None],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Outcome[Any]:
    """Take the file in."""
    from crm_desktop.operations.imports.files import Watch, import_looked  # rarely needed

    return import_looked(
        writer, shown.looked, mapping=shown.mapping(), wishes=_wishes(wishes), watch=Watch(progress, cancelled, save)
    )


def keep(writer: Any, *, name: str, view: dict[str, Any]) -> Outcome[Any]:
    """Remember how files with these headings are read."""
    from crm_desktop.operations.imports.mappings import keep_mapping  # rarely needed

    return keep_mapping(writer, name=name, view=view)


def _wishes(said: dict[str, Any]) -> Any:
    """Return what the user wants in the words of the import; `decisions` only where the user was asked."""
    from crm_desktop.domain.privacy import Origin  # rarely needed
    from crm_desktop.operations.imports.report import Treatment  # rarely needed
    from crm_desktop.operations.imports.treatment import Strangers, Wishes  # rarely needed

    decisions = {row: Treatment(word) for row, word in said.get("decisions", {}).items()}
    return Wishes(
        said["update_by"], Treatment(said["treatment"]), Strangers(said["strangers"]), decisions, said["origin"],
        Origin(said["origin_kind"]),
    )  # fmt: skip


def _nobody(_done: int, _all: int) -> None:
    """Tell nobody how far it is."""


def _never() -> bool:
    """Never stop."""
    return False
