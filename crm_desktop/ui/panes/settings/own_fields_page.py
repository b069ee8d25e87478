"""Fields of the user's own: made, named, ordered and deleted; each is at once on cards, in lists and files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.firm import FieldKind
from crm_desktop.operations.contacts import custom_fields as operations
from crm_desktop.store.queries.custom_fields import OwnField, count_of_values, own_fields
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.own_facts import ICONS
from crm_desktop.ui.models.own_field_form import OwnFieldForm, kind_word
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.text import Text, note


class Used(NamedTuple):
    """A field, and how many contacts say something in it."""

    field: OwnField
    contacts: int


class OwnFieldsPage(Page):
    """The own fields of contacts in their order, edited where they stand."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Own fields"), parent)
        self._workplace = workplace
        self._shown: list[Used] = []
        self.rows: dict[int, FieldRow] = {}
        self.put(
            note(
                _(
                    "What your trade needs to know of people and companies. A new field is at once on every card, "
                    "in the columns and filters of the list, and in import and export."
                )
            )
        )
        self._problem = Text("", 12, 500, "danger", wrap=True)
        self._problem.hide()
        self.put(self._problem)
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        self.put(self._holder)
        self.add = Button(_("New own field …"), "secondary", icon="plus", on=self.begin)
        self.line(_("People and companies"), _("Text, number, amount, date, yes or no, or a choice"), self.add)
        self.end()
        self.ask()

    def ask(self) -> None:
        """Read the fields again."""
        self._workplace.desk.ask(_fields, then=self._show, asker=self, topic="own fields")

    def begin(self) -> None:
        """Ask for a new field."""
        form = OwnFieldForm(self._workplace.desk, then=lambda _done: self.ask(), parent=self)
        form.finished.connect(form.deleteLater)
        form.open()

    def _show(self, found: Sequence[Used]) -> None:
        if list(found) == self._shown:
            return
        same = [one.field.id for one in found] == list(self.rows)
        self._shown = list(found)
        if same:
            for one in found:
                self.rows[one.field.id].show_field(one)
            return
        clear(self._list)
        self.rows = {}
        for place, one in enumerate(found):
            made = FieldRow(one, partial(self._do, place))
            self.rows[one.field.id] = made
            self._list.addWidget(made)
        if not found:
            self._list.addWidget(note(_("There is none yet."), "text3"))

    def _do(self, place: int, what: str, field: OwnField, value: Any = None) -> None:
        """Do what was asked of a row; names and choices are typed, places are counted from 0."""
        self._problem.hide()
        steps: dict[str, tuple[Callable[..., Outcome[None]], dict[str, Any]]] = {
            "label": (operations.rename_field, {"label": value}),
            "choices": (operations.change_choices, {"choices": str(value).replace(";", ",").split(",")}),
            "up": (operations.move_field, {"position": place - 1}),
            "delete": (operations.delete_field, {}),
        }
        operation, arguments = steps[what]

        def failed(error: CrmError) -> None:
            self._problem.setText(str(error))
            self._problem.show()
            self.rows[field.id].show_field(next(one for one in self._shown if one.field.id == field.id))

        def done(outcome: Outcome[None]) -> None:
            if what == "delete":
                self._workplace.notify(Notice(outcome.label, undo=True))
            self.ask()

        self._workplace.desk.do(operation, field_id=field.id, failed=failed, then=done, **arguments)


class FieldRow(QWidget):
    """One field: its name, what it holds, its choices, how many use it."""

    def __init__(self, used: Used, do: Callable[..., None]) -> None:
        super().__init__()
        field = used.field
        self.name = LineField(value=field.label, name=_("Name of the field"))
        self.name.left.connect(lambda: do("label", self._field, self.name.value()))
        self.choices = LineField(name=_("Choices of {field}").format(field=field.label))
        self.choices.left.connect(lambda: do("choices", self._field, self.choices.value()))
        self._about = Text("", 12, 400, "text3")
        up = IconButton("arrow-up", _("Move {field} up").format(field=field.label), small=True)
        up.clicked.connect(lambda: do("up", self._field))
        bin_ = IconButton("trash-2", _("Delete {field}").format(field=field.label), small=True)
        bin_.clicked.connect(lambda: do("delete", self._field))
        bin_.setToolTip(_("What stands in it stays with the contacts, out of sight; Undo brings it back."))
        names = column(None, self.name, self.choices, self._about, gap=4)
        both = row(None, column(None, 10, Glyph(ICONS[field.kind]), None, gap=0), names, up, bin_, gap=10)
        both.setStretch(1, 1)
        column(self, both, Line(), gap=8)
        self.show_field(used)

    def show_field(self, used: Used) -> None:
        """Show what is known of the field now."""
        self._field = used.field
        self.name.set_value(used.field.label)
        self.choices.set_value(", ".join(used.field.choices))
        self.choices.setVisible(used.field.kind is FieldKind.CHOICE)
        users = used.contacts
        count = plural("used by {n} contact", "used by {n} contacts", users) if users else _("not used yet")
        self._about.setText(f"{kind_word(used.field.kind)} · {count}")


def _fields(reader: Reader) -> list[Used]:
    return [Used(field, count_of_values(reader, key=field.key)) for field in own_fields(reader)]
