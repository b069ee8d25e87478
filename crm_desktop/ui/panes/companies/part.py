"""The cards of a company: a head with what it counts, and a body; without content they are one line that leads on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import add


class Part(Card):
    """`Part(_("People"), _("nobody yet"), _("Add"), on=self.add)`; `fill(detail)` or `shrink()` say which it is."""

    def __init__(
        self, words: str, nothing: str, link: str = "", *, on: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words, detail=nothing, padding=14, parent=parent)
        self._nothing = nothing
        self.title.setFont(font(13, 600))
        self.inside = QWidget()
        self.body.addWidget(self.inside)
        self.link: Link | None = None
        if link:
            self.link = Link(link, on=on)
            self.link.setAccessibleName(f"{words}: {link}")
            add(self.head, self.link)
        self.shrink()

    def fill(self, detail: str = "") -> None:
        """Show the content, with a word about it beside the title."""
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.inside.show()

    def shrink(self) -> None:
        """Show one line that says there is nothing yet."""
        self.detail.setText(self._nothing)
        self.detail.setVisible(bool(self._nothing))
        self.inside.hide()

    def is_shrunk(self) -> bool:
        """Whether it is one line only."""
        return self.inside.isHidden()
