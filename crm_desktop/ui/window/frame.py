"""The frame: rail at the left, one pane at a time beside it, palette and toasts above; everything else is elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from crm_desktop.base.errors import Cancelled, CrmError
from crm_desktop.base.i18n import _
from crm_desktop.ui.background.desk import JobState, Told
from crm_desktop.ui.commands import importing
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.regions import step_through
from crm_desktop.ui.commands.registry import Command, Registry
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.first_picture import FirstPicture
from crm_desktop.ui.widgets.panes import Line
from crm_desktop.ui.widgets.rail import Rail
from crm_desktop.ui.window import global_commands
from crm_desktop.ui.window.brand import Brand
from crm_desktop.ui.window.counts import Counts
from crm_desktop.ui.window.file_state import Shape
from crm_desktop.ui.window.global_commands import Abilities
from crm_desktop.ui.window.memory import Memory
from crm_desktop.ui.window.menus import MenuBar
from crm_desktop.ui.window.messages import Messages
from crm_desktop.ui.window.office import Office
from crm_desktop.ui.window.pane_commands import shared
from crm_desktop.ui.window.plan import PLANS, plan_of
from crm_desktop.ui.window.sizes import give_first_size
from crm_desktop.ui.window.trail import Trail

if TYPE_CHECKING:
    from crm_desktop.ui.window.absence import Absence
    from crm_desktop.ui.window.finder import Finder

_SMALLEST = (1024, 700)
#: Milliseconds between two looks whether a closed window has got all its answers.
_PAUSE = 50


class Window(QMainWindow):
    """One window over one file. `painted` is emitted once, when rail and first list have been drawn."""

    painted = Signal()
    closing = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._panes: dict[str, Pane] = {}
        self._kept: dict[str, dict[str, Any]] = office.state.take_kept()
        self._trail = Trail()
        self._memory = Memory(office.desk, self)
        self._counts = Counts(office)
        self._labels: tuple[str | None, str | None] = (None, None)
        self._job: JobState | None = None
        self._finder: Finder | None = None
        self._leaving = False
        #: Alt was pressed, and nothing with it so far.
        self._alt_alone = False
        self._absence: Absence | None = None
        self.workplace = self._make_workplace()
        self.setMinimumSize(*_SMALLEST)
        self.setAcceptDrops(True)
        self._messages = Messages(self, self.undo, self._foot)
        self._build()
        desk = office.desk
        desk.changed.connect(self._tell_panes)
        desk.failed.connect(self._tell_error)
        desk.undoable.connect(self._show_labels)
        desk.job.connect(self._show_job)
        office.theme.rebuild.connect(self.rebuild)
        office.theme.followed.connect(self._follow_settings)
        self.painted.connect(self._counts.ask)
        self.painted.connect(self._mind_reminders)

    # What panes and commands may do

    def go(self, place: Place) -> None:
        """Show a place; an unknown pane means the first one."""
        name = plan_of(place.pane).name
        self._trail.visit(place)
        self._memory.opened(place)
        if place.kind and place.ref:
            self._office.state.used(place.kind, place.ref)
        self._enter(name, place)

    def step_back(self, by: int) -> None:
        """Go back or forward on the way the user came."""
        place = self._trail.step(by)
        if place is not None:
            self._enter(plan_of(place.pane).name, place)

    def notify(self, notice: Notice) -> None:
        """Show a toast; one that can be undone says how."""
        self._messages.tell(notice)

    def undo(self) -> None:
        """Take the last step back and say which it was; what offered to take it back goes away."""
        label = self._labels[0]
        self._messages.clear()
        self._office.desk.undo()
        if label:
            self.notify(Notice(_("Undone: {step}").format(step=label)))

    def show_error(self, error: CrmError) -> None:
        """Tell an error nobody else told."""
        self.notify(Notice(str(error), tone="" if isinstance(error, Cancelled) else "danger"))

    def _tell_error(self, error: CrmError) -> None:
        """Tell what failed in the window the user is looking at, in no other."""
        active = QApplication.activeWindow()
        if not isinstance(active, Window) or active is self:
            self.show_error(error)

    def run(self, command: Command) -> None:
        """Have a command done if it can be now."""
        if command.place in ("", self.rail.selected()) and command.enabled(self.workplace):
            command.run(self.workplace)

    def subject(self) -> Subject | None:
        """Return the record in view."""
        pane = self.current_pane()
        return pane.subject() if pane else None

    def _foot(self) -> int:
        pane = self.current_pane()
        return pane.foot() if pane is not None else 16

    def current_pane(self) -> Pane | None:
        """Return the pane in view."""
        return self._panes.get(self.rail.selected())

    def search(self, words: str = "") -> None:
        """Open the palette, with words to find where some are given."""
        from crm_desktop.ui.window.finder import Finder  # nobody searches before the first picture

        if self._finder is None:
            self._finder = Finder(self, self.workplace, self.registry, self._office.state)
            self._finder.wanted.connect(self.run)
        self._finder.open(words, place=self.rail.selected())

    def show_keys(self) -> None:
        """Show the sheet of all shortcuts."""
        from crm_desktop.ui.window.key_map import KeyMap  # rarely needed

        KeyMap(self.registry, self.workplace, self._know, self).open()

    def rebuild(self) -> None:
        """Build everything anew for another language or text size, and take up the place again."""
        here = self.rail.selected()
        if self._finder is not None:
            self._finder.leave()
        self._kept = {name: pane.keep() for name, pane in self._panes.items()}
        self._leave_panes()
        self._messages.clear()
        self._menus.leave()
        self._brand.leave()
        self._build()
        self._enter(here or PLANS[0].name, None)

    def count_waiting(self) -> None:
        """Count what waits behind the entries of the rail; done by itself after the first picture and each step."""
        self._counts.ask()

    def show_backup(self) -> None:
        """Say at the rail's foot when the newest backup was made, and let the panes know."""
        self._brand.show_backup()
        for pane in self._panes.values():
            pane.backed_up()

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
            open_window=office.open_window,
            show_keys=self.show_keys,
            leave_demo=office.leave_demo,
        )

    def _abilities(self) -> Abilities:
        def choose() -> None:
            importing.choose_and_import(self.workplace, self)

        def write() -> None:
            from crm_desktop.ui.commands import exporting  # rarely needed

            exporting.choose_and_export_contacts(self.workplace, self)

        return Abilities(
            undo=self.undo, search=self.search, step_back=self.step_back, close=self.close,
            quit=self._office.quit or self.close_for_good, take_in=choose, write_out=write, show_keys=self.show_keys,
            next_part=self.next_part, another=lambda: self._office.open_window(self.place()), here=self.place,
        )  # fmt: skip

    def _build(self) -> None:
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.rail = Rail([plan.entry() for plan in PLANS], search_key=native_text("Ctrl+K"))
        self.rail.chosen.connect(self._come_to)
        self.rail.search_asked.connect(lambda: self.search(""))
        self.rail.job_cancelled.connect(self._cancel_job)
        self._stack = QStackedWidget()
        layout.addWidget(self.rail)
        layout.addWidget(Line(upright=True))
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        self._brand = Brand(self.rail, self._office)
        self.rail.foot_asked.connect(lambda: self.go(Place("settings", intent="data")))
        self._counts.show_on(self.rail)
        self.registry = Registry(global_commands.commands(self._abilities()))
        self._finder = None
        self._menus = MenuBar(self, self.registry, self.workplace, self.run)
        self._show_labels(*self._labels)
        self.rail.follow_width(self.width())

    def _come_to(self, name: str) -> None:
        """Show a pane chosen in the rail, with the focus where its letters act; with keys one may step on in the rail.

        A click leaves the focus in the rail where nothing in the pane takes it, as on a board without deals.
        """
        self.go(Place(name))
        pane, focused = self.current_pane(), QApplication.focusWidget()
        by_keys = self.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if pane is not None and not by_keys and (focused is None or self.rail.isAncestorOf(focused)):
            pane.setFocus(Qt.FocusReason.MouseFocusReason)

    def _enter(self, name: str, place: Place | None) -> None:
        pane = self._panes.get(name) or self._open(name)
        self._stack.setCurrentWidget(pane)
        self.rail.select(name)
        self._menus.show_place(name)
        self._messages.follow()
        self.setWindowTitle(f"{plan_of(name).words()} – {self._office.path.stem}")
        if place is not None:
            pane.enter(place)

    def _know(self, name: str) -> None:
        """Build a pane that was not visited yet, so that its commands are known."""
        if name not in self._panes:
            self._open(name)
            self._menus.show_place(self.rail.selected())

    def _open(self, name: str) -> Pane:
        pane = plan_of(name).build(self.workplace)
        self._panes[name] = pane
        self._stack.addWidget(pane)
        own = pane.commands()
        commands = [*own, *shared(pane, own)]
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
        self._counts.refresh()
        if self._absence is not None:
            self._absence.bell.refresh(told)
        self._messages.step_done()

    def _show_labels(self, undo: str | None, redo: str | None) -> None:
        self._labels = (undo, redo)
        self._menus.show_labels(undo, redo)

    def _show_job(self, job: JobState | None) -> None:
        self._job = job
        if job is None:
            self.rail.set_job("")
            if self._leaving:
                self.close()
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
        """Take the size and position of last time; for the first what the screen has room for."""
        if self._office.windows() > 1:
            give_first_size(self, QSize(1280, 860))
            return
        kept = QSettings().value("window/geometry")
        if not isinstance(kept, QByteArray) or not self.restoreGeometry(kept):
            give_first_size(self)

    def shape_now(self) -> Shape:
        """Return place and geometry, for next time."""
        return Shape(bytes(self.saveGeometry().toBase64().data()).decode(), self.place())

    def take_shape(self, shape: Shape) -> None:
        """Take the geometry of last time."""
        self.restoreGeometry(QByteArray.fromBase64(QByteArray(shape.geometry.encode())))

    def event(self, event: QEvent) -> bool:
        """Note which key is pressed after Alt: every press asks first whether it is a shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        return super().event(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Show the menu bar for Alt where it is out of sight, and put it away again; Alt+Left asks for no menu."""
        if event.key() == Qt.Key.Key_Alt and self._alt_alone:
            self._menus.toggle()
        super().keyReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that can be read in; what is dragged out of this program is none."""
        if event.source() is None and importing.dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in, one after the other, one step each."""
        importing.open_files(self.workplace, importing.dropped_files(event.mimeData()), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let rail and pane follow the width, counted in pixels of 100 % text."""
        super().resizeEvent(event)
        self.rail.follow_width(round(event.size().width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go one step back for Esc, where nobody else wanted it: messages first, then what the pane has open."""
        pane = self.current_pane()
        if event.key() == Qt.Key.Key_Escape and not self._messages.clear() and pane is not None:
            pane.escape()
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Settle what is open, remember it and the shape, and go; a job that runs is let finish or cancelled first."""
        last = self._office.windows() <= 1
        if last and not self._leaving and self._absence is not None and self._absence.keeps(self):
            event.ignore()
            return
        if last and self._job is not None and not self._leaving:
            self._ask_about_job(self._job)
            event.ignore()
            return
        state = self._office.state
        state.keep({name: pane.keep() for name, pane in self._panes.items()})
        QSettings().setValue("window/geometry", self.saveGeometry())
        self._memory.settle()
        state.save()
        self._counts.leave()
        if self._absence is not None:
            self._absence.leave()
        if last:
            self._leave_panes()
        else:
            self._dissolve()
        self.closing.emit()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Say in the window again what was said in the tray."""
        super().showEvent(event)
        if self._absence is not None:
            self._absence.end()

    def _mind_reminders(self) -> None:
        """Mind reminders from now on, also while the window is closed where the user wants that."""
        from crm_desktop.ui.window.absence import Absence  # after the first picture

        self._absence = Absence(self.workplace, self, quit_=self._office.quit or self.close_for_good)

    def close_for_good(self) -> None:
        """Close also where closing would leave the program in the tray."""
        if self._absence is not None:
            self._absence.forbid()
        self.close()

    def close_at_once(self) -> None:
        """Close without asking about what is running; it is let finish."""
        self._leaving = True
        self.close()

    def _ask_about_job(self, job: JobState) -> None:
        """Say that something is still running; the window goes by itself when it is done."""
        self._leaving = True
        words = _("“{job}” is still running. The window closes when it is done.").format(job=job.label)
        self.notify(Notice(words, tone="warning", action=_("Cancel it and close"), run=job.cancel))

    def _dissolve(self) -> None:
        """Go when every answer that was asked for here has come: other windows keep the desk alive."""
        if not self._office.desk.is_idle():
            QTimer.singleShot(_PAUSE, self, self._dissolve)
            return
        self._leave_panes()
        self._brand.leave()
        self.deleteLater()

    def place(self) -> Place:
        """Return where the user is, as a place another window can show."""
        subject, name = self.subject(), self.rail.selected()
        return Place(name, subject.kind, subject.ref) if subject is not None else Place(name)

    def next_part(self, by: int) -> None:
        """Move the focus to the next part of the window, or the one before: the rail, then those of the pane."""
        pane = self.current_pane()
        if pane is not None:
            step_through([self.rail, *pane.regions()], by)

    def _follow_settings(self) -> None:
        self._menus.use_single_keys(wanted=self.workplace.settings().single_keys)

    @property
    def narrow(self) -> bool:
        """Whether the window is too narrow for three columns at the text size in force."""
        return self.width() / look().scale < 1180
