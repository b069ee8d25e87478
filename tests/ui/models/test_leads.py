"""The rows of the inbox: what they say of an inquiry, and which of them are shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from crm_desktop.domain.leads import LeadStatus
from crm_desktop.operations.leads.scores import LeadScore
from crm_desktop.store.queries.leads import LeadRow
from crm_desktop.ui.models.leads import (
    Due,
    LeadFace,
    LeadsModel,
    Narrowing,
    about_of,
    due_of,
    face_of,
    icon_of,
    name_of,
    when_of,
)
from crm_desktop.ui.models.rows import ID_ROLE
from crm_desktop.ui.widgets.two_line import ROW_ROLE

NOW = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def inquiry(lead_id: int = 1, **changes: Any) -> LeadRow:
    row = LeadRow(
        id=lead_id, version=1, title="Reception desk", person="Jana Friese", company="Praxis am Park", email="",
        phone="", source="Website", channel="E-mail", campaign="", status=LeadStatus.NEW,
        arrived_at=NOW - timedelta(minutes=12), answer_by=TODAY + timedelta(days=1), answered_at=None, later_until=None,
        closed_at=None, disqualify_reason="", contact_id=None, company_id=None, deal_id=None, begins="Good day, we …",
    )  # fmt: skip
    return row._replace(**changes)


def test_a_row_says_who_asks_for_what_and_how_it_came() -> None:
    face = face_of(inquiry(), LeadScore(0.62, 0.4, 0.8, ()), NOW)
    assert (face.name, face.when, face.about) == ("Jana Friese", "12 min ago", "Praxis am Park · Reception desk")
    assert (face.icon, face.way, face.chance) == ("mail", "E-mail, Website", 0.62)


def test_who_asks_is_named_by_what_is_known() -> None:
    nobody = inquiry(person="", company="")
    assert name_of(nobody._replace(email="x@y.example")) == "x@y.example"
    assert name_of(nobody._replace(phone="04131 1")) == "04131 1"
    assert name_of(nobody) == "unknown"


def test_without_a_title_the_text_speaks_for_itself() -> None:
    assert about_of(inquiry(title="", company="", begins="What does a staircase cost?")) == (
        "“What does a staircase cost?”"
    )
    long = about_of(inquiry(title="", company="", begins="word " * 40))
    assert long.endswith("…”")
    assert len(long) < 70


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "just now"), (1, "1 min ago"), (59, "59 min ago"), (24 * 60, "Yesterday")]
)
def test_the_age_is_said_as_people_say_it(minutes: int, said: str) -> None:
    assert when_of(NOW - timedelta(minutes=minutes), NOW) == said


def test_the_day_of_the_answer_is_marked_from_today_on() -> None:
    assert due_of(inquiry(answer_by=TODAY + timedelta(days=1)), TODAY) == Due("answer tomorrow", "clock", "text2")
    assert due_of(inquiry(answer_by=TODAY), TODAY) == Due("answer today", "clock-alert", "warning")
    assert due_of(inquiry(answer_by=TODAY - timedelta(days=2)), TODAY) == Due("2 days overdue", "clock-alert", "danger")


def test_an_answered_or_closed_inquiry_is_due_no_more() -> None:
    late = TODAY - timedelta(days=2)
    assert due_of(inquiry(answer_by=late, answered_at=NOW), TODAY) == Due()
    assert due_of(inquiry(answer_by=late, status=LeadStatus.DISQUALIFIED, closed_at=NOW), TODAY) == Due()


def test_what_was_put_off_says_until_when_and_stands_back() -> None:
    later = inquiry(later_until=TODAY + timedelta(days=1))
    assert due_of(later, TODAY).words == "until Tomorrow"
    assert face_of(later, None, NOW).faint
    assert not face_of(inquiry(later_until=TODAY), None, NOW).faint


def test_a_decided_inquiry_shows_no_chance_any_more() -> None:
    closed = inquiry(status=LeadStatus.DISQUALIFIED, closed_at=NOW, disqualify_reason="Too far away")
    face = face_of(closed, LeadScore(0.62, 0.4, 0.8, ()), NOW)
    assert face.chance is None
    assert face.way.endswith("Too far away")


@pytest.mark.parametrize(
    ("channel", "icon"),
    [("", "inbox"), ("Kontaktformular", "globe"), ("E-Mail", "mail"), ("Anruf", "phone"), ("Brief", "send")],
)
def test_channels_have_icons_in_both_languages(channel: str, icon: str) -> None:
    assert icon_of(channel) == icon


def test_the_list_is_narrowed_by_status_and_source(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = LeadsModel(lambda: NOW)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # of the plugin
    model.show([inquiry(1), inquiry(2, status=LeadStatus.QUALIFIED), inquiry(3, source="Fair", channel="Visit")])
    assert model.sources() == ["E-mail", "Fair", "Visit", "Website"]
    model.narrow(Narrowing(status=LeadStatus.QUALIFIED))
    assert [row.id for row in model.rows()] == [2]
    model.narrow(Narrowing(source="Visit"))
    assert [row.id for row in model.rows()] == [3]
    assert (model.row_of(3), model.row_of(1), model.everything()) == (0, -1, 3)
    model.narrow(Narrowing())
    assert model.rowCount() == 3


def test_chances_come_later_and_change_nothing_else(qtbot: QtBot) -> None:
    model = LeadsModel(lambda: NOW)
    model.show([inquiry(1)])
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    index = model.index(0)
    assert index.data(ROW_ROLE).chance is None
    with qtbot.waitSignal(model.dataChanged):
        model.show_scores({1: LeadScore(0.5, 0.3, 0.7, ())})
    face = index.data(ROW_ROLE)
    assert isinstance(face, LeadFace)
    assert face.chance == 0.5
    assert index.data(ID_ROLE) == 1
    assert "chance 50" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert not resets
