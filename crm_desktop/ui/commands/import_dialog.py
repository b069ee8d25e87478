"""A file before it is taken in: its rows, what fills which field, what would happen, and the button that does it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from crm_desktop.base.errors import Cancelled, CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.intake import CsvOptions, FileFormat
from crm_desktop.exchange.shaping import Shape
from crm_desktop.exchange.titles import kind_title
from crm_desktop.operations.imports.origins import origin_words
from crm_desktop.store.queries.saved_views import SavedViewRow, saved_views
from crm_desktop.ui.commands.import_choices import Known, OriginCard, Strangers
from crm_desktop.ui.commands.import_deeds import keep, take_in, try_long, try_out
from crm_desktop.ui.commands.import_layout import lay_out
from crm_desktop.ui.commands.import_side import Problems, WhatHappens
from crm_desktop.ui.commands.import_table import BACK, SPLIT, ImportTable
from crm_desktop.ui.commands.import_told import teller
from crm_desktop.ui.commands.import_ways import OtherWay, StoredWays
from crm_desktop.ui.commands.import_words import about_words, form_words, is_workbook_name, shown_words, take_words
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.import_preview import Preview, preview, titles_of, troubles, waits
from crm_desktop.ui.models.import_stored import as_stored, to_store, with_shape
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboBox
from crm_desktop.ui.widgets.key_hints import KeyHints
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.steps import Steps
from crm_desktop.ui.widgets.text import Text, title

#: Under which name the fields chosen for a kind of file are kept.
_VIEWS = "import"
#: Milliseconds after the last choice until it is tried out; rows from which on progress is shown for that.
_PAUSE, _LONG = 300, 4_000
#: Pixels at 100 % text: of the whole where the screen has the room, and of the list of kinds.
_WIDTH, _HEIGHT, _KIND = 1320, 800, 128
#: Pixels at 100 % text from which on the steps have room.
_ROOMY = 1180


class ImportDialog(QDialog):
    """`ImportDialog(workplace, file, parent).begin()` opens itself as soon as the file was looked at.

    Signal `left()` when the user is done with the file, or it could not be read.
    """

    left = Signal()

    def __init__(self, workplace: Workplace, file: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._file, self._window = workplace, file, parent
        self.setWindowTitle(_("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        #: Whether no other file waits behind this one: then a page says what came of it.
        self.alone = True
        self._shown: Preview | None = None
        self._report: Any = None
        self._views: list[SavedViewRow] = []
        self._options = CsvOptions()
        self._stop = threading.Event()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._try)
        self.happens, self.problems, self.known, self.strangers = WhatHappens(), Problems(), Known(), Strangers()
        self.origin = OriginCard()
        self.table = ImportTable()
        self._build()
        self._listen()
        room = parent.window().size()
        self.resize(min(look().px(_WIDTH), room.width() - 40), min(look().px(_HEIGHT), room.height() - 40))

    def begin(self) -> None:
        """Look at the file, then show it; where it cannot be read, say why instead."""
        self._workplace.desk.ask(
            saved_views, pane=_VIEWS, then=self._take_views, failed=lambda _error: self._look_at(None), asker=self,
            topic="views",
        )  # fmt: skip

    def done(self, result: int) -> None:
        """Go away, with everything that was still asked."""
        self._pause.stop()
        self._stop.set()
        self._workplace.desk.forget(self)
        super().done(result)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the steps where there is room for them."""
        super().resizeEvent(event)
        self._show_steps()

    def _show_steps(self) -> None:
        is_table = self._shown is not None and self._shown.is_table
        self.steps.setVisible(is_table and self.width() >= look().px(_ROOMY))

    def take_in(self) -> None:
        """Take the file in as it is shown, after asking about rows that wait for an answer."""
        if self._shown is None or not self.accept_button.isEnabled():
            return
        if self._report is not None and self._report.asked:
            self._ask()
        else:
            self._go({})

    def _ask(self) -> None:
        """Ask about each row on a contact that is known."""
        from crm_desktop.ui.commands.import_ask import ImportAsk  # rarely needed

        if self._shown is not None:
            questions = ImportAsk(self._report.asked, titles_of(self._shown), self)
            questions.decided.connect(self._go)
            questions.open()

    def _go(self, decisions: dict[int, str]) -> None:
        if self._shown is None:
            return
        self._stop.set()
        self._remember(self._shown)
        wishes = self._how() | {"decisions": decisions}
        self._workplace.desk.do(
            take_in, shown=self._shown, wishes=wishes, save=self._workplace.safe.before_import, job=_("Import"),
            then=teller(self._workplace, self._file, self._window, page=self.alone),
        )  # fmt: skip
        self.accept()

    # The file

    def _look_at(self, kind: RecordKind | None) -> None:
        self._workplace.desk.compute(
            preview, file=self._file, name=self._file.name, options=self._options, kind=kind, then=self._show_file,
            failed=self._fail_look, asker=self, topic="look", lane="import",
        )  # fmt: skip

    def _fail_look(self, error: CrmError) -> None:
        if self.isVisible():
            self.happens.fail(str(error))
            return
        self._workplace.notify(Notice(str(error), tone="danger"))
        self.left.emit()
        self.deleteLater()

    def _take_views(self, found: list[SavedViewRow]) -> None:
        self._views = found
        self._look_at(None)
        self.stored.offer(found)

    def _apply(self, stored: SavedViewRow) -> None:
        """Let the columns fill the fields that were chosen for another file."""
        if self._shown is not None and stored.view.get("kind") == self._shown.looked.kind:
            self._show(self._as_stored(self._shown, stored))

    def _as_stored(self, found: Preview, stored: SavedViewRow) -> Preview:
        """Return a file read as another one was, and choose what was done then."""
        self.known.choose(str(stored.view.get("treatment", "")), str(stored.view.get("key", "")))
        self.origin.choose(str(stored.view.get("origin_kind", "own")))
        return as_stored(found, stored.view)

    def _show_file(self, found: Preview) -> None:
        """Show the file; one whose headings were seen before with the fields chosen then."""
        before = next((one for one in self._views if one.view.get("headings") == found.headings), None)
        self.known.show_kind(found.looked.kind)
        self.origin.suggest(origin_words(found.looked))
        if before is not None and before.view.get("kind") == found.looked.kind:
            found = self._as_stored(found, before)
        looked = found.looked
        self._about.setText(about_words(found, again=before is not None))
        self._form.setText(form_words(found))
        self._rows.setText(shown_words(found))
        self.kind.fill([Choice(kind.value, kind_title(kind)) for kind in RecordKind], looked.kind.value)
        self.kind.setVisible(found.is_table)
        self.other_way.setVisible(found.is_table and not is_workbook_name(looked.name))
        self._hints.setVisible(found.is_table)
        self.stored.setVisible(found.is_table and bool(self._views))
        is_list = found.is_table or looked.kind is RecordKind.CONTACTS
        self.known.setVisible(is_list and looked.kind is not RecordKind.STAGES)
        self.origin.setVisible(looked.kind is RecordKind.CONTACTS or looked.format is FileFormat.MAIL)
        self.origin.kind.setVisible(looked.format is not FileFormat.MAIL)
        self.strangers.setVisible(looked.format is FileFormat.MAIL)
        self._show(found)
        if not self.isVisible():
            self.open()
            self.table.setFocus()

    def _show(self, shown: Preview) -> None:
        self._shown = shown
        self._show_steps()
        self.table.show_preview(shown)
        self._show_problems()
        self.accept_button.setEnabled(False)
        self._pause.start()

    def _try_again(self) -> None:
        """Work out anew what would come of it; what is not worked out cannot be taken in."""
        self.accept_button.setEnabled(False)
        self._pause.start()

    def _choose(self, heading: str, field: str) -> None:
        if self._shown is not None:
            self._show(self._shown.chosen(heading, field))

    def _shape(self, heading: str, deed: str) -> None:
        """Ask how a column is split or joined, or take back what was."""
        if self._shown is None:
            return
        if deed == BACK:
            self._show(self._shown.shaped(()))
            return
        from crm_desktop.ui.commands.import_shape import ImportJoin, ImportSplit  # rarely needed

        form = (ImportSplit if deed == SPLIT else ImportJoin)(self._shown, heading, self)
        form.made.connect(self._take_shape)
        form.open()

    def _take_shape(self, shape: Shape) -> None:
        if self._shown is not None:
            self._show(with_shape(self._shown, shape))

    # Trying out

    def _try(self) -> None:
        """Do everything and keep nothing, to know what would come of it; a newer choice stops it."""
        if self._shown is None:
            return
        self._stop.set()
        self._stop = stop = threading.Event()
        self.happens.wait()
        long = self._shown.looked.row_count > _LONG
        self._workplace.desk.do(
            try_long if long else try_out, shown=self._shown, wishes=self._how(), stop=stop,
            then=lambda outcome: self._take_report(stop, outcome.value),
            failed=lambda error: self._fail_trial(stop, error), job=_("Trying out the import") if long else "",
        )  # fmt: skip

    def _take_report(self, stop: threading.Event, report: Any) -> None:
        if stop.is_set():
            return
        self._report = report
        self.happens.show_report(report)
        self.table.mark([*report.problems, *report.remarks])
        self._show_problems()
        taken = report.added + report.updated + len(report.asked)
        if self._shown is not None:
            self.accept_button.setText(take_words(self._shown, taken))
        self.accept_button.setEnabled(taken > 0)

    def _fail_trial(self, stop: threading.Event, error: CrmError) -> None:
        if not stop.is_set() and not isinstance(error, Cancelled):
            self.happens.fail(str(error))

    def _show_problems(self) -> None:
        if self._shown is None:
            return
        waiting = [one for one in self._shown.columns if waits(one)]
        found = troubles(self._report.problems, self._report.remarks) if self._report is not None else []
        self.problems.show_troubles(found, titles_of(self._shown), waiting)
        self.steps.go_to(1 if waiting else 2)

    def _show_field(self, field: str) -> None:
        if not self.table.go_to_wrong(field):
            self._show_all()

    def _show_all(self) -> None:
        if self._report is not None:
            from crm_desktop.ui.commands.import_result import ImportResult  # rarely needed

            ImportResult(self._report, self._file.parent, self).open()

    def _how(self) -> dict[str, Any]:
        asked = not self.known.isHidden()
        return {
            "treatment": self.known.treatment() if asked else "correct",
            "update_by": self.known.key.value() if asked else "",
            "strangers": self.strangers.choice(),
            "origin": None if self.origin.isHidden() else self.origin.words.value(),
            "origin_kind": self.origin.kind.value() or "own",
        }

    def _remember(self, shown: Preview) -> None:
        """Keep the fields for the next file with these headings."""
        if not shown.is_table:
            return
        self._workplace.desk.do(keep, name=self._file.stem[:50], view=to_store(shown, self._how()))

    # Building

    def _build(self) -> None:
        self._about = Text("", 13, 400, "text3")
        self._form = Text("", 12, 400, "text3")
        self._rows = Text("", 12, 400, "text3", elide=False)
        self.steps = Steps([_("File"), _("Assign columns"), _("Check")])
        self.kind = ComboBox(name=_("What the file holds"), small=True)
        self.kind.setMinimumWidth(look().px(_KIND))
        self.accept_button = Button(
            _("Import"), "primary", icon="download", key=native_text("Ctrl+Return").replace("Return", "↵"),
            on=self.take_in,
        )  # fmt: skip
        self.accept_button.setEnabled(False)
        self.other_way = OtherWay()
        self.other_way.chosen.connect(self._read_so)
        self.stored = StoredWays()
        self.stored.chosen.connect(self._apply)
        head = row(
            None, title(_("Import")), self._about, None, self.stored, Button(_("Cancel"), "ghost", on=self.reject),
            self.accept_button, gap=12,
        )  # fmt: skip
        above = row(None, self.steps, self.kind, self._form, None, self.other_way, gap=14)
        self._hints = KeyHints([("F", _("next problem")), ("↵", _("choose the field"))])
        below = row(None, self._rows, self._hints, gap=16, margins=(10, 0, 10, 6))
        below.setStretch(1, 1)
        cards = (self.happens, self.problems, self.known, self.strangers, self.origin)
        lay_out(self, head, above, (self.table, below), cards)

    def _read_so(self, options: CsvOptions) -> None:
        self._options = options
        self._look_at(None)

    def _listen(self) -> None:
        self.table.chosen.connect(self._choose)
        self.table.shaping.connect(self._shape)
        self.problems.chosen.connect(self._choose)
        self.problems.asked.connect(self._show_field)
        self.problems.all_asked.connect(self._show_all)
        self.known.changed.connect(self._try_again)
        self.strangers.changed.connect(self._try_again)
        self.kind.activated.connect(lambda _at: self._look_at(RecordKind(str(self.kind.currentData()))))
        for keys, deed in (("Ctrl+Return", self.take_in), ("Ctrl+Enter", self.take_in)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)
        for key, step in (("F", self.table.go_to_wrong), ("Return", self.table.open_chooser)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(step)
