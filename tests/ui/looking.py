"""Looking at a window as its users do: what is cut off, what Tab reaches, what a screen reader can say."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from crm_desktop.base.paths import resources
from crm_desktop.ui.theme import drawing
from crm_desktop.ui.widgets.focus import focus_by_key
from crm_desktop.ui.widgets.text import Text

#: Of a text made from a pattern, this much must be the program's own for its end to be missed.
_OWN = 0.6
_CONTROLS = (
    QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QAbstractItemView, QComboBox, QAbstractSpinBox, QTabBar,
)  # fmt: skip
_PLACE = re.compile(r"\{\w+[^}]*\}")
#: Shortest words whose cut is looked at; "A …" says as much as "A".
_SHORTEST = 3


class Wording(NamedTuple):
    """The texts of the program in one language: whole ones, and patterns with places for what the user wrote."""

    whole: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    def owns(self, text: str) -> bool:
        """Whether a text is the program's own, or mostly."""
        if text in self.whole:
            return True
        for pattern in self.patterns:
            found = pattern.fullmatch(text)
            if found is not None:
                given = sum(len(part) for part in found.groups())
                return len(text) - given >= _OWN * len(text)
        return False


@cache
def wording(language: str) -> Wording:
    """Return the program's texts in a language, from its catalogue."""
    path = resources() / "locale" / "de" / "LC_MESSAGES" / "crm_desktop.mo"
    with Path(path).open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    texts: set[str] = set()
    for key, german in catalogue.items():
        english = key[0] if isinstance(key, tuple) else key
        texts.add(
            (german if language == "de" else english).partition("\x04")[2] or (german if language == "de" else english)
        )
    texts = {text.replace("&", "") for text in texts if len(text) >= _SHORTEST}
    patterns = [text for text in texts if _PLACE.search(text) and re.search(r"\w{4}", _PLACE.sub("", text))]
    return Wording(
        frozenset(text for text in texts if not _PLACE.search(text)),
        tuple(re.compile("(.*)".join(map(re.escape, _PLACE.split(text))), re.DOTALL) for text in patterns),
    )


@contextmanager
def painted_texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Collect what delegates and painted widgets elide while they draw."""
    elided: list[str] = []

    class Listening(QFontMetricsF):
        def elidedText(self, text: str, *rest: Any) -> str:
            shown: str = super().elidedText(text, *rest)
            if shown != text:
                elided.append(text)
            return shown

    with monkeypatch.context() as patch:
        patch.setattr(drawing, "QFontMetricsF", Listening)
        yield elided


def cut_texts(window: QWidget, language: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the program's own texts that cannot be read whole in a window, each with where it stands."""
    own = wording(language)
    with painted_texts(monkeypatch) as elided:
        window.grab()
    found = [f"painted: {text}" for text in dict.fromkeys(elided) if own.owns(text)]
    for widget in _seen(window):
        found += [f"{where(widget)}: {text}" for text in _cut_in(widget) if own.owns(text.replace("&", ""))]
    return found


def covered_controls(window: QWidget) -> list[str]:
    """Return labels and buttons that reach beyond the widget they lie in, where nothing scrolls."""
    found = []
    for widget in _seen(window):
        parent = widget.parentWidget()
        if not isinstance(widget, QLabel | QAbstractButton) or parent is None or _scrolled(widget):
            continue
        area = parent.rect().adjusted(-2, -2, 2, 2)
        if not area.contains(widget.geometry()) and widget.width() > 2:
            found.append(
                f"{where(widget)}: {_words(widget)!r} {widget.geometry().getRect()} in {parent.rect().getRect()}"
            )
    return found


def _cut_in(widget: QWidget) -> Iterator[str]:
    for kind, cut in _CUTS:
        if isinstance(widget, kind):
            yield from cut(widget)
            return


def _cut_label(label: Text) -> Iterator[str]:
    if label.is_cut():
        yield label.text()


def _cut_button(button: QAbstractButton) -> Iterator[str]:
    if isinstance(button, QToolButton) and button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
        return
    if button.text() and not button.property("iconOnly") and button.width() < button.sizeHint().width() - 1:
        yield button.text()


def _cut_tabs(tabs: QTabBar) -> Iterator[str]:
    # What has no room stands in the menu “More”.
    for place in filter(tabs.isTabVisible, range(tabs.count())):
        if tabs.tabRect(place).width() < tabs.fontMetrics().horizontalAdvance(tabs.tabText(place)):
            yield tabs.tabText(place)


def _cut_choice(combo: QComboBox) -> Iterator[str]:
    if combo.fontMetrics().horizontalAdvance(combo.currentText()) > combo.width() - 24:
        yield combo.currentText()


def _cut_hint(field: QLineEdit) -> Iterator[str]:
    room = field.width() - field.textMargins().left() - field.textMargins().right() - 12
    if not field.text() and field.fontMetrics().horizontalAdvance(field.placeholderText()) > room:
        yield field.placeholderText()


def _cut_headings(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is None or header.orientation() != Qt.Orientation.Horizontal:
        return
    for section in range(header.count()):
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        if not header.isSectionHidden(section) and header.fontMetrics().horizontalAdvance(words) > header.sectionSize(
            section
        ):
            yield words


#: What to ask of which widgets; the first kind that fits decides.
_CUTS: tuple[tuple[type[QWidget], Callable[[Any], Iterator[str]]], ...] = (
    (Text, _cut_label),
    (QAbstractButton, _cut_button),
    (QTabBar, _cut_tabs),
    (QHeaderView, _cut_headings),
    (QComboBox, _cut_choice),
    (QLineEdit, _cut_hint),
)


# Keyboard


def stops(window: QWidget) -> list[QWidget]:
    """Return what of a window Tab must reach: everything enabled in sight that says it wants to be."""
    return [
        widget
        for widget in _seen(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.focusProxy() is None
        and not (isinstance(widget, QScrollArea | QAbstractScrollArea) and not _wants_keys(widget))
    ]  # fmt: skip


def walked(window: QWidget) -> list[QWidget]:
    """Return what gets the focus from Tab, one after the other, once round."""
    first = QApplication.focusWidget()
    assert first is not None
    way = [first]
    for _step in range(400):
        window.focusNextChild()
        now = QApplication.focusWidget()
        assert now is not None
        if now is way[0]:
            return way
        way.append(now)
    return way


def shows_focus(widget: QWidget) -> bool:
    """Whether a widget looks different while it has the focus by key."""
    window = widget.window()
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-4, -4, 4, 4).intersected(window.rect())
    focus_by_key(widget)
    QApplication.processEvents()
    with_it = _pixels(window, area)
    widget.clearFocus()
    QApplication.processEvents()
    return with_it != _pixels(window, area)


def _pixels(window: QWidget, area: QRect) -> QImage:
    return window.grab(area).toImage()


# Screen readers


def nameless(window: QWidget) -> list[str]:
    """Return the controls of which a screen reader could not say what they are."""
    found = []
    for widget in _seen(window):
        if not isinstance(widget, _CONTROLS) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or not told.text(QAccessible.Text.Name).strip():
            found.append(where(widget))
    return found


def _wants_keys(area: QAbstractScrollArea) -> bool:
    return isinstance(area, QAbstractItemView | QTextEdit | QPlainTextEdit)


def _scrolled(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def _seen(window: QWidget) -> list[QWidget]:
    return [widget for widget in window.findChildren(QWidget) if widget.isVisibleTo(window) and not widget.isWindow()]


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def where(widget: QWidget) -> str:
    names = [type(widget).__name__]
    above = widget.parentWidget()
    while above is not None and len(names) < 4:
        if type(above).__module__.startswith("crm_desktop"):
            names.append(type(above).__name__)
        above = above.parentWidget()
    return " < ".join(names)
