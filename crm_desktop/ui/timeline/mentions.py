"""@ names another record while a text is typed: the entry will stand in the history of both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QTextCursor

from crm_desktop.store.search_titles import SearchHit
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.timeline.people import HitList, Named, proposals
from crm_desktop.ui.widgets.text_area import TextEdit

#: What is typed after an @, up to the cursor: a word and perhaps a second one.
_TYPED = re.compile(r"(?:^|(?<=[\s(]))@(\w[\w.&-]*(?: \w[\w.&-]*)?)?$")
_KINDS = ("contact", "deal", "offer")


class Mentions(QObject):
    """Watches a text; `named(text)` returns the records that stand in it with an @."""

    def __init__(self, edit: TextEdit, desk: Desk) -> None:
        super().__init__(edit)
        self._edit, self._desk = edit, desk
        self._known: dict[str, tuple[str, Named]] = {}
        self._list: HitList | None = None
        edit.textChanged.connect(self._look)
        edit.installEventFilter(self)

    def named(self) -> list[tuple[str, Named]]:
        """Return the records named in the text."""
        text = self._edit.toPlainText()
        return [one for name, one in self._known.items() if f"@{name}" in text]

    def take_up(self, known: Sequence[tuple[str, Named]]) -> None:
        """Go on with what was named before."""
        self._known = {one.name: (kind, one) for kind, one in known}

    def forget(self) -> None:
        """Drop open questions and the list that floats."""
        self._desk.forget(self)
        if self._list is not None:
            self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the list its keys."""
        if self._list is not None and self._list.takes(event):
            return True
        if event.type() == QEvent.Type.FocusOut and self._list is not None:
            self._list.hide()
        return super().eventFilter(watched, event)

    def _typed(self) -> str | None:
        cursor = self._edit.textCursor()
        found = _TYPED.search(cursor.block().text()[: cursor.positionInBlock()])
        return None if found is None else found[1] or ""

    def _look(self) -> None:
        typed = self._typed()
        done = typed is not None and any(typed == name for name in self._known)
        if typed is None or done or not self._edit.hasFocus():
            if self._list is not None:
                self._list.hide()
            return
        self._desk.ask(proposals, text=typed, kinds=_KINDS, then=self._offer, asker=self, lane="search")

    def _offer(self, found: Sequence[SearchHit]) -> None:
        if self._typed() is None:
            return
        if self._list is None:
            self._list = HitList(self._edit.window())
            self._list.chosen.connect(self._insert)
        at = self._edit.cursorRect()
        corner = self._edit.viewport().mapTo(self._edit.window(), at.topLeft())
        self._list.offer(found, QRect(corner, at.size()))

    def _insert(self, hit: SearchHit) -> None:
        typed = self._typed()
        if typed is None:
            return
        self._known[hit.title] = hit.kind, Named(hit.id, hit.title)
        cursor = self._edit.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(typed) + 1)
        cursor.insertText(f"@{hit.title} ")
        self._edit.setTextCursor(cursor)
