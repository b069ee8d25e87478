"""One stage in the settings: its name, meaning, chance and days where they stand, the rest in a menu, said below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import TypeAlias

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.deals import StageKind
from crm_desktop.operations.deals import pipelines as operations
from crm_desktop.operations.deals.flow import REQUIRABLE, field_names
from crm_desktop.store.queries.follow_up_sets import FollowUpSetRow
from crm_desktop.store.queries.pipelines import StageRow
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text, note

#: Has an operation done: `do(operation, **arguments)`.
Do: TypeAlias = Callable[..., None]
#: How wide chance and days are, in letters: as wide as the words above them.
FIGURES = (9, 12)


class StageFields(QWidget):
    """A stage among the others of its process (`own`)."""

    def __init__(self, stage: StageRow, own: Sequence[StageRow], sets: Sequence[FollowUpSetRow], do: Do) -> None:
        super().__init__()
        self._stage, self._own, self._sets, self._do = stage, list(own), sets, do
        self._change = partial(do, operations.change_stage, stage_id=stage.id)
        place = self._own.index(stage)
        up = IconButton(
            "arrow-up", _("Move {name} up").format(name=stage.name), small=True,
            on=partial(do, operations.move_stage, stage_id=stage.id, position=place),
        )  # fmt: skip
        up.setEnabled(place > 0)
        more = IconButton("ellipsis", _("More about {stage}").format(stage=stage.name), small=True)
        more.setMenu(self._more(more))
        line = row(None, *self._fields(), up, more, gap=6)
        line.setStretch(0, 3)
        line.setStretch(1, 3)
        duties = _duties(stage, sets)
        column(self, line, *([note(duties, "text3")] if duties else []), gap=2, margins=(0, 2, 0, 2))

    def _fields(self) -> tuple[QWidget, ...]:
        stage, change = self._stage, self._change
        name = LineField(value=stage.name, name=_("Name of the stage"))
        meaning = LineField(value=stage.meaning, name=_("What {stage} means").format(stage=stage.name))
        chance = _number("%", _("Starting chance of {stage}"), stage.name, stage.probability)
        days = _number(_("d"), _("Days after which a deal in {stage} is stale"), stage.name, stage.stale_days)
        for field, wide in zip((chance, days), FIGURES, strict=True):
            field.setFixedWidth(figure_width(field, wide))
        name.left.connect(lambda: change(name=name.value()))
        meaning.left.connect(lambda: change(meaning=meaning.value()))
        chance.left.connect(lambda: change(probability=int(chance.value() or 0)))
        days.left.connect(lambda: change(stale_days=int(value) if (value := days.value()) else None))
        days.line.setPlaceholderText(_("learned"))
        return name, meaning, chance, days

    def _more(self, parent: QWidget) -> Menu:
        """Return what is set more rarely: what the stage stands for, what it asks for and plans, and its end."""
        stage, own = self._stage, self._own
        menu = Menu(parent)
        for kind, words in kinds().items():
            menu.entry(words, checked=stage.kind is kind, on=partial(self._change, kind=kind))
        menu.addMenu(self._needs(menu))
        menu.addMenu(self._follow_up(menu))
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

    def _needs(self, parent: Menu) -> Menu:
        needs = Menu(parent, _("Asks for on entering"))
        asked = self._stage.required_fields
        for field in REQUIRABLE:
            wanted = [one for one in asked if one != field]
            after = wanted if field in asked else [*wanted, field]
            ask = partial(self._change, required_fields=after)
            needs.entry(field_names()[field], checked=field in asked, on=ask)
        return needs

    def _follow_up(self, parent: Menu) -> Menu:
        follow_up = Menu(parent, _("Plans on entering"))
        chosen = self._stage.follow_up_set_id
        follow_up.entry(_("Nothing"), checked=chosen is None, on=partial(self._change, follow_up_set_id=None))
        for one in self._sets:
            follow_up.entry(one.name, checked=chosen == one.id, on=partial(self._change, follow_up_set_id=one.id))
        return follow_up


def kinds() -> dict[StageKind, str]:
    """Return what a stage can stand for."""
    return {
        StageKind.OPEN: _("Deals here are open"), StageKind.WON: _("Deals here are won"),
        StageKind.LOST: _("Deals here are lost"),
    }  # fmt: skip


def heads() -> QWidget:
    """Return what stands above the columns of the stages."""
    holder = QWidget()
    parts = [Text(words, 12, 500, "text3") for words in (_("Stage"), _("Meaning"))]
    figures = [Text(words, 12, 500, "text3", right=True) for words in (_("Chance"), _("Stale after"))]
    side = IconButton("ellipsis", "").sizeHint().width()
    for part, wide in zip(figures, FIGURES, strict=True):
        part.setFixedWidth(figure_width(part, wide))
    line = row(holder, *parts, *figures, 2 * side + 2, gap=6, margins=(2, 2, 0, 0))
    line.setStretch(0, 3)
    line.setStretch(1, 3)
    return holder


def figure_width(widget: QWidget, letters: int) -> int:
    """Return the width of so many letters."""
    return widget.fontMetrics().averageCharWidth() * letters


def _duties(stage: StageRow, sets: Sequence[FollowUpSetRow]) -> str:
    """Return in words what a stage asks for and plans, "" for nothing."""
    names = field_names()
    asked = ", ".join(names[field] for field in stage.required_fields if field in names)
    planned = next((one.name for one in sets if one.id == stage.follow_up_set_id), "")
    said = [_("Asks for: {fields}.").format(fields=asked)] if asked else []
    return " ".join([*said, *([_("Plans “{name}”.").format(name=planned)] if planned else [])])


def _number(unit: str, words: str, stage: str, value: int | None) -> NumberField:
    field = NumberField(unit=unit)
    field.editor.setAccessibleName(words.format(stage=stage))
    field.setToolTip(words.format(stage=stage))
    field.set_value(None if value is None else Decimal(value))
    return field
