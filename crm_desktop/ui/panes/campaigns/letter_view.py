"""The real letter of each recipient as a PDF: page through the recipients and the versions, see what is filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.campaign_faces import letter_of
from crm_desktop.ui.models.campaign_people import Mail
from crm_desktop.ui.panes.campaigns.mail_view import MailView
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import IconButton, Link
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.holder import Holder
from crm_desktop.ui.widgets.panes import Pane, clear, column, row
from crm_desktop.ui.widgets.pdf_pages import PageSize, page_sizes, render_page
from crm_desktop.ui.widgets.pdf_view import PdfView
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.text import Text

#: The height of a page for its width, and the margin of the view round it.
_TALL, _MARGIN = 297 / 210, 24
#: Returns the PDF of one letter, or one e-mail: `make(recipient's place, version's place)(reader)`.
Make = Callable[[int, int], Callable[[Reader], bytes | Mail]]


class LetterView(Pane):
    """`view.show_letters(count, versions, make)`, `view.step(1)`, `view.choose_version(0)`.

    Signals: `turned(place)` when another recipient is in view, `missing_asked()` for the list of empty fields.
    """

    turned = Signal(int)
    missing_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._desk = desk
        self._count, self._place, self._versions = 0, 0, 0
        self._make: Make | None = None
        self._pdf = b""
        #: The version shown instead of the recipient's own; -1 for that one.
        self._version = -1
        self._own: Sequence[int] = ()
        self._said = self._nothing = ""
        self._chips_holder = Holder()
        self.chips: Chips | None = None
        self._where = Text("", 12, 500, "text2", tabular=True, elide=False)
        self.before = IconButton("chevron-left", _("Previous recipient"), on=lambda: self.step(-1), small=True)
        self.after = IconButton("chevron-right", _("Next recipient"), on=lambda: self.step(1), small=True)
        self.title = Text(_("Preview"), 13, 600, elide=False)
        self.head = row(
            None, self.title, self._chips_holder, None, self.before, self._where, self.after, gap=6,
            margins=(16, 12, 12, 6),
        )  # fmt: skip
        self._trouble = Holder()
        self.view = PdfView(name=_("Preview of the letter"))
        self.view.wanted.connect(self._render)
        self._used = QWidget()
        self._fields = FlowLayout(self._used)
        self._state = Holder()
        foot = column(None, self._used, self._state, gap=8, margins=(20, 8, 20, 16))
        self._why = Holder()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._why)
        self.mail = MailView()
        self._pages.addWidget(self.mail)
        layout = column(self, self.head, self._trouble, self._pages, foot, None, gap=0)
        layout.setStretch(2, 1000)
        self.show_letters(0, 0, (), None)

    # Use

    def show_letters(self, count: int, versions: int, own: Sequence[int], make: Make | None, nothing: str = "") -> None:
        """Show letters: how many, of how many versions, which version each gets, and who writes them.

        Where nobody writes them, `nothing` says why.
        """
        self._count, self._own, self._make, self._nothing = count, own, make, nothing
        self._place = min(self._place, max(0, count - 1))
        if versions != self._versions or self.chips is None:
            self._versions, self._version = versions, -1
            self._chips_holder.show_part(versions, self._make_chips)
        self._show()

    def show_fields(self, names: Sequence[str]) -> None:
        """Say what is filled in."""
        clear(self._fields)
        if names:
            self._fields.addWidget(Text(_("Filled in:"), 12, 400, "text2", elide=False))
        for name in names:
            self._fields.addWidget(Pill(name))
        self._used.setVisible(bool(names))

    def show_state(self, icon: str, words: str, tone: str, *, link: str = "") -> None:
        """Say below the page whether all letters are whole; a link opens the list of those that are not."""
        self._state.show_part((icon, words, tone, link), lambda: self._state_line(icon, words, tone, link))
        self._state.setVisible(bool(words))

    def step(self, by: int) -> None:
        """Show the letter of the next or previous recipient."""
        self.go_to(self._place + by)

    def go_to(self, place: int) -> None:
        """Show the letter of a recipient."""
        if 0 <= place < self._count and place != self._place:
            self._place, self._version = place, -1
            self._show()
            self.turned.emit(place)

    def choose_version(self, place: int) -> None:
        """Show the recipient in view as if he got another version."""
        if 0 <= place < self._versions:
            self._version = place
            self._show()

    def place(self) -> int:
        """Return the place of the recipient in view."""
        return self._place

    def version(self) -> int:
        """Return the place of the version in view."""
        if self._version >= 0:
            return self._version
        return self._own[self._place] if self._place < len(self._own) else 0

    def trouble(self) -> str:
        """Return why no letter can be shown, "" where one is."""
        return self._said

    def pdf(self) -> bytes:
        """Return the file in view."""
        return self._pdf

    def leave(self) -> None:
        """Ask for nothing any more."""
        self._desk.forget(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what is said below the page stand right below it."""
        super().resizeEvent(event)
        self._pages.setMaximumHeight(round((self.width() - 2 * _MARGIN) * _TALL) + 2 * _MARGIN)

    # Asking and showing

    def _make_chips(self) -> QWidget:
        letters = [Choice(str(place), letter_of(place)) for place in range(self._versions)]
        self.chips = Chips(letters, "chip", name=_("Version"), gap=4)
        self.chips.chosen.connect(lambda key: self.choose_version(int(key)))
        self.chips.setVisible(self._versions > 1)
        return self.chips

    def _show(self) -> None:
        there = bool(self._count) and self._make is not None
        words = _("{n} of {all}").format(n=number(self._place + 1), all=number(self._count)) if self._count else ""
        self._where.setText(words)
        for button, on in ((self.before, self._place > 0), (self.after, self._place + 1 < self._count)):
            button.setEnabled(on)
            button.setVisible(self._count > 1)
        if self.chips is not None:
            self.chips.choose(str(self.version()))
        if not there or self._make is None:
            self._pdf = b""
            self.view.show_document([])
            self._pages.setCurrentIndex(1)
            self._why.show_part(
                self._nothing, lambda: EmptyState("mail", self._nothing) if self._nothing else QWidget()
            )
            return
        self._desk.ask(
            self._make(self._place, self.version()), then=self._measure, failed=self._fail, asker=self, topic="letter",
            lane="preview",
        )  # fmt: skip

    def _measure(self, made: bytes | Mail) -> None:
        if isinstance(made, Mail):
            self._pdf = b""
            self._say("")
            self.mail.show_mail(made.subject, made.text)
            self._pages.setCurrentWidget(self.mail)
            return
        pdf = made
        self._desk.compute(
            page_sizes, pdf=pdf, then=lambda sizes: self._lay_out(pdf, sizes), asker=self, topic="sizes", lane="pdf"
        )

    def _lay_out(self, pdf: bytes, sizes: list[PageSize]) -> None:
        self._pdf = pdf
        self._say("")
        self._pages.setCurrentIndex(0)
        self.view.show_document(sizes)

    def _render(self, page: int, width: int, ratio: float) -> None:
        pdf = self._pdf

        def show(image: QImage) -> None:
            if pdf is self._pdf:
                self.view.set_page(page, image)

        if pdf:
            self._desk.compute(
                render_page, pdf=pdf, page=page, width=width, ratio=ratio, then=show, asker=self,
                topic=f"page {page}", lane="pdf",
            )  # fmt: skip

    def _fail(self, error: CrmError) -> None:
        self._pdf = b""
        self.view.show_document([])
        self._say(error.message, error.advice)

    def _say(self, what: str, advice: str = "") -> None:
        self._said = what
        self._trouble.show_part((what, advice), lambda: Banner("warning", what, advice=advice) if what else QWidget())
        self._trouble.setVisible(bool(what))

    def _state_line(self, icon: str, words: str, tone: str, link: str) -> QWidget:
        holder = QWidget()
        role = "success" if tone == "success" else "warning" if tone == "warning" else "text2"
        parts: list[QWidget] = [Glyph(icon, 16, tone=role), Text(words, 12, 500, role, wrap=True)]  # type: ignore[arg-type]
        line = row(holder, *parts, gap=6)
        line.setStretch(1, 1)
        if link:
            line.addWidget(Link(link, on=self.missing_asked.emit))
        return holder
