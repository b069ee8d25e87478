"""Sales processes and their stages: names, meanings, percentages, duties, and when a deal is stale."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import StageKind
from crm_desktop.operations import pipelines as operations
from crm_desktop.operations.deal_flow import REQUIRABLE, field_names
from crm_desktop.operations.pipelines import StageDraft
from crm_desktop.store.queries.pipelines import PipelineRow, StageRow, all_stages, pipelines
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.ask_word import AskWord
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import clear, row
from crm_desktop.ui.widgets.text import Text, note

#: How wide chance and days are, in letters: as wide as the words above them.
_FIGURES = (9, 12)


class StagesPage(Page):
    """Each process with its stages, edited where they stand; every change can be undone."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Stages and processes"), parent)
        self._workplace = workplace
        self._shown: tuple[list[PipelineRow], list[StageRow]] = ([], [])
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
        self.put(Button(_("Add a sales process …"), "secondary", icon="plus", on=self._ask_process))
        self.end()
        self.ask()

    def ask(self) -> None:
        """Read processes and stages."""
        self._workplace.desk.ask(_processes, then=self._show, asker=self, topic="stages")

    def _show(self, answer: tuple[list[PipelineRow], list[StageRow]]) -> None:
        if answer == self._shown:
            return
        self._shown = answer
        clear(self._rows)
        found, stages = answer
        for place, process in enumerate(found):
            own = [stage for stage in stages if stage.pipeline_id == process.id]
            self._rows.addWidget(self._process(process, place, len(found)))
            self._rows.addWidget(_heads())
            for stage in own:
                self._rows.addWidget(self._stage(stage, own))
            add = Button(_("Add a stage"), "ghost", icon="plus", on=partial(self._add, process.id))
            holder = QWidget()
            row(holder, add, None)
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

    def _ask_process(self) -> None:
        asked = AskWord(_("Add a sales process"), _("Name"), "", parent=self)
        stages = [StageDraft(_("Inquiry"), 20), StageDraft(_("Offer"), 50)]
        asked.given.connect(lambda name: self._do(operations.add_pipeline, name=name, stages=stages))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    # A stage

    def _stage(self, stage: StageRow, own: list[StageRow]) -> QWidget:
        holder = QWidget()
        name = LineField(value=stage.name, name=_("Name of the stage"))
        meaning = LineField(value=stage.meaning, name=_("What {stage} means").format(stage=stage.name))
        chance = self._number("%", _("Starting chance of {stage}"), stage.name, stage.probability)
        days = self._number(_("d"), _("Days after which a deal in {stage} is stale"), stage.name, stage.stale_days)
        for field, wide in zip((chance, days), _FIGURES, strict=True):
            field.setFixedWidth(_figure_width(field, wide))
        name.left.connect(lambda: self._do(operations.change_stage, stage_id=stage.id, name=name.value()))
        meaning.left.connect(lambda: self._do(operations.change_stage, stage_id=stage.id, meaning=meaning.value()))
        chance.left.connect(
            lambda: self._do(operations.change_stage, stage_id=stage.id, probability=int(chance.value() or 0))
        )
        days.left.connect(
            lambda: self._do(
                operations.change_stage, stage_id=stage.id, stale_days=int(value) if (value := days.value()) else None
            )
        )
        days.line.setPlaceholderText(_("learned"))
        place = own.index(stage)
        up = self._icon("arrow-up", _("Move {name} up"), stage.name, operations.move_stage, stage_id=stage.id,
                        position=place)  # fmt: skip
        up.setEnabled(place > 0)
        more = IconButton("ellipsis", _("More about {stage}").format(stage=stage.name), small=True)
        more.setMenu(self._more(more, stage, own))
        line = row(holder, name, meaning, chance, days, up, more, gap=6, margins=(0, 2, 0, 2))
        line.setStretch(0, 3)
        line.setStretch(1, 3)
        return holder

    def _more(self, parent: QWidget, stage: StageRow, own: list[StageRow]) -> Menu:
        """Return what is set more rarely: what the stage stands for, what it asks for, and its end."""
        menu = Menu(parent)
        for kind, words in kinds().items():
            change = partial(self._do, operations.change_stage, stage_id=stage.id, kind=kind)
            menu.entry(words, checked=stage.kind is kind, on=change)
        needs = Menu(menu, _("Asks for on entering"))
        menu.addMenu(needs)
        for field in REQUIRABLE:
            wanted = [one for one in stage.required_fields if one != field]
            chosen = field in stage.required_fields
            after = wanted if chosen else [*wanted, field]
            ask = partial(self._do, operations.change_stage, stage_id=stage.id, required_fields=after)
            needs.entry(field_names()[field], checked=chosen, on=ask)
        down = partial(self._do, operations.move_stage, stage_id=stage.id, position=own.index(stage) + 2)
        menu.addSeparator()
        menu.entry(_("Move down"), "arrow-down", on=down).setEnabled(stage is not own[-1])
        delete = Menu(menu, _("Delete, and move its deals to"))
        for other in own:
            if other is not stage:
                away = partial(self._do, operations.delete_stage, stage_id=stage.id, move_deals_to=other.id)
                delete.entry(other.name, on=away)
        menu.addMenu(delete).setEnabled(len(own) > 1)
        return menu

    def _number(self, unit: str, words: str, stage: str, value: int | None) -> NumberField:
        field = NumberField(unit=unit)
        field.editor.setAccessibleName(words.format(stage=stage))
        field.setToolTip(words.format(stage=stage))
        field.set_value(None if value is None else Decimal(value))
        return field

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
        self._shown = ([], [])
        self.ask()


def _heads() -> QWidget:
    """Return what stands above the columns of the stages."""
    holder = QWidget()
    parts = [Text(words, 12, 500, "text3") for words in (_("Stage"), _("Meaning"))]
    figures = [Text(words, 12, 500, "text3", right=True) for words in (_("Chance"), _("Stale after"))]
    side = IconButton("ellipsis", "").sizeHint().width()
    for part, wide in zip(figures, _FIGURES, strict=True):
        part.setFixedWidth(_figure_width(part, wide))
    line = row(holder, *parts, *figures, 2 * side + 2, gap=6, margins=(2, 2, 0, 0))
    line.setStretch(0, 3)
    line.setStretch(1, 3)
    return holder


def _figure_width(widget: QWidget, letters: int) -> int:
    return widget.fontMetrics().averageCharWidth() * letters


def kinds() -> dict[StageKind, str]:
    """Return what a stage can stand for."""
    return {
        StageKind.OPEN: _("Deals here are open"), StageKind.WON: _("Deals here are won"),
        StageKind.LOST: _("Deals here are lost"),
    }  # fmt: skip


def _processes(reader: Reader) -> tuple[list[PipelineRow], list[StageRow]]:
    return pipelines(reader), all_stages(reader)
