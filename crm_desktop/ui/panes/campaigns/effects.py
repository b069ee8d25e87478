"""Which argument convinced: each version with its range, whether the difference is safe, and how to go on mixing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.ui.models.campaign_faces import FunnelPart, Mix, VersionFace
from crm_desktop.ui.panes.campaigns.bars import RangeDot, Scale, VersionMark
from crm_desktop.ui.panes.campaigns.funnel import Funnel
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.figure import Figure
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.text import Text

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class EffectCard(Card):
    """`card.show_versions(faces, detail, verdict)`, `card.show_compared(title, parts, campaign)`.

    Signals: `opened(letter)`: the cases behind a version; `before_asked(campaign)`: the one compared with;
    `mixed(shares)`: how many of the recipients get which version.
    """

    opened = Signal(str)
    mixed = Signal(object)
    before_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Which argument convinces"), detail=" ", radius=12, edge="line", padding=18, parent=parent)
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(9)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 1)
        self.verdict = Text("", 12, 400, "text2", wrap=True)
        self.body.addWidget(self._holder)
        self.body.addWidget(self.verdict)
        self.mix = Button("", "secondary", icon="split")
        self.body.addLayout(row(None, self.mix, None))
        self._shown: tuple[VersionFace, ...] = ()
        self._before = 0
        self._title = Text("", 12, 600, "text2")
        self.open_before = Link(_("Open the result"), on=lambda: self.before_asked.emit(self._before))
        self.funnel = Funnel()
        self.funnel.opened.connect(lambda _key: self.before_asked.emit(self._before))
        self._compared = QWidget()
        head = row(None, self._title, self.open_before, gap=8)
        head.setStretch(0, 1)
        column(self._compared, Line(), head, self.funnel, gap=10, margins=(0, 8, 0, 0))
        self.body.addWidget(self._compared)
        self._compared.hide()

    def show_compared(self, title: str, parts: Sequence[FunnelPart], campaign_id: int) -> None:
        """Show another campaign to compare with, none for no parts."""
        self._before = campaign_id
        self._title.setText(title)
        self.funnel.show_parts(parts)
        self._compared.setVisible(bool(parts))

    def show_versions(self, faces: Sequence[VersionFace], detail: str, verdict: str) -> None:
        """Show other results; without any, only what is to be said about that."""
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.verdict.setText(verdict)
        self.verdict.setVisible(bool(verdict))
        if tuple(faces) == self._shown:
            return
        self._shown = tuple(faces)
        clear(self._grid)
        self._holder.setVisible(bool(faces))
        if not faces:
            return
        # The name of the shares also stands above their ranges, so that these get more room.
        self._grid.addWidget(Text(_("Answers"), 12, 400, "text3", elide=False), 0, 2, 1, 2, _RIGHT)
        self._grid.addWidget(Text(_("Orders"), 12, 400, "text3", elide=False), 0, 4, _RIGHT)
        most = _most(faces)
        for place, face in enumerate(faces):
            self._add(2 * place + 1, face, most)
        scale = Scale()
        scale.show_most(most)
        self._grid.addWidget(scale, 2 * len(faces) + 1, 2)

    def show_mix(self, mix: Mix | None) -> None:
        """Show how the versions are mixed and offer other ways; None where nothing is left to mix."""
        self.mix.setVisible(mix is not None)
        if mix is None:
            return
        self.mix.setText(mix.words)
        menu = Menu(self.mix)
        for words, shares in mix.others:
            menu.entry(words, on=partial(self.mixed.emit, shares))
        old = self.mix.menu()
        self.mix.set_menu(menu)
        if old is not None:
            old.deleteLater()

    def faces(self) -> tuple[VersionFace, ...]:
        """Return what is shown."""
        return self._shown

    def _add(self, at: int, face: VersionFace, most: float) -> None:
        dot = RangeDot()
        dot.show_share(face.share, face.low, face.high, most=most, sentence=face.sentence)
        share = Figure(13, on=lambda: self.opened.emit(face.letter))
        share.show_figure(face.share_words, face.sentence)
        dot.setVisible(bool(face.high))
        words = QWidget()
        column(words, Text(face.name, 13, 600), Text(face.detail, 12, 400, "text3", tabular=True), gap=0)
        words.setFixedHeight(look().px(40))
        orders = Text(number(face.orders), 13, 400, tabular=True, right=True)
        for place, part in enumerate((VersionMark(face.letter), words, dot, share, orders)):
            side = _RIGHT if place > 2 else Qt.AlignmentFlag(0)
            self._grid.addWidget(part, at, place, side)
        self._grid.addWidget(Line(), at + 1, 1, 1, 4)


def _most(faces: Sequence[VersionFace]) -> float:
    """Return a round right end of the scale that holds all ranges, at least 30 %."""
    highest = max(face.high for face in faces)
    return next((end for end in (0.3, 0.45, 0.6, 0.75, 0.9) if highest <= end), 1.0)
