"""Words of the whole file in the settings: tags, categories, industries and sources, renamed or removed everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import fold
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.quality import tags as operations
from crm_desktop.store.queries import known_words
from crm_desktop.store.queries.known_words import KnownWord
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.text import Text, note

TAGS = "tag"
#: Rows shown at once; more are narrowed by typing.
_MOST = 60


class WordsPage(Page):
    """The words of one kind in alphabetical order; typing another name renames it everywhere, in one step."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Tags and categories"), parent)
        self._workplace = workplace
        self._found: Sequence[KnownWord] = ()
        self.rows: list[WordRow] = []
        self.kind = Chips(
            [
                Choice(TAGS, _("Tags")), Choice("category", _("Categories")),
                Choice("industry", _("Industries")), Choice("source", _("Sources")),
            ],
            name=_("Which words"),
        )  # fmt: skip
        self.search = LineEdit(icon="search", hint=_("Search"), name=_("Search among these words"))
        self._more = note("", "text3")
        self._holder = QWidget()
        self._list = column(self._holder, gap=6)
        self.put(
            note(
                _(
                    "Two spellings of the same thing make two lines in every evaluation. Give a word the name of "
                    "another one and they become one, everywhere."
                )
            )
        )
        for part in (self.kind, self.search, self._holder, self._more):
            self.put(part)
        self.end()
        self.kind.chosen.connect(lambda _key: self.ask())
        self.search.textChanged.connect(lambda _text: self._show_rows())
        self.ask()

    def ask(self) -> None:
        """Read the words of the chosen kind."""
        self._workplace.desk.ask(_words, kind=self.kind.value(), then=self._show, asker=self, topic="words")

    def _show(self, found: Sequence[KnownWord]) -> None:
        if list(found) != list(self._found) or not self.rows:
            self._found = found
            self._show_rows()

    def _show_rows(self) -> None:
        wanted = fold(self.search.text().strip())
        fitting = [one for one in self._found if wanted in fold(one.word)]
        clear(self._list)
        alike = spelt_alike(self._found)
        self.rows = [WordRow(one, alike.get(one.word, ""), self._do) for one in fitting[:_MOST]]
        for made in self.rows:
            self._list.addWidget(made)
        rest = len(fitting) - len(self.rows)
        words = plural("{n} more; type to find it.", "{n} more; type to find them.", rest) if rest else ""
        self._more.setText(words if self.rows else _("There is none yet."))

    def _do(self, word: str, to: str | None) -> None:
        """Rename a word everywhere, or with None take it off everywhere."""
        tag, field = self.kind.value() == TAGS, self.kind.value()
        operation: Callable[..., Outcome[int]]
        if to is None:
            operation, about = (
                (operations.remove_tag, {"name": word})
                if tag
                else (operations.remove_value, {"field": field, "value": word})
            )
        else:
            operation, about = (
                (operations.rename_tag, {"name": word, "to": to})
                if tag
                else (operations.rename_value, {"field": field, "value": word, "to": to})
            )
        self._workplace.desk.do(operation, then=self._tell, failed=partial(self._fail, word), **about)

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))
        self.ask()

    def _fail(self, word: str, error: CrmError) -> None:
        for made in self.rows:
            if made.word == word:
                made.name.set_error(str(error))


class WordRow(QWidget):
    """One word, how many have it, and whether another one is spelt nearly the same."""

    def __init__(self, known: KnownWord, alike: str, do: Callable[[str, str | None], None]) -> None:
        super().__init__()
        self.word = known.word
        self.name = LineField(value=known.word, name=_("Name of “{word}”").format(word=known.word))
        self.name.left.connect(self._rename)
        self._rename_to = do
        count = plural("{n} record", "{n} records", known.contacts)
        words = _("{count} · also “{word}”").format(count=count, word=alike) if alike else count
        about = Text(words, 12, 400, "warning" if alike else "text3")
        self.remove = IconButton("trash-2", _("Remove “{name}” everywhere").format(name=known.word), small=True)
        self.remove.clicked.connect(lambda: do(self.word, None))
        both = row(None, self.name, about, self.remove, gap=12)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        column(self, both, Line(), gap=6)

    def _rename(self) -> None:
        if self.name.value() != self.word:
            self._rename_to(self.word, self.name.value())


def spelt_alike(found: Sequence[KnownWord]) -> dict[str, str]:
    """Return for each word another one that differs only in case, accents, spaces or signs, the commoner one."""
    groups: dict[str, list[KnownWord]] = {}
    for one in found:
        groups.setdefault("".join(filter(str.isalnum, fold(one.word))), []).append(one)
    return {
        one.word: max((other for other in group if other is not one), key=lambda other: other.contacts).word
        for group in groups.values()
        if len(group) > 1
        for one in group
    }


def _words(reader: Reader, *, kind: str) -> list[KnownWord]:
    if kind == TAGS:
        return known_words.tags_everywhere(reader)
    return sorted(known_words.values(reader, field=kind), key=lambda one: fold(one.word))
