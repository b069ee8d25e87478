"""The forms of the board: what cannot be read is said, and said again when it is to be saved all the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.domain.firm import FieldKind
from crm_desktop.operations.contacts import custom_fields
from crm_desktop.store.queries.custom_fields import own_values
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.board.close_forms import ParkForm
from crm_desktop.ui.panes.board.deal_form import DealForm
from tests.ui.panes.board.test_pane import shown

if TYPE_CHECKING:
    from tests.ui.office import Stage


def test_a_deal_is_not_handed_over_in_silence_while_value_and_day_cannot_be_read(stage: Stage) -> None:
    form = DealForm(stage.desk, [], stage_id=0)
    stage.qtbot.addWidget(form)
    handed: list[object] = []
    form.filled.connect(handed.append)
    form.title_field.set_value("Vitrine Eiche")
    form.amount.line.setText("twelve")
    form.close_on.line.setText("31.02.2026")
    for _time in range(2):
        form.submit()
        assert form.amount.error()
        assert form.close_on.error()
    assert handed == []


def test_parking_until_no_day_says_so(stage: Stage) -> None:
    form = ParkForm("Vitrine Eiche", date(2026, 11, 24))
    stage.qtbot.addWidget(form)
    handed: list[object] = []
    form.filled.connect(handed.append)
    form.until.line.setText("31.02.2026")
    form.submit()
    assert form.until.error()
    form.until.line.setText("")
    form.submit()
    assert form.until.error() == ""
    assert handed == [None]


def test_own_fields_are_seen_and_kept_with_a_deal_in_one_step(stage: Stage) -> None:
    def kept() -> dict[str, object]:
        return dict(own_values(stage.reader, record="deal", ref=deal_id).custom)

    for label, kind in (("Treppenform", FieldKind.CHOICE), ("Stufen", FieldKind.NUMBER), ("Aufmaß", FieldKind.LONG)):
        stage.desk.do(custom_fields.add_field, label=label, kind=kind, choices=["gerade", "gewendelt"], record="deal")
    stage.settle()
    pane = shown(stage)
    deal_id = stage.reader.scalar("select id from deal where status = 'open' and deleted_at is null order by id")
    pane.enter(Place("board", "deal", deal_id))
    stage.until(lambda: pane.findChild(DealForm) is not None)
    form = pane.findChild(DealForm)
    assert form is not None
    assert form._own is not None
    form._own.fields["Treppenform"].set_value("gewendelt")
    form._own.fields["Stufen"].set_value("viele")
    form.submit()
    assert form._own.fields["Stufen"].error(), "said at the field"
    assert kept() == {}
    form._own.fields["Stufen"].set_value("14")
    form.submit()
    stage.until(lambda: kept() == {"Treppenform": "gewendelt", "Stufen": 14})
    stage.settle()
    stage.desk.undo()
    stage.until(lambda: kept() == {})
    stage.settle()
