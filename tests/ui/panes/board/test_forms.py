"""The forms of the board: what cannot be read is said, and said again when it is to be saved all the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.ui.panes.board.close_forms import ParkForm
from crm_desktop.ui.panes.board.deal_form import DealForm

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
