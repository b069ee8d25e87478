"""Sales processes: their stages with duties and percentages, follow-up sets, how their offers look."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _, spoken
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.deals import pipelines as operations
from crm_desktop.operations.deals import process_offers, process_templates
from crm_desktop.operations.deals.pipelines import StageDraft
from crm_desktop.store.queries.follow_up_sets import FollowUpSetRow, follow_up_sets
from crm_desktop.store.queries.offer_templates import OfferTemplate, templates
from crm_desktop.store.queries.pipelines import OfferManner, PipelineRow, StageRow, all_stages, manners, pipelines
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.settings.follow_up_part import FollowUpPart
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.panes.settings.process_forms import ProcessForm, ProcessOffersForm
from crm_desktop.ui.panes.settings.stage_row import StageFields, heads
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import clear, row
from crm_desktop.ui.widgets.text import Text, note


class Processes(NamedTuple):
    """Everything the page shows."""

    pipelines: list[PipelineRow]
    stages: list[StageRow]
    sets: list[FollowUpSetRow]
    manners: list[OfferManner]
    templates: list[OfferTemplate]


_NOTHING = Processes([], [], [], [], [])


class StagesPage(Page):
    """Each process with its stages, edited where they stand; every change can be undone."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Stages and processes"), parent)
        self._workplace = workplace
        self._shown = _NOTHING
        self._problem = Text("", 12, 500, "danger", wrap=True)
        self._problem.hide()
        self.put(note(_("Percentages are where the program starts from; your own closed deals refine them.")))
        stale = _(
            "Days are after how many a deal counts as stale; left empty, your won deals decide: it is stale when it "
            "sits longer than nine of ten of them did."
        )
        self.put(note(stale))
        self.put(self._problem)
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.put(self._holder)
        self.add = Button(_("Add a sales process …"), "secondary", icon="plus", on=self.ask_process)
        line = QWidget()
        row(line, self.add, None)
        self.put(line)
        self.section(_("Follow-up sets"))
        about = _("Tasks planned together when a deal enters a stage; changing a set leaves what it has planned.")
        self.put(note(about, "text3"))
        self.follow_up = FollowUpPart(self._do)
        self.put(self.follow_up)
        self.end()
        self.ask()

    def ask(self) -> None:
        """Read processes and stages."""
        self._workplace.desk.ask(_processes, then=self._show, asker=self, topic="stages")

    def _show(self, answer: Processes) -> None:
        self.follow_up.show_sets(answer.sets)
        if answer == self._shown:
            return
        self._shown = answer
        clear(self._rows)
        for place, process in enumerate(answer.pipelines):
            own = [stage for stage in answer.stages if stage.pipeline_id == process.id]
            self._rows.addWidget(self._process(process, place, len(answer.pipelines)))
            self._rows.addWidget(heads())
            for stage in own:
                self._rows.addWidget(StageFields(stage, own, answer.sets, self._do))
            add = Button(_("Add a stage"), "ghost", icon="plus", on=partial(self._add, process.id))
            offers = Button(_("Offers of this process …"), "ghost", icon="file-text")
            offers.clicked.connect(partial(self.ask_offers, process))
            holder = QWidget()
            row(holder, add, offers, None)
            self._rows.addWidget(holder)
            self._rows.addSpacing(12)

    # A process

    def _process(self, process: PipelineRow, place: int, count: int) -> QWidget:
        holder = QWidget()
        name = LineField(value=process.name, name=_("Name of the sales process"))
        name.left.connect(lambda: self._do(operations.rename_pipeline, pipeline_id=process.id, name=name.value()))
        usual = Button(_("New deals start here"), "ghost", icon="check", checkable=True)
        usual.setChecked(process.is_default)
        usual.clicked.connect(lambda: self._do(operations.make_default, pipeline_id=process.id))
        up = self._icon("arrow-up", _("Move {name} up"), process.name, operations.move_pipeline,
                        pipeline_id=process.id, position=place)  # fmt: skip
        up.setEnabled(place > 0)
        bin_ = self._icon("trash-2", _("Delete {name}"), process.name, operations.delete_pipeline,
                          pipeline_id=process.id)  # fmt: skip
        bin_.setEnabled(count > 1)
        row(holder, name, usual, up, bin_, gap=6, margins=(0, 6, 0, 4)).setStretch(0, 1)
        return holder

    def ask_process(self) -> None:
        """Ask what a new process begins with."""
        form = ProcessForm(process_templates.templates(spoken()), self)

        def begin(key: str, name: str) -> None:
            if key:
                fields = {"key": key, "language": spoken(), "name": name}
                self._fill(form, process_templates.add_from_template, **fields)
            else:
                stages = [StageDraft(_("Inquiry"), 20), StageDraft(_("Offer"), 50)]
                self._fill(form, operations.add_pipeline, name=name, stages=stages)

        form.filled.connect(begin)
        self._open(form)

    def ask_offers(self, process: PipelineRow) -> None:
        """Ask how the offers of a process look."""
        manner = next((one for one in self._shown.manners if one.pipeline_id == process.id), None)
        if manner is None:
            return
        form = ProcessOffersForm(process.name, manner, self._shown.templates, self)

        def keep(layout: str, template_id: int | None, texts: dict[str, dict[str, str]]) -> None:
            fields = {"layout": layout, "template_id": template_id, "texts": texts}
            self._fill(form, process_offers.set_manner, pipeline_id=process.id, **fields)

        form.filled.connect(keep)
        self._open(form)

    def _open(self, form: Form) -> None:
        form.finished.connect(form.deleteLater)
        form.open()

    def _fill(self, form: Form, operation: Callable[..., Outcome[Any]], **arguments: Any) -> None:
        def done(outcome: Outcome[Any]) -> None:
            form.accept()
            self._done(outcome)

        self._workplace.desk.do(operation, failed=form.fail, then=done, **arguments)

    def _icon(
        self, icon: str, words: str, name: str, operation: Callable[..., Outcome[Any]], **arguments: Any
    ) -> IconButton:
        return IconButton(icon, words.format(name=name), small=True, on=partial(self._do, operation, **arguments))

    def _add(self, pipeline_id: int) -> None:
        self._do(operations.add_stage, pipeline_id=pipeline_id, name=_("New stage"), probability=50)

    def _do(self, operation: Callable[..., Outcome[Any]], **arguments: Any) -> None:
        self._problem.hide()
        self._workplace.desk.do(operation, failed=self._fail, then=self._done, **arguments)

    def _done(self, outcome: Outcome[Any]) -> None:
        if outcome.step is not None:
            self._workplace.notify(Notice(outcome.label, undo=True))
        self.ask()

    def _fail(self, error: CrmError) -> None:
        self._problem.setText(str(error))
        self._problem.show()
        self.ensureWidgetVisible(self._problem)
        self._shown = _NOTHING
        self.follow_up.forget()
        self.ask()


def _processes(reader: Reader) -> Processes:
    return Processes(
        pipelines(reader), all_stages(reader), follow_up_sets(reader), manners(reader), templates(reader)
    )  # fmt: skip
