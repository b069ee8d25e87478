"""The frame: rail at the left, one pane at a time beside it, palette and toasts above; everything else is elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from crm_desktop.base.errors import Cancelled, CrmError
from crm_desktop.base.i18n import _
from crm_desktop.ui.background.desk import JobState, Told
from crm_desktop.ui.commands import importing
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command, Registry
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.first_picture import FirstPicture
from crm_desktop.ui.widgets.panes import Line
from crm_desktop.ui.widgets.rail import Rail
from crm_desktop.ui.window import global_commands
from crm_desktop.ui.window.brand import Brand
from crm_desktop.ui.window.global_commands import Abilities
from crm_desktop.ui.window.memory import Memory
from crm_desktop.ui.window.menus import MenuBar
from crm_desktop.ui.window.office import Office
from crm_desktop.ui.window.plan import PLANS, plan_of
from crm_desktop.ui.window.trail import Trail

if TYPE_CHECKING:
    from crm_desktop.ui.widgets.toast import Toasts
    from crm_desktop.ui.window.finder import Finder

_SMALLEST = (1024, 700)
_TONES = {"": "check", "warning": "triangle-alert", "danger": "circle-alert"}


class Window(QMainWindow):
    """One window over one file. `painted` is emitted once, when rail and first list have been drawn."""

    painted = Signal()
    closing = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._panes: dict[str, Pane] = {}
        self._kept: dict[str, dict[str, Any]] = {}
        self._trail = Trail()
        self._memory = Memory(office.desk, self)
        self._labels: tuple[str | None, str | None] = (None, None)
        self._job: JobState | None = None
        self._finder: Finder | None = None
        self.workplace = self._make_workplace()
        self.setMinimumSize(*_SMALLEST)
        self.setAcceptDrops(True)
        self._toasts: Toasts | None = None
        self._build()
        desk = office.desk
        desk.changed.connect(self._tell_panes)
        desk.failed.connect(self.show_error)
        desk.undoable.connect(self._show_labels)
        desk.job.connect(self._show_job)
        office.theme.rebuild.connect(self.rebuild)

    # What panes and commands may do

    def go(self, place: Place) -> None:
        """Show a place; an unknown pane means the first one."""
        name = plan_of(place.pane).name
        self._trail.visit(place)
        self._memory.opened(place)
        self._enter(name, place)

    def step_back(self, by: int) -> None:
        """Go back or forward on the way the user came."""
        place = self._trail.step(by)
        if place is not None:
            self._enter(plan_of(place.pane).name, place)

    def notify(self, notice: Notice) -> None:
        """Show a toast; one that can be undone says how."""
        if notice.undo:
            self._messages().show(
                notice.text, action=_("Undo"), key=native_text("Ctrl+Z"), on=self.undo,
                icon=_TONES[notice.tone],
            )  # fmt: skip
        else:
            self._messages().show(notice.text, action=notice.action, on=notice.run, icon=_TONES[notice.tone])

    def undo(self) -> None:
        """Take the last step back and say which it was; what offered to take it back goes away."""
        label = self._labels[0]
        self._clear_messages()
        self._office.desk.undo()
        if label:
            self.notify(Notice(_("Undone: {step}").format(step=label)))

    def _clear_messages(self) -> None:
        if self._toasts is not None:
            self._toasts.clear()

    def _messages(self) -> Toasts:
        from crm_desktop.ui.widgets.toast import Toasts  # noqa: PLC0415 - nothing is told before the first picture

        if self._toasts is None:
            self._toasts = Toasts(self)
            pane = self.current_pane()
            if pane is not None:
                self._toasts.set_lift(pane.foot())
        return self._toasts

    def show_error(self, error: CrmError) -> None:
        """Tell an error nobody else told."""
        self.notify(Notice(str(error), tone="" if isinstance(error, Cancelled) else "danger"))

    def run(self, command: Command) -> None:
        """Have a command done if it can be now."""
        if command.enabled(self.workplace):
            command.run(self.workplace)

    def subject(self) -> Subject | None:
        """Return the record in view."""
        pane = self.current_pane()
        return pane.subject() if pane else None

    def current_pane(self) -> Pane | None:
        """Return the pane in view."""
        return self._panes.get(self.rail.selected())

    def search(self, words: str = "") -> None:
        """Open the palette, with words to find where some are given."""
        from crm_desktop.ui.window.finder import Finder  # noqa: PLC0415 - nobody searches before the first picture

        if self._finder is None:
            self._finder = Finder(self, self.workplace, self.registry, self.run)
        self._finder.open(words)

    def rebuild(self) -> None:
        """Build everything anew for another language or text size, and take up the place again."""
        here = self.rail.selected()
        self._kept = {name: pane.keep() for name, pane in self._panes.items()}
        self._leave_panes()
        self._clear_messages()
        self._menus.leave()
        self._brand.leave()
        self._build()
        self._enter(here or PLANS[0].name, None)

    def show_backup(self) -> None:
        """Say at the rail's foot when the newest backup was made."""
        self._brand.show_backup()

    def import_file(self, file: Path) -> None:
        """Take a file in; how far it is stands at the rail's foot, what came of it is told in a toast."""
        importing.import_file(self.workplace, file, self)

    # Building

    def _make_workplace(self) -> Workplace:
        office = self._office
        return Workplace(
            desk=office.desk,
            theme=office.theme,
            settings=office.settings,
            change_settings=office.change_settings,
            go=self.go,
            notify=self.notify,
            subject=self.subject,
            clock=office.clock,
            safe=office.safe,
        )

    def _abilities(self) -> Abilities:
        def choose() -> None:
            importing.choose_and_import(self.workplace, self)

        def write() -> None:
            from crm_desktop.ui.commands import exporting  # noqa: PLC0415 - rarely needed

            exporting.choose_and_export_contacts(self.workplace, self)

        def keys() -> None:
            from crm_desktop.ui.window.key_map import KeyMap  # noqa: PLC0415 - rarely needed

            KeyMap(self.registry, self).open()

        return Abilities(self.undo, self.search, self.step_back, self.close, choose, write, keys)

    def _build(self) -> None:
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.rail = Rail([plan.entry() for plan in PLANS], search_key=native_text("Ctrl+K"))
        self.rail.chosen.connect(lambda name: self.go(Place(name)))
        self.rail.search_asked.connect(lambda: self.search(""))
        self.rail.job_cancelled.connect(self._cancel_job)
        self._stack = QStackedWidget()
        layout.addWidget(self.rail)
        layout.addWidget(Line(upright=True))
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        self._brand = Brand(self.rail, self._office)
        self.registry = Registry(global_commands.commands(self._abilities()))
        self._finder = None
        self._menus = MenuBar(self, self.registry, self.workplace, self.run)
        self._show_labels(*self._labels)
        self.rail.follow_width(self.width())

    def _enter(self, name: str, place: Place | None) -> None:
        pane = self._panes.get(name) or self._open(name)
        self._stack.setCurrentWidget(pane)
        self.rail.select(name)
        if self._toasts is not None:
            self._toasts.set_lift(pane.foot())
        self.setWindowTitle(f"{plan_of(name).words()} – {self._office.path.stem}")
        if place is not None:
            pane.enter(place)

    def _open(self, name: str) -> Pane:
        pane = plan_of(name).build(self.workplace)
        self._panes[name] = pane
        self._stack.addWidget(pane)
        commands = pane.commands()
        for command in commands:
            self.registry.add(command)
        self._menus.add(commands, pane)
        if name in self._kept:
            pane.restore(self._kept.pop(name))
        return pane

    def _leave_panes(self) -> None:
        for pane in self._panes.values():
            pane.leave()
            pane.deleteLater()
        self._panes.clear()

    # What the desk tells

    def _tell_panes(self, told: Told) -> None:
        for pane in self._panes.values():
            pane.refresh(told)
        self._brand.refresh(told)

    def _show_labels(self, undo: str | None, redo: str | None) -> None:
        self._labels = (undo, redo)
        self._menus.show_labels(undo, redo)

    def _show_job(self, job: JobState | None) -> None:
        self._job = job
        if job is None:
            self.rail.set_job("")
            return
        share = job.done / job.total if job.total else None
        words = f"{job.label} {job.done:,} / {job.total:,}" if job.total else job.label
        self.rail.set_job(words, share)

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # Qt

    def start(self, place: Place) -> None:
        """Show the window at a place; whatever is not needed for the first picture follows after it."""
        self.restore_shape()
        self.go(place)
        pane = self.current_pane()
        if pane is not None:
            FirstPicture(pane.first_sight(), pane.is_filled, self.painted.emit)
        self.show()

    def restore_shape(self) -> None:
        """Take the size and position of last time; 1440 x 900 for the first."""
        kept = QSettings().value("window/geometry")
        if not isinstance(kept, QByteArray) or not self.restoreGeometry(kept):
            self.resize(1440, 900)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Show the menu bar for Alt where it is out of sight, and put it away again."""
        if event.key() == Qt.Key.Key_Alt:
            self._menus.toggle()
        super().keyReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be read in."""
        if importing.dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in, one step each."""
        for file in importing.dropped_files(event.mimeData()):
            self.import_file(file)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let rail and pane follow the width, counted in pixels of 100 % text."""
        super().resizeEvent(event)
        self.rail.follow_width(round(event.size().width()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Settle what is open, remember the shape, and go."""
        for pane in self._panes.values():
            pane.keep()
        QSettings().setValue("window/geometry", self.saveGeometry())
        self._leave_panes()
        self.closing.emit()
        super().closeEvent(event)

    @property
    def narrow(self) -> bool:
        """Whether the window is too narrow for three columns at the text size in force."""
        return self.width() / look().scale < 1180
