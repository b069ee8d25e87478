"""Taking an inquiry on: whom it becomes, in which stage its deal begins, and what is done next; all in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.deals import StageKind
from crm_desktop.domain.kinds import ActivityKind, ContactKind
from crm_desktop.operations.history.lead_answers import working_days_after
from crm_desktop.operations.leads.convert import Conversion
from crm_desktop.operations.leads.words import match_words
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.store.queries import pipelines as queries
from crm_desktop.store.queries.lead_matches import Match, MatchReason
from crm_desktop.store.queries.pipelines import PipelineRow, StageRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.lead_in_hand import LeadInHand
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import MoneyField
from crm_desktop.ui.widgets.text import Text

_NEW, _NONE = "new", "none"
#: Reasons so sure that the known contact is proposed.
_SURE = (MatchReason.EMAIL, MatchReason.PHONE, MatchReason.NAME_PLACE)


class Ways(NamedTuple):
    """The processes and stages a deal can begin in."""

    pipelines: list[PipelineRow]
    stages: list[StageRow]
    default: int


def ways(reader: Reader) -> Ways:
    """Return the processes and their open stages."""
    found = queries.default_pipeline(reader)
    stages = [stage for stage in queries.all_stages(reader) if stage.kind is StageKind.OPEN]
    return Ways(queries.pipelines(reader), stages, found.id if found else 0)


class ConvertForm(Form):
    """What becomes of an inquiry. Signal: `filled(Conversion)`; `new` proposes nobody who is known."""

    filled = Signal(object)

    def __init__(
        self, desk: Desk, found: LeadInHand, found_ways: Ways, today: Callable[[], date], *, new: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Take on the inquiry from “{name}”").format(name=found.name), parent)
        self._desk, self._lead_id = desk, found.lead.id
        self._stages = {str(stage.id): stage for stage in found_ways.stages}
        lead = found.lead
        self.person = _who(found, ContactKind.PERSON, new=new)
        self.company = _who(found, ContactKind.COMPANY, new=new)
        self.stage = ComboField(_("Deal"), _stages(found_ways), value=_first(found_ways))
        self.title_field = LineField(_("What it is about"), value=lead.title)
        self.amount = MoneyField(_("Value"), cents=lead.budget_cents or None)
        self.close_on = DateField(_("Expected close"), value=lead.wanted_on, today=today)
        self.step = LineField(_("Next step"), value=_step(found))
        self.step_on = DateField(_("Until"), value=working_days_after(today(), 1), today=today)
        self.makes = Text("", 12, 400, "text2", wrap=True)
        self.fields: dict[str, Field] = {
            "person_id": self.person, "company_id": self.company, "family_name": self.person, "title": self.title_field,
            "stage_id": self.stage, "amount_cents": self.amount, "expected_close": self.close_on,
            "subject": self.step, "due_on": self.step_on,
        }  # fmt: skip
        self.line(self.person, self.company)
        self.line(self.stage)
        self.line(self.title_field)
        self.line(self.amount, self.close_on)
        self.line(self.step, self.step_on)
        self.body.addWidget(self.makes)
        self.buttons(_("Take on"))
        for field in (self.person, self.company, self.stage, self.step):
            field.edited.connect(self._count)
        self.stage.edited.connect(self._follow_stage)
        self._firms = {str(one.id): str(one.company_id) for one in found.matches if one.company_id}
        self.person.edited.connect(self._follow_person)
        self._follow_person()
        self._follow_stage()
        self._count()

    def conversion(self) -> Conversion:
        """Return what is to become of it."""
        person, company, stage = self.person.value(), self.company.value(), self._stages.get(self.stage.value())
        subject, due = self.step.value().strip(), self.step_on.value()
        plan = Plan(subject, due, ActivityKind.CALL) if subject and due is not None else None
        return Conversion(
            person_id=int(person) if person.isdigit() else None,
            company_id=int(company) if company.isdigit() else None,
            new_company=company == _NEW,
            new_person=person == _NEW,
            with_deal=stage is not None,
            title=self.title_field.value().strip(),
            pipeline_id=stage.pipeline_id if stage is not None else None,
            stage_id=stage.id if stage is not None else None,
            amount_cents=self.amount.cents(),
            expected_close=self.close_on.value(),
            next_step=plan,
        )

    def submit(self) -> None:
        """Hand over what is to become of it."""
        for field in self.fields.values():
            field.set_error("")
        if all(field.check() for field in (self.amount, self.close_on, self.step_on)):
            self.filled.emit(self.conversion())

    def done(self, result: int) -> None:
        """Drop the open question with the form."""
        self._desk.forget(self)
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the button: Enter takes it on as it stands."""
        super().showEvent(event)
        self.accept_button.setFocus()

    def _follow_stage(self) -> None:
        """Ask for what a deal needs only where there is to be one."""
        for field in (self.title_field, self.amount, self.close_on):
            field.setEnabled(self.stage.value() != _NONE)

    def _follow_person(self) -> None:
        """Let a known person bring the company along."""
        firm = self._firms.get(self.person.value())
        if firm is not None and not self.company.value().isdigit():
            self.company.set_value(firm)
            self._count()

    def _count(self) -> None:
        self._desk.ask(
            _would_make, lead_id=self._lead_id, how=self.conversion(), then=self._tell, failed=lambda _error: None,
            asker=self, topic="makes", lane="similar",
        )  # fmt: skip

    def _tell(self, count: int) -> None:
        words = plural("Creates {n} entry in one step; Ctrl+Z takes it back.",
                       "Creates {n} entries in one step; Ctrl+Z takes them back.", count)  # fmt: skip
        self.makes.setText(words)


def _would_make(reader: Reader, *, lead_id: int, how: Conversion) -> int:
    from crm_desktop.operations.leads import convert as lead_convert  # on a lane

    return lead_convert.would_make(reader, lead_id=lead_id, how=how)


def _who(found: LeadInHand, kind: ContactKind, *, new: bool) -> ComboField:
    """Return the field that says whom an inquiry becomes: somebody new, or somebody known, with the reason."""
    lead, person = found.lead, kind is ContactKind.PERSON
    name = lead.person if person else lead.company
    choices = [Choice(_NEW, _("New: {name}").format(name=name), "plus")] if name else []
    chosen = lead.contact_id if person else lead.company_id
    known = {one.id: one for one in found.matches if one.kind is kind}
    choices += [Choice(str(one.id), _known(one), "link") for one in known.values()]
    if not person:
        firms = {one.company_id: one.detail for one in found.matches if one.company_id and one.company_id not in known}
        choices += [
            Choice(str(ref), _("{name} (of the person)").format(name=firm), "link") for ref, firm in firms.items()
        ]
    if chosen and chosen not in known:
        choices.append(Choice(str(chosen), lead.contact_name if person else lead.company_name, "link"))
    if not name:
        choices.append(Choice(_NONE, _("No person") if person else _("No company")))
    sure = next((one for one in known.values() if one.reason in _SURE and not new), None)
    value = str(chosen) if chosen else str(sure.id) if sure else choices[0].key
    return ComboField(_("Person") if person else _("Company"), choices, value=value)


def _known(one: Match) -> str:
    who = ", ".join(dict.fromkeys(filter(None, (one.name, one.detail))))
    return _("{name} ({reason})").format(name=who, reason=match_words(one))


def _stages(found: Ways) -> list[Choice]:
    names = {process.id: process.name for process in found.pipelines}
    several = len({stage.pipeline_id for stage in found.stages}) > 1
    choices = [
        Choice(str(stage.id), f"{names.get(stage.pipeline_id, '')} – {stage.name}" if several else stage.name)
        for stage in found.stages
    ]
    return [*choices, Choice(_NONE, _("No deal yet"))]


def _first(found: Ways) -> str:
    stages: Sequence[StageRow] = [stage for stage in found.stages if stage.pipeline_id == found.default]
    return str(stages[0].id) if stages else str(found.stages[0].id) if found.stages else _NONE


def _step(found: LeadInHand) -> str:
    return (
        _("Call {name}").format(name=found.name) if found.lead.phone or found.lead.mobile else _("Answer the inquiry")
    )
