"""The composer over the timeline: what happened, written down in a moment, or what is to be done next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.times import Clock, local_day
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.operations.capture import FollowUp, NewEntry
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.models.timeline import kind_word
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, focus_ring
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.timeline.details import Details
from crm_desktop.ui.timeline.draft import EMPTY, Draft
from crm_desktop.ui.timeline.mentions import Mentions
from crm_desktop.ui.timeline.pending import PendingFile, PendingFiles, carries_files, file_at, files_of
from crm_desktop.ui.timeline.people import Named, PeopleField
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.widgets.text_area import TextEdit

#: The kinds in the order of their keys, Alt+1 and so on.
KINDS = (
    (ActivityKind.NOTE, "sticky-note"),
    (ActivityKind.CALL, "phone"),
    (ActivityKind.MEETING, "users"),
    (ActivityKind.EMAIL, "mail"),
    (ActivityKind.TASK, "calendar-plus"),
    (ActivityKind.VISIT, "footprints"),
    (ActivityKind.LETTER, "file-text"),
)
#: Below this width (pixels at 100 % text) kinds show icons only, but the chosen one.
_ROOMY = 640


class Composer(Painted):
    """A text, what kind it is, and what belongs to it. Signal: `written(NewEntry, files)` on Ctrl+Enter or the button.

    With `asks_whom`, a field on top asks whom it concerns.
    """

    written = Signal(object, object)
    #: A file or picture cannot be taken: carries the reason.
    refused = Signal(object)
    edited = Signal()

    def __init__(self, desk: Desk, clock: Clock, *, asks_whom: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._ringed = False
        self.about: PeopleField | None = None
        if asks_whom:
            self.about = PeopleField(
                "", desk, hint=_("With whom? Contact, deal or offer …"), kinds=("contact", "deal", "offer")
            )
        self.edit = TextEdit(
            _("What happened? Write everything down …"), lines=1, name=_("What happened?"), framed=False
        )
        self.mentions = Mentions(self.edit, desk)
        self.kinds = _kinds()
        self.details = Details(desk, clock)
        self.files = PendingFiles()
        self.save = Button(
            _("Save"), "secondary", key=native_text("Ctrl+Return").replace("Return", "↵"), on=self.submit
        )
        self._reason = Text("", 12, 400, "danger", wrap=True)
        self._reason.hide()
        self._attach = IconButton("paperclip", _("Attach files …"), on=self.choose_files, small=True)
        self._lay_out()
        self._connect()
        self._choose(ActivityKind.NOTE)
        self._grow()

    def begin(self, kind: ActivityKind, text: str = "") -> None:
        """Start an entry of a kind, with the cursor in the text."""
        self.kinds.choose(kind)
        self._choose(kind)
        if text:
            self.edit.setPlainText(text)
            self.edit.moveCursor(QTextCursor.MoveOperation.End)
        wants_whom = self.about is not None and not self.about.chosen()
        (self.about.line if wants_whom and self.about is not None else self.edit).setFocus()

    def submit(self) -> None:
        """Hand over what was written; with nothing written, nothing happens."""
        self._say("")
        if self.about is not None and not self.about.chosen():
            self.about.set_error(_("Say whom this concerns."))
            self.about.line.setFocus()
            return
        if not self._says_something():
            self.edit.setFocus()
            return
        try:
            entry = self._entry() if self.details.check() else None
        except BadInput:
            return
        if entry is not None:
            self.written.emit(entry, self.files.files())

    def draft(self) -> Draft:
        """Return what is half typed."""
        fields = self.details
        return Draft(
            text=self.edit.toPlainText(),
            kind=self._kind(),
            when=fields.when.value(),
            direction=Direction(fields.direction.value()),
            minutes=fields.minutes.line.text(),
            result=fields.result.value(),
            due=fields.due.value(),
            follow_up=fields.follow_up.value(),
            follow_up_on=fields.follow_up_on.value(),
            about=tuple(self.about.chosen()) if self.about is not None else (),
            people=tuple(fields.people.chosen()),
            mentions=tuple(self.mentions.named()),
            files=self.files.files(),
        )

    def take_up(self, draft: Draft | None) -> None:
        """Go on with what was half typed; None makes ready for a new entry."""
        draft, fields = draft or EMPTY, self.details
        self.mentions.take_up(draft.mentions)
        self.edit.setPlainText(draft.text)
        fields.when.set_value(draft.when)
        fields.direction.choose(draft.direction)
        fields.minutes.set_value(None)
        fields.minutes.line.set_words(draft.minutes)
        fields.result.set_value(draft.result)
        fields.due.set_value(draft.due or local_day(self._clock()) + timedelta(days=1))
        fields.follow_up.set_value(draft.follow_up)
        fields.follow_up_on.set_value(draft.follow_up_on)
        fields.people.set_chosen(draft.people)
        if self.about is not None and (draft.about or draft is EMPTY):
            self.about.set_chosen(draft.about)
        self.files.set_files(draft.files)
        self.kinds.choose(draft.kind)
        self._choose(draft.kind)
        self._say("")

    def text(self) -> str:
        """Return the text that is half typed."""
        return self.edit.toPlainText()

    def add_files(self, give: Callable[[], list[PendingFile]]) -> None:
        """Take files to be kept with the entry; what cannot be taken is said."""
        try:
            self.files.add(give())
        except BadInput as bad:
            self._say(str(bad))
            self.refused.emit(bad)

    def choose_files(self) -> None:
        """Ask for files."""
        names, _kind = QFileDialog.getOpenFileNames(self, _("Attach files"))
        for name in names:
            self.add_files(partial(_one_file, name))

    def fail(self, reason: str) -> None:
        """Say why it could not be kept."""
        self._say(reason)

    def forget(self) -> None:
        """Drop open questions before the composer goes."""
        self.mentions.forget()
        self.details.people.forget()
        if self.about is not None:
            self.about.forget()

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the card round text and kinds; it shows the ring for the text inside."""
        box(painter, area, metrics.RADIUS_CARD, now.colour("surface"), now.colour("line_strong"))
        if self._ringed:
            focus_ring(painter, area, metrics.RADIUS_CARD)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a picture or files from the clipboard instead of their names."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _number(event) is not None:
            # While something is written, the key is the composer's and not the pane's.
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._takes_kind(event):
                return True
            data = QApplication.clipboard().mimeData()
            if event.matches(QKeySequence.StandardKey.Paste) and data is not None and carries_files(data):
                self.add_files(lambda: files_of(data))
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the kinds show their words where there is room."""
        super().resizeEvent(event)
        self._fit_kinds()

    # Inside

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(6)
        if self.about is not None:
            layout.addWidget(self.about)
        for part in (self.edit, self.files, self.details, self._reason):
            layout.addWidget(part)
        foot = row(None, self.kinds, self._attach, self.save, gap=6)
        foot.setStretch(0, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.edit.submitted.connect(self.submit)
        self.edit.focused.connect(self._show_ring)
        self.edit.textChanged.connect(self._grow)
        self.edit.textChanged.connect(self.edited)
        self.edit.setAcceptDrops(False)
        self.edit.installEventFilter(self)
        self.kinds.chosen.connect(lambda key: self._choose(ActivityKind(key)))
        self.details.edited.connect(self.edited)
        self.files.changed.connect(self._on_files)
        for number, (kind, _icon) in enumerate(KINDS, 1):
            self.kinds.button(kind).setToolTip(f"{kind_word(kind)}  {native_text(f'Alt+{number}')}")
        for sequence in ("Ctrl+Return", "Ctrl+Enter"):
            send = QShortcut(QKeySequence(sequence), self.details)
            send.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            send.activated.connect(self.submit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the kind by Alt and its number, from whatever field."""
        if not self._takes_kind(event):
            super().keyPressEvent(event)

    def _takes_kind(self, event: QKeyEvent) -> bool:
        number = _number(event)
        if number is None:
            return False
        kind = KINDS[number][0]
        self.kinds.choose(kind)
        self._choose(kind)
        return True

    def _kind(self) -> ActivityKind:
        return ActivityKind(self.kinds.value())

    def _says_something(self) -> bool:
        wordless = self._kind() in (ActivityKind.CALL, ActivityKind.MEETING, ActivityKind.VISIT)
        fields = self.details
        told = fields.minutes.line.text() or fields.result.value() or fields.follow_up.value() or fields.when.value()
        return bool(self.edit.toPlainText().strip() or self.files.files() or (wordless and told))

    def _entry(self) -> NewEntry:
        """Return what was written. The first line is the subject where there are several. Raises BadInput."""
        kind, fields = self._kind(), self.details
        task = kind is ActivityKind.TASK
        text = self.edit.toPlainText().strip()
        first, _mark, rest = text.partition("\n")
        several = bool(rest.strip()) or task
        minutes = fields.minutes.value() if fields.minutes.isVisibleTo(self) else None
        due = fields.next_day()
        whom = [*(self.about.chosen() if self.about else ()), *self.mentions.named()]
        if fields.people.isVisibleTo(self):
            whom += fields.people.chosen()
        return NewEntry(
            kind=kind,
            subject=first if several else "",
            body=rest.strip() if several else text,
            at=fields.at(),
            direction=Direction(fields.direction.value()) if fields.direction.isVisibleTo(self) else Direction.NONE,
            minutes=int(minutes) if minutes else None,
            result=fields.result.value() if fields.result.isVisibleTo(self) else "",
            contacts=tuple(dict.fromkeys(one.id for of, one in whom if of == "contact")),
            deal_id=next((one.id for of, one in whom if of == "deal"), None),
            offer_id=next((one.id for of, one in whom if of == "offer"), None),
            follow_up=FollowUp(fields.follow_up.value(), due) if due is not None else None,
            due_on=fields.due.value() if task else None,
        )

    def _show_ring(self, focused: bool) -> None:
        self._ringed = focused
        self._show_details()
        self.update()

    def _choose(self, kind: ActivityKind) -> None:
        self.details.show_kind(kind)
        self._show_details()
        self._fit_kinds()

    def _show_details(self) -> None:
        """A note at rest is one line; its time is asked once something is written."""
        busy = bool(self.edit.toPlainText().strip() or self.details.when.value())
        self.details.setVisible(self._kind() is not ActivityKind.NOTE or busy)

    def _on_files(self) -> None:
        self._say("")
        self.edited.emit()

    def _say(self, reason: str) -> None:
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def _grow(self) -> None:
        """Give the text as many lines as it has, eight at most."""
        lines = min(8, max(1, self.edit.document().blockCount()))
        self.edit.setFixedHeight(look().px(20) * lines + 14)
        self._show_details()

    def _fit_kinds(self) -> None:
        roomy = self.width() / look().scale >= _ROOMY
        for kind, _icon in KINDS:
            self.kinds.button(kind).set_compact(not roomy and kind != self.kinds.value())

    def ask_whom(self, kind: str, one: Named) -> None:
        """Begin with somebody in the field that asks whom it concerns."""
        if self.about is not None:
            self.about.set_chosen([(kind, one)])


def _kinds() -> Chips:
    choices = [Choice(kind, kind_word(kind), icon) for kind, icon in KINDS]
    return Chips(choices, "choice", name=_("Kind of entry"), gap=2)


def _number(event: QKeyEvent) -> int | None:
    """Return the place of the kind a key asks for: Alt and its number."""
    number = event.key() - Qt.Key.Key_1
    alone = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return number if alone and 0 <= number < len(KINDS) else None


def _one_file(name: str) -> list[PendingFile]:
    return [file_at(Path(name))]
