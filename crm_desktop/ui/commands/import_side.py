"""Beside the table of an import: what would happen, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.exchange.column import Column
from crm_desktop.exchange.fields import KEEP
from crm_desktop.ui.models.import_preview import Trouble, trouble_words
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.spinner import Spinner
from crm_desktop.ui.widgets.text import Text, note

#: Kinds of trouble that are shown; the others are in the list of all reasons.
_MOST = 5


class WhatHappens(Card):
    """Four numbers that add up to the rows of the file."""

    def __init__(self) -> None:
        super().__init__(_("What will happen"))
        self._spinner = Spinner(parent=self)
        self.head.addWidget(self._spinner)
        self._holder = QWidget()
        self._lines = column(self._holder, gap=10)
        self.body.addWidget(self._holder)
        self.body.addWidget(note(_("One step; Undo takes all of it back."), "text3"))

    def wait(self) -> None:
        """Say that it is being worked out."""
        self._spinner.start(_("Trying out …"))

    def show_report(self, report: Any) -> None:
        """Show what a dry run came to."""
        self._spinner.stop()
        clear(self._lines)
        others, outside = report.also_created.get("contact", 0), report.rejected - len(report.asked)
        also = plural("and {n} contact they name", "and {n} contacts they name", others) if others else ""
        for icon, figure, words, detail in (
            ("user-plus", report.added, _("will be new"), also),
            ("refresh-cw", report.updated, _("will be completed"), ""),
            ("copy-check", report.skipped, _("are known already"), ""),
            ("circle-question-mark", len(report.asked), _("you are asked about"), ""),
            ("ban", outside, _("stay outside"), _("with reasons, as a file") if outside else ""),
        ):
            if words == _("you are asked about") and not figure:
                continue
            figure_ = Text(number(figure), 16, 600, tabular=True, right=True)
            figure_.setFixedWidth(look().px(62))
            words_ = column(None, Text(words, 13, 500), *([Text(detail, 12, 400, "text3")] if detail else []), gap=1)
            line = QWidget()
            row(line, Glyph(icon), figure_, words_, None, gap=10)
            line.setAccessibleName(f"{number(figure)} {words}")
            self._lines.addWidget(line)

    def fail(self, words: str) -> None:
        """Say why nothing can be said."""
        self._spinner.stop()
        clear(self._lines)
        self._lines.addWidget(Text(words, 12, 500, "danger", wrap=True))


class Problems(Card):
    """What is wrong, by field; signals `asked(field)` to see one kind in the table, `all_asked()` for every reason.

    A column nobody knows is answered here as well: `chosen(heading, field)`, with "" for leaving it out.
    """

    asked = Signal(str)
    all_asked = Signal()
    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("Problems"))
        self._holder = QWidget()
        self._lines = column(self._holder, gap=10)
        self.body.addWidget(self._holder)
        self._all = Link(_("All reasons"), on=self.all_asked.emit)
        self.body.addLayout(row(None, self._all, None))

    def show_troubles(self, found: Sequence[Trouble], titles: Mapping[str, str], waiting: Sequence[Column]) -> None:
        """Show what is wrong, and which columns nobody knows."""
        clear(self._lines)
        for column_ in waiting[:_MOST]:
            self._ask(column_, titles)
        for one in found[:_MOST]:
            icon, tone = ("triangle-alert", "danger") if one.rejected else ("info", "text2")
            show = partial(self.asked.emit, one.field)
            self._add(icon, tone, trouble_words(one, titles), one.first.message, show if one.field else None)
        if not found and not waiting:
            self._lines.addWidget(note(_("Nothing is wrong."), "text3"))
        self._all.setVisible(bool(found))

    def _ask(self, one: Column, titles: Mapping[str, str]) -> None:
        """Ask what a column holds that nobody knows, with the answers that fit most."""
        samples = ", ".join(list(dict.fromkeys(cell for cell in one.samples if cell.strip()))[:3])
        words = _("Column “{name}”: what is it?").format(name=one.heading)
        self._add("circle-question-mark", "warning", words, samples[:60] or _("It is left out as long as nobody says."))
        answers = [(KEEP, _("Own field")), ("tags", _("Tag")), ("", _("Leave out"))]
        links = [
            Link(title, on=partial(self.chosen.emit, one.heading, field))
            for field, title in answers
            if not field or field in titles
        ]
        for link in links:
            link.setAccessibleName(f"{one.heading}: {link.text()}")
        holder = QWidget()
        row(holder, *links, None, gap=14, margins=(24, 0, 0, 4))
        self._lines.addWidget(holder)

    def _add(self, icon: str, tone: Any, words: str, why: str, show: Callable[[], object] | None = None) -> None:
        said = column(None, Text(words, 13, 500, wrap=True), Text(why, 12, 400, "text3", wrap=True), gap=1)
        parts = [column(None, Glyph(icon, tone=tone), None), said]
        line = QWidget()
        beside = row(line, *parts, gap=8)
        beside.setStretch(1, 1)
        if show is not None:
            beside.addLayout(column(None, Link(_("show"), on=show), None))
        self._lines.addWidget(line)
