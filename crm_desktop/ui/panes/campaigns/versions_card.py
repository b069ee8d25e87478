"""The versions of the message: the argument each rests on, its text, and which share of the recipients gets it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.campaigns import Variant
from crm_desktop.store.queries.templates import TemplateRow
from crm_desktop.ui.models.campaign_faces import letter_of
from crm_desktop.ui.panes.campaigns.bars import VersionMark
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import IconButton, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboBox
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import note

_MOST = 6
_NEW = "new"


class VersionsCard(Card):
    """`card.show_versions(variants, templates)`. Signals: `changed(tuple of Variant)`, `text_asked(key, template)`.

    `text_asked` wants the text of a version written: template 0 is a new one.
    """

    changed = Signal(object)
    text_asked = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Versions"), radius=12, edge="line", padding=18, parent=parent)
        self._variants: tuple[Variant, ...] = ()
        self._shown: object = None
        self._frozen = False
        self._lines = column(None, gap=8)
        self.add = Link(_("Add a version"), icon="plus", on=self._add)
        self.body.addWidget(
            note(_("Say the same thing with different arguments; each recipient gets one of them by lot."), "text3")
        )
        self.body.addLayout(self._lines)
        self.body.addLayout(row(None, self.add, None))

    def show_versions(self, variants: Sequence[Variant], templates: Sequence[TemplateRow], *, frozen: bool) -> None:
        """Show what is stored; an argument being typed stays."""
        shown = (tuple(variants), tuple((one.id, one.name) for one in templates), frozen)
        if shown == self._shown:
            return
        focused = QApplication.focusWidget()
        if focused is not None and isinstance(focused, LineEdit) and self.isAncestorOf(focused):
            # The line takes what it stands for when it is left; the next reading shows the rest.
            self._variants = tuple(variants)
            if len(variants) == self._lines.count():
                return
        self._shown, self._variants, self._frozen = shown, tuple(variants), frozen
        # An argument is kept when it is left: what the keyboard has gone on to is made anew under it.
        here = focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""
        clear(self._lines)
        for place, variant in enumerate(self._variants or (Variant("A", ""),)):
            line = self._line(place, variant, templates)
            self._lines.addWidget(line)
            for part in line.findChildren(QWidget) if here else ():
                if part.accessibleName() == here:
                    part.setFocus()
        self.add.setVisible(len(self._variants) < _MOST and not frozen)

    def focus_first(self) -> None:
        """Put the cursor into the first argument."""
        line = self.findChild(LineEdit)
        if line is not None:
            line.setFocus()

    def _line(self, place: int, variant: Variant, templates: Sequence[TemplateRow]) -> QWidget:
        letter = variant.key or letter_of(place)
        argument = LineEdit(
            variant.argument, hint=_("The argument"), name=_("Argument of version {letter}").format(letter=letter)
        )
        argument.setReadOnly(self._frozen)
        argument.left.connect(lambda: self._change(place, argument=argument.text()))
        text = ComboBox(name=_("Text of version {letter}").format(letter=letter))
        text.setPlaceholderText(_("Choose a text"))
        text.fill(
            [*(Choice(str(one.id), one.name) for one in templates), Choice(_NEW, _("New text …"), "plus")],
            str(variant.template_id or ""),
        )
        text.activated.connect(lambda _place: self._choose(place, letter, str(text.currentData() or "")))
        text.setMaximumWidth(look().px(210))
        write = IconButton("pencil", _("Change the text of version {letter}").format(letter=letter), small=True)
        write.clicked.connect(lambda _on=False: self.text_asked.emit(letter, variant.template_id or 0))
        remove = IconButton("x", _("Remove version {letter}").format(letter=letter), small=True)
        remove.clicked.connect(partial(self._remove, place))
        remove.setEnabled(len(self._variants) > 1 and not self._frozen)
        holder = QWidget()
        row(holder, VersionMark(letter), argument, text, write, remove, gap=8).setStretch(1, 1)
        return holder

    def _choose(self, place: int, letter: str, key: str) -> None:
        if key == _NEW:
            self.text_asked.emit(letter, 0)
            self._shown = None
        elif key:
            self._change(place, template_id=int(key))

    def _change(self, place: int, **values: Any) -> None:
        variants = list(self._variants) or [Variant("A", "")]
        if place < len(variants):
            after = variants[place]._replace(**values)
            if after != variants[place] or not self._variants:
                variants[place] = after
                self._tell(variants)

    def _add(self) -> None:
        variants = list(self._variants) or [Variant("A", "")]
        taken = {one.key for one in variants}
        key = next(letter_of(place) for place in range(26) if letter_of(place) not in taken)
        self._tell([*variants, Variant(key, "", 1, variants[-1].template_id)])

    def _remove(self, place: int, _on: bool = False) -> None:  # noqa: FBT002 - what Qt hands over
        self._tell([one for at, one in enumerate(self._variants) if at != place])

    def _tell(self, variants: Sequence[Variant]) -> None:
        self._variants = tuple(variants)
        self.changed.emit(self._variants)
