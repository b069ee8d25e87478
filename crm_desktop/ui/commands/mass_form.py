"""Find and change many: one field of many contacts, each value shown before and after, and one undo for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.mass_change import Change, How
from crm_desktop.operations.quality import mass_change
from crm_desktop.operations.quality.mass_change import Preview
from crm_desktop.store.queries import mass_change as queries
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.report_table import ReportTable, TableRow
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.spinner import Spinner
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.text import Text

#: Pixels at 100 % text, and milliseconds after the last key until it is tried.
_WIDTH, _TABLE, _QUIET = 760, 220, 150
#: From so many contacts on, the rail's foot shows how far a change is.
_SHOWN_FROM = 1_000


class Wanted(NamedTuple):
    """What is to be done, and with which contacts: the ids, or all of a scope."""

    change: Change
    scope: str
    contact_ids: tuple[int, ...]


class MassForm(Form):
    """`MassForm(ids)` for a selection, `MassForm(())` with a choice of whom it is about.

    Signals: `asked(Wanted)` when something else would be done, `filled(Wanted)`.
    """

    asked = Signal(object)
    filled = Signal(object)

    def __init__(self, contact_ids: Sequence[int] = (), parent: QWidget | None = None) -> None:
        super().__init__(_("Find and change many"), parent)
        self.setMinimumWidth(look().px(_WIDTH))
        self._ids = tuple(contact_ids)
        self._changed = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET)
        self._timer.timeout.connect(self._ask)
        self.scope = Chips([Choice(key, words) for key, words in _scopes().items()], name=_("Whom it is about"))
        names = mass_change.labels()
        self.field = ComboField(_("Field"), [Choice(name, words) for name, words in names.items()], "category")
        self.how = ComboField(_("What is done"), [], "")
        self.looked_for = LineField(_("What is looked for"))
        self.value = LineField(_("What it becomes"))
        self.same_case, self.whole = Switch(_("Same capitals")), Switch(_("Whole value only"))
        self.fields = {"find": self.looked_for, "value": self.value, "field": self.field, "how": self.how}
        self.summary, self._spinner = Text("", 13, 500, "text2"), Spinner()
        self.model = ReportTable(self)
        self.table = RowTableView(self.model, name=_("What will change"), stretch=0)
        self.table.setMinimumHeight(look().px(_TABLE))
        self._build()
        self._follow_field()

    def wanted(self) -> Wanted:
        """Return what is to be done."""
        change = Change(
            self.field.value(), How(self.how.value()), self.value.value(), self.looked_for.value(),
            same_case=self.same_case.isChecked(), whole=self.whole.isChecked(),
        )  # fmt: skip
        return Wanted(change, self.scope.value(), self._ids)

    def submit(self) -> None:
        """Hand over what is to be done."""
        if self._changed:
            self.filled.emit(self.wanted())

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many contacts each choice is about."""
        for key in _scopes():
            self.scope.button(key).set_count(number(counts.get(key, 0)))

    def show_preview(self, found: Preview) -> None:
        """Show what would be done."""
        self._spinner.stop()
        self._changed = found.changed
        heads = (_("Contact"), _("So far"), _("Afterwards"))
        rows = [TableRow((one.name, one.before, one.problem or one.after), one.contact_id) for one in found.edits]
        self.model.show(heads, rows, words=(1, 2))
        for column_ in (1, 2):
            self.table.setColumnWidth(column_, look().px(_WIDTH - 60) // 3)
        self.summary.setText(_summary(found))
        self._offer()

    def refuse(self, error: CrmError) -> None:
        """Show that it cannot be meant like this, without a mark: somebody may be still typing."""
        self._spinner.stop()
        self._changed = 0
        self.model.show((_("Contact"), _("So far"), _("Afterwards")), [])
        self.summary.setText(str(error))
        self._offer()

    def _build(self) -> None:
        if self._ids:
            about = plural("{n} contact selected", "{n} contacts selected", len(self._ids))
            self.body.addWidget(Text(about, 13, 400, "text2"))
        self.body.addWidget(self.scope)
        self.scope.setVisible(not self._ids)
        self.line(self.field, self.how)
        self.line(self.looked_for, self.value)
        switches = row(None, gap=10)
        for switch in (self.same_case, self.whole):
            switches.addWidget(switch)
            switches.addWidget(Text(switch.accessibleName(), 13, 400, elide=False))
            switches.addSpacing(12)
        switches.addStretch(1)
        self._switches = QWidget()
        self._switches.setLayout(switches)
        self.body.addWidget(self._switches)
        self.body.addLayout(row(None, self.summary, self._spinner, None, gap=8))
        self.body.addWidget(self.table, 1)
        self.buttons(meant("verb", "Change"), icon="replace")
        self.accept_button.setEnabled(False)
        self.field.edited.connect(self._follow_field)
        self.how.edited.connect(self._follow_how)
        for line in (self.looked_for, self.value):
            line.edited.connect(self._timer.start)
        for switch in (self.same_case, self.whole):
            switch.toggled.connect(lambda _on: self._timer.start())
        self.scope.chosen.connect(lambda _key: self._timer.start())
        self.looked_for.line.setFocus()

    def _follow_field(self) -> None:
        ways = mass_change.ways_of(self.field.value())
        before = self.how.value()
        words = _ways()
        self.how.combo.fill([Choice(how, words[how]) for how in ways], before if before in ways else ways[0])
        self._follow_how()

    def _follow_how(self) -> None:
        how = How(self.how.value())
        self.looked_for.setVisible(how is How.REPLACE)
        self._switches.setVisible(how is How.REPLACE)
        self.value.setVisible(how in {How.REPLACE, How.SET, How.ADD, How.REMOVE})
        for line in (self.looked_for, self.value):
            line.set_error("")
        self._timer.start()

    def _ask(self) -> None:
        self._spinner.start(_("Looking what would change …"))
        self.asked.emit(self.wanted())

    def _offer(self) -> None:
        self.accept_button.setText(plural("Change in {n} place", "Change in {n} places", self._changed))
        self.accept_button.setEnabled(bool(self._changed))


def change_many(workplace: Workplace, parent: QWidget, contact_ids: Sequence[int] = ()) -> MassForm:
    """Ask what is to be changed, of these contacts or of all, show it, and do it in one step."""
    form = MassForm(contact_ids, parent)

    def done(outcome: Outcome[int]) -> None:
        """Close the form and tell."""
        form.accept()
        workplace.notify(Notice(outcome.label, undo=outcome.step is not None))

    def change(wanted: Wanted, ids: Sequence[int]) -> None:
        """Change them, with progress where it takes its time."""
        job = _("Changing contacts") if len(ids) >= _SHOWN_FROM else ""
        workplace.desk.do(
            mass_change.apply, contact_ids=ids, change=wanted.change, then=done, failed=form.fail, job=job
        )

    def start(wanted: Wanted) -> None:
        """Find whom it is about."""
        workplace.desk.ask(_ids, wanted=wanted, then=partial(change, wanted), failed=form.fail, asker=form, topic="ids")

    def show(wanted: Wanted) -> None:
        """Show what would become of them."""
        workplace.desk.ask(
            _preview, wanted=wanted, today=workplace.today(), then=form.show_preview, failed=form.refuse, asker=form,
            topic="preview", lane="quality",
        )  # fmt: skip

    form.asked.connect(show)
    form.filled.connect(start)
    form.finished.connect(lambda _code: workplace.desk.forget(form))
    form.finished.connect(form.deleteLater)
    if not contact_ids:
        workplace.desk.ask(queries.scope_counts, then=form.show_counts, asker=form, topic="counts")
    form.open()
    return form


def _summary(found: Preview) -> str:
    looked = plural("{n} contact looked at", "{n} contacts looked at", found.looked_at)
    if not found.changed and not found.refused:
        return _("Nothing would change; {contacts}").format(contacts=looked)
    places = plural("{n} place", "{n} places", found.changed)
    said = _("{places} would change; {contacts}").format(places=places, contacts=looked)
    if found.refused:
        refused = plural("{n} stays as it is", "{n} stay as they are", found.refused)
        return f"{said}; {refused}"
    return said


def _scopes() -> dict[str, str]:
    return {
        "all": _("All contacts"), "people": _("People"), "companies": _("Companies"), "customers": _("Customers"),
    }  # fmt: skip


def _ways() -> dict[str, str]:
    return {
        How.SET: _("Set to a value"), How.REPLACE: _("Find and replace"),
        How.PROPER: meant("letters", "Usual spelling (Müller)"), How.UPPER: _("CAPITALS"),
        How.LOWER: _("small letters"), How.FITTING: _("As the given name asks for"), How.ADD: _("Put on"),
        How.REMOVE: _("Take off"),
    }  # fmt: skip


def _ids(reader: Reader, *, wanted: Wanted) -> Sequence[int]:
    return wanted.contact_ids or queries.scope_ids(reader, scope=wanted.scope)


def _preview(reader: Reader, *, wanted: Wanted, today: date) -> Preview:
    return mass_change.preview(reader, contact_ids=_ids(reader, wanted=wanted), change=wanted.change, today=today)
