"""What the palette shows: records, commands for the record in view or found, entries of the history, settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.text import fold, words
from crm_desktop.store.queries import files as file_queries
from crm_desktop.store.queries.files import AttachedFile
from crm_desktop.store.queries.timeline import FileRow
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.registry import Command, Registry
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.panes.settings.index import Entry, found_settings
from crm_desktop.ui.widgets.avatar import AvatarKind
from crm_desktop.ui.widgets.palette_frame import PaletteFrame
from crm_desktop.ui.widgets.palette_rows import PaletteRow
from crm_desktop.ui.window.deeds import Deed, for_contact, for_note, for_nothing, for_phone
from crm_desktop.ui.window.file_state import FileState
from crm_desktop.ui.window.found import Found, Hit, look_up
from crm_desktop.ui.window.short_input import Meant, meant_by

if TYPE_CHECKING:
    from crm_desktop.ui.timeline.opening import Opener

#: Rows in all, and how many of them records, commands, history, files and settings get when all want some.
_MOST = 9
_SHARES = (3, 2, 2, 1, 1, 1)

_ICONS = {
    "deal": "square-kanban", "offer": "file-text", "entry": "history", "product": "package",
    "service_case": "life-buoy", "lead": "inbox", "file": "file-text",
}  # fmt: skip
_PEOPLE = ("contact", "company")


class Finder(QObject):
    """Connects the palette to the search index and the commands of one window. Signal: `wanted(Command)`."""

    wanted = Signal(object)

    def __init__(self, window: QWidget, workplace: Workplace, registry: Registry, state: FileState) -> None:
        super().__init__(window)
        self._workplace, self._registry, self._state = workplace, registry, state
        self._window = window
        self._opener: Opener | None = None
        self._palette = PaletteFrame(window)
        self._palette.queried.connect(self._query)
        self._palette.chosen.connect(self._choose)
        self._place = ""

    def open(self, words: str = "", *, place: str = "") -> None:
        """Show the palette with what was used last, or with what words find; `place` is the pane in view."""
        self._place = place
        self._palette.open_(words)

    def leave(self) -> None:
        """Drop open questions; called before the palette goes."""
        self._workplace.desk.forget(self)
        if self._opener is not None:
            self._opener.forget()
        self._palette.close_()
        self._palette.deleteLater()
        self.deleteLater()

    def _query(self, text: str) -> None:
        self._workplace.desk.ask(
            look_up, text=_sought(text), recents=self._state.recents(), asker=self, topic="find", lane="search",
            then=partial(self._show, text),
        )  # fmt: skip

    def _show(self, text: str, found: Found) -> None:
        if text != self._palette.query():
            return
        meant = meant_by(text)
        rows = self._recents(found) if not text.strip() else self._hits(text, found, meant)
        self._palette.show_rows(rows or self._nothing(text.strip()))

    def _recents(self, found: Found) -> list[PaletteRow]:
        """Return what was used last, and what can be done with the record in view."""
        heading = _("Used last")
        subject = self._workplace.subject()
        used = [self._registry[name] for name in found.commands if name in self._registry][:2]
        deeds = for_contact(self._workplace, subject.ref, subject.title) if _is_contact(subject) and subject else []
        return [
            *(self._hit_row(hit, heading, "") for hit in found.records[: _MOST - len(used) - min(2, len(deeds))]),
            *(self._command_row(command, heading, "") for command in used),
            *(self._deed_row(deed, "") for deed in deeds[:2]),
        ]

    def _nothing(self, text: str) -> list[PaletteRow]:
        """Say that nothing was found, and what can be done with the words."""
        heading = _("Nothing found for “{text}”").format(text=text)
        return [replace(self._deed_row(deed, ""), group=heading) for deed in for_nothing(self._workplace, text)]

    def _hits(self, text: str, found: Found, meant: Meant | None) -> list[PaletteRow]:
        records, history, files = found.records, found.history, found.files
        if meant is not None and meant.kind == "offer":
            records = sorted(records, key=lambda hit: hit.kind != "offer")
        if meant is not None and meant.kind == "note":
            records, history, files = [], [], []
        exact = any(marked(hit.title, words(found.rest)) for hit in (*records, *history, *files))
        slips = 0 if exact else 1
        people = [hit for hit in records if hit.kind in _PEOPLE]
        others = [hit for hit in records if hit.kind not in _PEOPLE]
        shown = [[self._hit_row(hit, _heading(hit.kind), found.rest) for hit in hits] for hits in (people, others)]
        deeds = self._deeds(text, found, meant, slips)
        groups: list[list[PaletteRow]] = [
            *([deeds, shown[0]] if meant is not None and meant.kind != "offer" else [shown[0], deeds]),
            shown[1],
            [self._hit_row(hit, _("Found in the history"), found.rest) for hit in history],
            [self._hit_row(hit, _("Found in files"), found.rest) for hit in files],
            [] if meant else [self._setting_row(entry, text) for entry in found_settings(text, slips=slips)],
        ]
        if records and records[0].kind not in _PEOPLE:
            groups.insert(0, groups.pop(2))
        return shared_out(groups, _SHARES, _MOST)

    def _deeds(self, text: str, found: Found, meant: Meant | None, slips: int) -> list[PaletteRow]:
        """Return what short input asks for, what can be done with the first contact found, and commands by name."""
        rows: list[PaletteRow] = []
        workplace = self._workplace
        if meant is not None and meant.kind == "phone":
            rows = [self._deed_row(deed, text) for deed in for_phone(workplace, meant.words)]
        elif meant is not None and meant.kind == "note":
            return [self._deed_row(deed, "") for deed in for_note(workplace, workplace.subject(), meant.words)]
        commands = self._registry.matching(text, workplace, place=self._place, slips=slips)
        rows += [self._command_row(command, _("Commands"), text) for command in commands]
        first = next((hit for hit in found.records if hit.kind in _PEOPLE), None)
        if first is not None and meant is None:
            said = text if found.rest != text.strip() else ""
            deeds = for_contact(workplace, first.id, first.title)
            rows += [self._deed_row(deed, text) for deed in deeds if not said or deed.fits(said)]
        subject = workplace.subject()
        if first is None and subject is not None and _is_contact(subject):
            rows += [
                self._deed_row(deed, text)
                for deed in for_contact(workplace, subject.ref, subject.title)
                if deed.fits(text) and deed.keys not in {command.shortcut for command in commands}
            ]
        return rows

    # Rows

    def _hit_row(self, hit: Hit, group: str, text: str) -> PaletteRow:
        marks = marked(hit.title, words(text))
        go = partial(self._workplace.go, hit.place)
        if hit.kind == "file":
            go = partial(self._show_file, hit.id, text)
        if hit.kind in _PEOPLE:
            shape: AvatarKind = "company" if hit.kind == "company" else "person"
            return PaletteRow(go, hit.title, hit.detail, group, avatar=hit.title, kind=shape, marks=marks)
        return PaletteRow(go, hit.title, hit.detail, group, icon=_ICONS.get(hit.kind, "file"), marks=marks)

    def _show_file(self, attachment_id: int, words: str) -> None:
        """Show a file that was found, at the words it was found by."""
        from crm_desktop.ui.timeline.opening import Opener  # not before a file was found, here and below
        from crm_desktop.ui.timeline.preview import FilePreview

        opener = self._opener = self._opener or Opener(self._workplace, self._window)

        def show(found: AttachedFile | None) -> None:
            if found is not None:
                row = FileRow(found.id, found.name, found.media_type, found.size, found.sha256)
                FilePreview(self._workplace, [row], 0, opener, self._window, words=words).open()

        self._workplace.desk.ask(
            file_queries.file, attachment_id=attachment_id, then=show, asker=self, topic="file", lane="search"
        )  # fmt: skip

    def _deed_row(self, deed: Deed, text: str) -> PaletteRow:
        marks = marked(deed.title, words(text))
        hint = native_text(deed.keys)
        return PaletteRow(deed.run, deed.title, "", _("Commands"), deed.icon, hint=hint, marks=marks)

    def _command_row(self, command: Command, group: str, text: str) -> PaletteRow:
        title = command.text()
        hint = native_text(command.shortcut)
        marks = marked(title, words(text))
        return PaletteRow(
            partial(self._do, command), title, "", group, command.icon or "command", hint=hint, marks=marks
        )

    def _setting_row(self, entry: Entry, text: str) -> PaletteRow:
        go = partial(self._workplace.go, Place("settings", intent=entry.page, words=entry.words()))
        title = entry.words()
        return PaletteRow(go, title, entry.where(), _("Settings"), "settings", marks=marked(title, words(text)))

    def _do(self, command: Command) -> None:
        self._state.used("command", command.id)
        self.wanted.emit(command)

    def _choose(self, key: Callable[[], None]) -> None:
        key()


def _is_contact(subject: object) -> bool:
    return getattr(subject, "kind", "") == "contact"


def _sought(text: str) -> str:
    """Return what of a text is looked for in the database: nothing of a note that is to be written."""
    meant = meant_by(text)
    return "" if meant is not None and meant.kind == "note" else text


def _heading(kind: str) -> str:
    if kind == "lead":
        return _("Inquiries")
    if kind == "service_case":
        return _("Service cases")
    return _("Contacts and companies") if kind in _PEOPLE else _("Deals and offers")


def shared_out(groups: Sequence[Sequence[PaletteRow]], shares: Sequence[int], most: int) -> list[PaletteRow]:
    """Return at most so many rows: each group its share first, the rest to the groups that have more, from the top."""
    given = [min(len(group), share) for group, share in zip(groups, shares, strict=True)]
    for place, group in enumerate(groups):
        more = max(0, min(len(group) - given[place], most - sum(given)))
        given[place] += more
    return [row for group, number in zip(groups, given, strict=True) for row in group[:number]]


def marked(title: str, wanted: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where the beginnings asked for stand in a title, as (start, length)."""
    found: list[tuple[int, int]] = []
    start = 0
    for piece in title.split(" "):
        lead = len(piece) - len(piece.lstrip("„“”\"'(«‚‘’"))
        bare = piece[lead:]
        for begin in wanted:
            length = next((n for n in range(1, len(bare) + 1) if fold(bare[:n]).startswith(begin)), 0)
            if length:
                found.append((start + lead, length))
                break
        start += len(piece) + 1
    return tuple(found)
