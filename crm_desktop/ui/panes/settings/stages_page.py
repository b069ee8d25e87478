"""Sales processes and their stages: names and starting percentages."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations import pipelines as operations
from crm_desktop.store.queries.pipelines import PipelineRow, StageRow, all_stages, pipelines
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import Text, note


class StagesPage(Page):
    """Each process with its stages, edited where they stand."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Stages and processes"), parent)
        self._workplace = workplace
        self._problem = Text("", 12, 500, "danger", wrap=True)
        self._problem.hide()
        self.put(note(_("Percentages are where the program starts from; your own closed deals refine them.")))
        self.put(self._problem)
        self._holder = QWidget()
        self._rows = QVBoxLayout(self._holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.put(self._holder)
        self.end()
        self.ask()

    def ask(self) -> None:
        """Read processes and stages."""
        self._workplace.desk.ask(_processes, then=self._show, asker=self, topic="stages")

    def _show(self, answer: tuple[list[PipelineRow], list[StageRow]]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        found, stages = answer
        for process in found:
            self._rows.addWidget(Text(process.name, 14, 600))
            for stage in stages:
                if stage.pipeline_id == process.id:
                    self._rows.addWidget(self._stage(stage))
            add = Button(_("Add a stage"), "ghost", icon="plus", on=partial(self._add, process.id))
            self._rows.addWidget(add)
            self._rows.addSpacing(12)

    def _stage(self, stage: StageRow) -> QWidget:
        holder = QWidget()
        name = LineField(value=stage.name, name=_("Name of the stage"))
        chance = NumberField(unit="%")
        chance.editor.setAccessibleName(_("Starting chance of {stage}").format(stage=stage.name))
        chance.set_value(Decimal(stage.probability))
        chance.setFixedWidth(96)
        name.left.connect(lambda: self._do(operations.change_stage, stage_id=stage.id, name=name.value()))
        chance.left.connect(
            lambda: self._do(operations.change_stage, stage_id=stage.id, probability=int(chance.value() or 0))
        )
        up = IconButton("arrow-up", _("Move {stage} up").format(stage=stage.name), small=True)
        up.clicked.connect(lambda: self._do(operations.move_stage, stage_id=stage.id, position=stage.position - 1))
        bin_ = IconButton("trash-2", _("Delete {stage}").format(stage=stage.name), small=True)
        bin_.clicked.connect(lambda: self._do(operations.delete_stage, stage_id=stage.id))
        line = row(holder, name, chance, up, bin_, margins=(0, 2, 0, 2))
        line.setStretch(0, 1)
        return holder

    def _add(self, pipeline_id: int) -> None:
        self._do(operations.add_stage, pipeline_id=pipeline_id, name=_("New stage"), probability=50)

    def _do(self, operation: Callable[..., Outcome[Any]], **arguments: Any) -> None:
        self._problem.hide()
        self._workplace.desk.do(operation, failed=self._fail, then=lambda _done: self.ask(), **arguments)

    def _fail(self, error: CrmError) -> None:
        self._problem.setText(str(error))
        self._problem.show()
        self.ask()


def _processes(reader: Reader) -> tuple[list[PipelineRow], list[StageRow]]:
    return pipelines(reader), all_stages(reader)
