"""A line edited where it stands: Enter keeps, Esc takes back, and what is known is offered while one types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget
from shiboken6 import isValid

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.icons import icon as make_icon
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.menus import Menu

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

_SHOWN = 8
#: What stands in the line when a row of the list was chosen, and what the row stands for.
_WORDS_ROLE, _DATA_ROLE = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


class Suggestion(NamedTuple):
    """Something offered while one types: its words, what helps to tell it apart, and what it stands for."""

    words: str
    detail: str = ""
    data: Any = None


#: Finds what fits a text and hands it over, at once or later.
Suggest = Callable[[str, Callable[[Sequence[Suggestion]], None]], None]


def choices(words: Iterable[str]) -> Suggest:
    """Return what offers a few words that are known beforehand."""
    every = list(words)

    def suggest(text: str, then: Callable[[Sequence[Suggestion]], None]) -> None:
        """Propose the words that begin like this."""
        wanted = text.strip().casefold()
        then([Suggestion(word) for word in every if word.casefold().startswith(wanted) and word != text])

    return suggest


class Act(NamedTuple):
    """An entry of the menu of a line."""

    words: str
    icon: str
    on: Callable[[], object]
    checked: bool | None = None


class InlineEdit(LineEdit):
    """A bare line with a copy button and a menu that show on hover; Alt+Down or the menu key opens the menu.

    Signals: `left` as every line; `taken(data)` when a suggestion was chosen that stands for something.
    """

    taken = Signal(object)

    def __init__(self, *, icon: str, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", bare=True, icon=icon, hint=hint, name=name, parent=parent)
        self._suggest: Suggest | None = None
        self._acts: Sequence[Act] = ()
        self._offered = QStandardItemModel(self)
        self._completer: QCompleter | None = None
        self._copy = self._tail("copy", _("Copy"), self.copy_all)
        self._more = self._tail("chevron-down", _("More about this"), self.open_menu)

    def offer(self, suggest: Suggest | None) -> None:
        """Ask this for suggestions while one types; None asks nobody."""
        self._suggest = suggest
        if suggest is not None and self._completer is None:
            self._completer = self._make_completer()
            self.textEdited.connect(self._ask)

    def set_acts(self, acts: Sequence[Act]) -> None:
        """Offer these in the menu."""
        self._acts = acts
        self._show_tails()

    def has_changes(self) -> bool:
        """Whether something is typed that is not kept yet."""
        return self.text() != self._before

    def stands_for(self, words: str) -> None:
        """Take this text as the one that is kept, without touching what is typed."""
        self._before = words

    def copy_all(self) -> None:
        """Put the whole text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def open_menu(self) -> None:
        """Open the menu below the line."""
        if not self._acts:
            return
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self._acts:
            menu.entry(act.words, act.icon, on=act.on, checked=act.checked)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def set_hovered(self, hovered: bool) -> None:
        """Show the buttons at the right while the mouse is over the row."""
        self._hovered = hovered
        self._show_tails()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep by Enter without leaving; open the menu by Alt+Down; offer everything by Down; copy all by Ctrl+C."""
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier:
            self.open_menu()
        elif key == Qt.Key.Key_Down and self._suggest is not None:
            self._ask("" if not self.has_changes() else self.text())
        elif event.matches(QKeySequence.StandardKey.Copy) and not self.hasSelectedText():
            self.copy_all()
        else:
            super().keyPressEvent(event)
            if key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the menu button to who comes by the keyboard."""
        super().focusInEvent(event)
        self._show_tails()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the buttons again."""
        super().focusOutEvent(event)
        self._show_tails()

    _hovered = False

    def _tail(self, icon: str, words: str, on: Callable[[], None]) -> Any:
        action = self.addAction(make_icon(icon, "text3"), LineEdit.ActionPosition.TrailingPosition)
        action.setText(words)
        action.setToolTip(words)
        action.triggered.connect(on)
        action.setVisible(False)
        return action

    def _show_tails(self) -> None:
        near = self._hovered or self.hasFocus()
        self._copy.setVisible(self._hovered and bool(self.text()))
        self._more.setVisible(near and bool(self._acts))

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self._offered, self)
        # Who found these knows every spelling: the completer shows all of them.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SHOWN)
        completer.setCompletionRole(_WORDS_ROLE)
        completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]  # chooses among two signals
        self.setCompleter(completer)
        return completer

    def _ask(self, text: str) -> None:
        if self._suggest is not None:
            self._suggest(text, self._show)

    def _show(self, found: Sequence[Suggestion]) -> None:
        if not isValid(self):
            return  # the answer came after the row had gone
        self._offered.clear()
        for one in found:
            item = QStandardItem(f"{one.words} – {one.detail}" if one.detail else one.words)
            item.setData(one.words, _WORDS_ROLE)
            item.setData((one.data,), _DATA_ROLE)
            self._offered.appendRow(item)
        if self._completer is None or not self.hasFocus():
            return
        popup = self._completer.popup()
        if found:
            self._completer.complete()
        elif popup is not None:
            popup.hide()

    def _take(self, index: QModelIndex) -> None:
        self.setText(str(index.data(_WORDS_ROLE)))
        (data,) = index.data(_DATA_ROLE)
        if data is None:
            self._finish()
        else:
            self._before = self.text()
            self.taken.emit(data)
