"""Looking at a file without leaving the window: pages of a PDF, a picture, or its text, and where else it hangs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QStackedWidget, QWidget

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.kinds import TextState
from crm_desktop.exchange.apart.client import Apart
from crm_desktop.operations.history.file_texts import KIND
from crm_desktop.store.queries.files import AttachedFile
from crm_desktop.store.queries.timeline import FileRow
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.models.file_preview import Content, Laid, Shows, drawn, laid_out, read_content
from crm_desktop.ui.models.file_rows import belongs_to
from crm_desktop.ui.models.timeline import size_words
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.timeline.file_ways import way_to
from crm_desktop.ui.timeline.opening import Opener
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.pdf_view import PdfView
from crm_desktop.ui.widgets.text import Text

#: Of the window it belongs to, and the least (pixels at 100 % text).
_SHARE, _LEAST = 0.86, (520, 420)
_LANE = "previews"
#: Places beside the one it was opened from that are named.
_MOST_PLACES = 6


class FilePreview(QDialog):
    """`FilePreview(workplace, files, 0, opener, parent).open()`; several files are gone through with [ and ].

    Space and Esc close it, Left and Right turn pages, plus, minus and 0 zoom. `words` are what a file was found by.
    """

    def __init__(
        self, workplace: Workplace, files: Sequence[FileRow], at: int, opener: Opener, parent: QWidget,
        *, words: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent.window())
        self._around = parent.window()
        self._workplace, self._files, self._at, self._opener, self._words = workplace, tuple(files), at, opener, words
        self._apart = Apart()
        self._content = Content(b"", None, "", [])
        self._laid = Laid(Shows.NOTHING, [], [])
        self.setModal(True)
        self._name = Text("", 15, 600)
        self._facts = Text("", 12, 400, "text2", tabular=True)
        self.pages = PdfView(name=_("Pages of the file"))
        self.pages.wanted.connect(self._draw)
        self.pages.page_changed.connect(lambda _page: self._tell())
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Text of the file"))
        self.text.setFont(font(13))
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.document().setDocumentMargin(look().px(20))
        self._nothing = QWidget()
        column(self._nothing)
        self._stack = QStackedWidget()
        for page in (self.pages, self.text, self._nothing):
            self._stack.addWidget(page)
        self._zoom = (
            IconButton("zoom-out", _("Smaller"), on=partial(self._press, Qt.Key.Key_Minus)),
            IconButton("zoom-in", _("Larger"), on=partial(self._press, Qt.Key.Key_Plus)),
        )
        self._turn = (
            IconButton("chevron-left", _("Previous file"), on=partial(self._step, -1)),
            IconButton("chevron-right", _("Next file"), on=partial(self._step, 1)),
        )
        self._where = QWidget()
        FlowLayout(self._where, gap=4, row_gap=0)
        self._hangs = Text(_("Hangs at"), 12, 400, "text3")
        self._lay_out()
        self._fit()
        for watched in (self.pages, self.text):
            watched.installEventFilter(self)
        workplace.desk.changed.connect(self._hear)
        self.finished.connect(self._leave)
        self._show()

    def shown(self) -> FileRow:
        """Return the file in sight."""
        return self._files[self._at]

    def shows(self) -> Shows:
        """Return what is shown of it."""
        return self._laid.shows

    def facts(self) -> str:
        """Return what is said of it: size, and the page in sight."""
        return self._facts.text()

    def places(self) -> list[Button]:
        """Return the buttons that lead to where it hangs."""
        return self._where.findChildren(Button)

    # Layout

    def _lay_out(self) -> None:
        several = len(self._files) > 1
        for button in self._turn:
            button.setVisible(several)
        tools = (
            *self._turn, *self._zoom,
            Button(meant("a file", "Open"), "secondary", icon="external-link", on=self._open_file),
            IconButton("download", _("Save as …"), on=lambda: self._opener.save_as(self.shown())),
            IconButton("x", _("Close"), on=self.accept),
        )  # fmt: skip
        said = column(None, self._name, self._facts, gap=2)
        head = row(None, None, *tools, gap=4, margins=(20, 12, 12, 12))
        head.insertLayout(0, said, 1)
        foot = row(None, self._hangs, self._where, gap=4, margins=(20, 6, 20, 10))
        foot.setStretch(1, 1)
        column(self, head, self._stack, foot, gap=0).setStretch(1, 1)

    def _fit(self) -> None:
        """Take most of the window's room."""
        now = look()
        screen = QGuiApplication.primaryScreen().availableGeometry()
        wide, high = (round(_SHARE * side) for side in (self._around.width(), self._around.height()))
        least_wide, least_high = map(now.px, _LEAST)
        self.resize(min(max(wide, least_wide), screen.width()), min(max(high, least_high), screen.height()))

    # Showing

    def _show(self) -> None:
        file = self.shown()
        self.setWindowTitle(file.name)
        self._name.setText(file.name)
        self._content, self._laid = Content(b"", None, "", []), Laid(Shows.NOTHING, [], [])
        self._facts.setText(size_words(file.size))
        self._workplace.desk.ask(
            read_content, sha256=file.sha256, then=self._take, asker=self, topic="content", lane="card"
        )  # fmt: skip

    def _take(self, content: Content) -> None:
        self._content = content
        self._show_places(content.kept)
        self._workplace.desk.compute(
            laid_out, apart=self._apart, content=content, words=self._words, then=self._lay, asker=self, topic="laid",
            lane=_LANE,
        )  # fmt: skip

    def _lay(self, laid: Laid) -> None:
        self._laid = laid
        paged = laid.shows in {Shows.PAGES, Shows.PICTURE}
        for button in self._zoom:
            button.setVisible(paged)
        if paged:
            self._stack.setCurrentWidget(self.pages)
            self.pages.show_whole(laid.shows is Shows.PICTURE)
            self.pages.set_zoom(1.0)
            self.pages.show_document([])
            self.pages.show_document(laid.sizes)
            self.pages.mark(laid.places, over=True)
            self.pages.go_to(laid.places[0][0] if laid.places else 0)
            self.pages.reveal_mark()
            self.pages.setFocus()
        elif laid.shows is Shows.TEXT:
            self._stack.setCurrentWidget(self.text)
            self.text.setPlainText(self._content.text)
            self._find()
            self.text.setFocus()
        else:
            self._say_nothing()
        self._tell()

    def _find(self) -> None:
        """Bring the first of the words it was found by into sight."""
        for word in self._words.split():
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            if self.text.find(word):
                return

    def _say_nothing(self) -> None:
        layout = self._nothing.layout()
        if layout is None:
            return
        clear(layout)
        words = {
            TextState.FAILED: _("This file is damaged, or locked with a password."),
            TextState.LARGE: _("This file is too large to be shown here."),
        }.get(self._content.state or TextState.NONE, _("Files of this kind cannot be shown here."))
        action = Button(_("Open with another program"), "secondary", icon="external-link", on=self._open_file)
        layout.addWidget(EmptyState("file", _("No preview"), words, action=action))
        self._stack.setCurrentWidget(self._nothing)

    def _show_places(self, kept: Sequence[AttachedFile]) -> None:
        """Say where the same bytes hang, each with the way there."""
        layout = self._where.layout()
        if layout is None:
            return
        clear(layout)
        ways = {way[0]: (belongs_to(file), way[2]) for file in kept if (way := way_to(file)) is not None}
        for place, (words, icon) in list(ways.items())[:_MOST_PLACES]:
            button = Button(words, "text", icon=icon, on=partial(self._go, place))
            button.setToolTip(_("Show where the file hangs"))
            layout.addWidget(button)
        self._tell()

    def _tell(self) -> None:
        pages = self.pages.page_count() if self._laid.shows is Shows.PAGES else 0
        page = _("Page {page} of {pages}").format(page=self.pages.first_page() + 1, pages=pages) if pages else ""
        self._facts.setText(" · ".join(part for part in (size_words(self.shown().size), page) if part))

    def _draw(self, page: int, width: int, ratio: float) -> None:
        shown = self._at

        def put(image: QImage) -> None:
            if shown == self._at and not image.isNull():
                self.pages.set_page(page, image)

        self._workplace.desk.compute(
            drawn, apart=self._apart, shows=self._laid.shows, data=self._content.data, page=page, width=width,
            ratio=ratio, then=put, asker=self, topic=f"page {page}", lane=_LANE,
        )  # fmt: skip

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close, turn pages, zoom, and go to the next file."""
        if not self._act(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Take keys before the part in focus does."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._act(event):
            return True
        return bool(super().eventFilter(watched, event))  # type: ignore[arg-type]  # whatever is watched

    def _act(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        turn = self._laid.shows is Shows.PAGES
        deeds: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Space: self.accept,
            Qt.Key.Key_BracketLeft: partial(self._step, -1),
            Qt.Key.Key_BracketRight: partial(self._step, 1),
        }
        if self._laid.shows is not Shows.TEXT:
            deeds |= {key: partial(self._press, key) for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0)}
        if turn:
            deeds |= {
                Qt.Key.Key_Left: partial(self._page, -1), Qt.Key.Key_Right: partial(self._page, 1),
                Qt.Key.Key_Home: partial(self._page, -self.pages.page_count()),
                Qt.Key.Key_End: partial(self._page, self.pages.page_count()),
            }  # fmt: skip
        deed = deeds.get(event.key())
        if deed is None:
            return False
        deed()
        return True

    def _press(self, key: Qt.Key) -> None:
        self.pages.zoom_by(key)

    def _page(self, by: int) -> None:
        self.pages.go_to(min(max(self.pages.first_page() + by, 0), self.pages.page_count() - 1))

    def _step(self, by: int) -> None:
        wanted = self._at + by
        if 0 <= wanted < len(self._files):
            self._at = wanted
            self._show()

    def _open_file(self) -> None:
        self._opener.open_file(self.shown())

    def _go(self, place: Place) -> None:
        self.accept()
        self._workplace.go(place)

    def _hear(self, told: Told) -> None:
        """Show the text as soon as it has been read."""
        if told.outcome.changes.touch(KIND) and self._laid.shows is Shows.NOTHING:
            self._show()

    def _leave(self) -> None:
        desk, apart = self._workplace.desk, self._apart
        desk.changed.disconnect(self._hear)
        desk.forget(self)
        apart.end()
        # Closed on the lane that uses it: there nobody is in the middle of a question.
        desk.compute(apart.close, then=lambda _none: None, lane=_LANE)
        self.deleteLater()
