"""What the palette finds: contacts and other records, commands for the record in view, and entries of the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold, words
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find as find_hits
from crm_desktop.store.search_titles import SearchHit
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.registry import Command, Registry
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.widgets.palette_frame import PaletteFrame
from crm_desktop.ui.widgets.palette_rows import PaletteRow

#: Rows of each group, so that nine are seen at most with all groups present.
_HITS, _COMMANDS, _HISTORY = 5, 4, 3

_PANES = {"contact": "contacts", "activity": "contacts", "deal": "board", "offer": "offers"}
_ICONS = {
    "deal": "square-kanban",
    "offer": "file-text",
    "activity": "history",
    "product": "package",
    "attachment": "paperclip",
}


class Finder:
    """Connects the palette to the search index and the commands of one window."""

    def __init__(
        self, window: QWidget, workplace: Workplace, registry: Registry, run: Callable[[Command], None]
    ) -> None:
        self._workplace, self._registry, self._run = workplace, registry, run
        self._palette = PaletteFrame(window)
        self._palette.queried.connect(self._query)
        self._palette.chosen.connect(self._choose)
        self._hits: list[SearchHit] = []

    def open(self, words: str = "") -> None:
        """Show the palette with what was used last, or with what words find."""
        self._palette.open_(words)

    def _query(self, text: str) -> None:
        desk = self._workplace.desk
        desk.ask(_find, text=text, then=lambda hits: self._show(text, hits), asker=self, topic="find", lane="search")

    def _show(self, text: str, hits: Sequence[SearchHit]) -> None:
        if text != self._palette.query():
            return
        records = [hit for hit in hits if hit.kind != "activity"][:_HITS]
        history = [hit for hit in hits if hit.kind == "activity"][:_HISTORY]
        commands = self._registry.matching(text, self._workplace)[:_COMMANDS] if text.strip() else []
        heading = _("Records") if text.strip() else _("Used last")
        self._palette.show_rows(
            [
                *(_hit_row(hit, heading, text) for hit in records),
                *(_command_row(command, text) for command in commands),
                *(_hit_row(hit, _("Found in the history"), text) for hit in history),
            ]
        )

    def _choose(self, key: object) -> None:
        if isinstance(key, Command):
            self._run(key)
        elif isinstance(key, SearchHit) and key.kind in _PANES:
            self._workplace.go(Place(_PANES[key.kind], key.kind, key.id))


def marked(title: str, wanted: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where the beginnings asked for stand in a title, as (start, length)."""
    found: list[tuple[int, int]] = []
    start = 0
    for piece in title.split(" "):
        for begin in wanted:
            length = next((n for n in range(1, len(piece) + 1) if fold(piece[:n]).startswith(begin)), 0)
            if length and fold(piece).startswith(begin):
                found.append((start, length))
                break
        start += len(piece) + 1
    return tuple(found)


def _find(reader: Reader, *, text: str) -> list[SearchHit]:
    return find_hits(reader, text=text, limit=_HITS)


def _hit_row(hit: SearchHit, group: str, text: str) -> PaletteRow:
    marks = marked(hit.title, words(text))
    if hit.kind == "contact":
        return PaletteRow(hit, hit.title, hit.detail, group, avatar=hit.title, marks=marks)
    return PaletteRow(hit, hit.title, hit.detail, group, icon=_ICONS.get(hit.kind, "file"), marks=marks)


def _command_row(command: Command, text: str) -> PaletteRow:
    title = command.text()
    hint = native_text(command.shortcut)
    return PaletteRow(
        command, title, "", _("Commands"), command.icon or "command", hint=hint, marks=marked(title, words(text))
    )
