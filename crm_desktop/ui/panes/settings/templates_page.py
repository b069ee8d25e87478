"""Texts for letters and e-mails that go to many: a list by kind and language, written in a form of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.store.queries.templates import TemplateRow, templates
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.template_form import write_template
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.text import Text, note

_LANGUAGES = {"de": "Deutsch", "en": "English"}


class TemplatesPage(Page):
    """One line a text; it opens by a click, and is copied or put away beside it."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Templates"), parent)
        self._workplace = workplace
        self.rows: list[TemplateLine] = []
        self.kind = Chips([Choice("letter", _("Letters")), Choice("email", _("E-mails"))], name=_("What it is for"))
        self.add = Button(_("New template …"), "secondary", icon="plus", on=self._begin)
        self._holder = QWidget()
        self._list = column(self._holder, gap=6)
        self.put(
            note(
                _(
                    "What letters and e-mails to many say. Words in braces are filled in for each reader, and passages "
                    "are said or left out by conditions. A text of the same name in another language goes to those who "
                    "read it."
                ),
                "text3",
            )
        )
        for parts in ((self.kind, None), (self._holder,), (self.add, None)):
            line = QWidget()
            row(line, *parts)
            self.put(line)
        self.end()
        self.kind.chosen.connect(lambda _key: self.ask())
        self.ask()

    def ask(self) -> None:
        """Read the texts of the chosen kind."""
        self._workplace.desk.ask(templates, kind=self.kind.value(), then=self._show, asker=self, topic="templates")

    def _show(self, found: Sequence[TemplateRow]) -> None:
        if [line.template for line in self.rows] == list(found) and self.rows:
            return
        clear(self._list)
        self.rows = [TemplateLine(one, self._do) for one in found]
        for line in self.rows:
            self._list.addWidget(line)
        if not found:
            self._list.addWidget(note(_("There is none yet. Begin with one of the ready texts."), "text3"))

    def _begin(self) -> None:
        write_template(self._workplace, self, kind=self.kind.value())

    def _do(self, template: TemplateRow, what: str) -> None:
        if what == "edit":
            write_template(self._workplace, self, row=template)
            return

        def done(outcome: Outcome[Any]) -> None:
            self._workplace.notify(Notice(outcome.label, undo=True))

        self._workplace.desk.do(_change, template_id=template.id, what=what, then=done)


class TemplateLine(QWidget):
    """A text by its name, with its language, and what can be done with it."""

    def __init__(self, template: TemplateRow, do: Callable[[TemplateRow, str], None]) -> None:
        super().__init__()
        self.template = template
        self.edit = Button(template.name, "row", icon="mail" if template.kind == "email" else "file-text")
        self.edit.clicked.connect(lambda: do(template, "edit"))
        subject = Text(template.subject, 12, 400, "text3")
        self.copy = IconButton("copy-plus", _("Copy “{name}”").format(name=template.name), small=True)
        self.remove = IconButton("trash-2", _("Remove “{name}”").format(name=template.name), small=True)
        self.copy.clicked.connect(lambda: do(template, "copy"))
        self.remove.clicked.connect(lambda: do(template, "remove"))
        pills = [Pill(_LANGUAGES.get(template.language, template.language))]
        if template.reply_title:
            pills.append(Pill(_("with slip")))
        top = row(None, self.edit, subject, *pills, self.copy, self.remove, gap=8)
        top.setStretch(1, 1)
        column(self, top, Line(), gap=4)


def _change(writer: Writer, *, template_id: int, what: str) -> Outcome[Any]:
    from crm_desktop.operations.serial import templates as operations  # SQLAlchemy

    change = operations.copy_template if what == "copy" else operations.delete_template
    return partial(change, template_id=template_id)(writer)
