"""Banners in a pane: what happened, what it means, what to do; details folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.buttons import Button, IconButton, Link
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

BannerKind = Literal["warning", "danger", "info", "success"]
_ICONS: dict[BannerKind, str] = {
    "warning": "triangle-alert",
    "danger": "circle-alert",
    "info": "info",
    "success": "circle-check",
}
_TINTS: dict[BannerKind, Role] = {
    "warning": "warning_tint",
    "danger": "danger_tint",
    "info": "info_tint",
    "success": "success_tint",
}


class Banner(QFrame):
    """`Banner("danger", what, meaning, advice, details=traceback_text)`; offer what to do with `add_action(Link(…))`.

    `closable` shows a cross; signal `closed`. Screen readers are told the three sentences as one.
    """

    closed = Signal()

    def __init__(
        self,
        kind: BannerKind,
        what: str,
        meaning: str = "",
        advice: str = "",
        *,
        details: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: BannerKind = kind
        self._details = details
        self.setAccessibleName(" ".join(part for part in (what, meaning, advice) if part))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        side = look().px(metrics.ICON)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(16 + side + 8, 14, 12, 14)
        body = QVBoxLayout()
        body.setSpacing(3)
        body.addWidget(Text(what, 13, 600, kind, wrap=True))
        for words in (meaning, advice):
            if words:
                body.addWidget(Text(words, 12, 400, "text2", wrap=True))
        self._links = QHBoxLayout()
        self._links.setSpacing(16)
        body.addLayout(self._links)
        if details:
            self._add_details(body)
        self._links.addStretch(1)
        outer.addLayout(body, 1)
        if closable:
            outer.addWidget(IconButton("x", _("Close"), on=self.close_, small=True), 0, Qt.AlignmentFlag.AlignTop)

    def add_action(self, link: Link | Button) -> None:
        """Offer something to do about it, before what is there already."""
        self._links.insertWidget(max(0, self._links.count() - 1), link)

    def close_(self) -> None:
        """Go away."""
        self.hide()
        self.closed.emit()

    def _add_details(self, body: QVBoxLayout) -> None:
        whole = Text(self._details, 12, 400, "text2", wrap=True)
        whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        whole.hide()
        show = Link(_("Details"), on=lambda: whole.setVisible(whole.isHidden()))
        copy = Link(_("Copy"), on=lambda: QGuiApplication.clipboard().setText(self._details))
        self._links.addWidget(show)
        self._links.addWidget(copy)
        body.addWidget(whole)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tint, and the icon beside the first line."""
        now = look()
        ground = now.colour(_TINTS[self._kind])
        edge = now.colour("control") if ground == now.colour("surface") else None
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box(painter, QRectF(self.rect()), metrics.RADIUS_BOARD, ground, edge)
            side = now.px(metrics.ICON)
            draw_icon(painter, _ICONS[self._kind], QRectF(16, 16, side, side), now.colour(self._kind))
