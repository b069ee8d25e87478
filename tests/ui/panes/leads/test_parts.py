"""The parts of the inbox by themselves: warnings, grounds, who is known, and what taking an inquiry on proposes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.domain.kinds import ContactKind
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.exchange.inquiries.found import Inquiry, Person
from crm_desktop.operations.leads.hints import SimilarDeal, SimilarDeals
from crm_desktop.operations.leads.scores import LeadScore
from crm_desktop.store.queries.contact_table import ContactTableRow
from crm_desktop.store.queries.lead_matches import Match, MatchReason
from crm_desktop.store.queries.leads import LeadDetail, LeadRow
from crm_desktop.store.queries.pipelines import PipelineRow, StageRow
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.lead_in_hand import Beside, LeadInHand
from crm_desktop.ui.panes.leads.compare_form import compared
from crm_desktop.ui.panes.leads.convert_form import ConvertForm, Ways
from crm_desktop.ui.panes.leads.forms import Decline, DeclineForm, LaterForm
from crm_desktop.ui.panes.leads.grounds import Grounds
from crm_desktop.ui.panes.leads.known import KnownCard
from crm_desktop.ui.panes.leads.warnings import Warnings
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.text import Text
from tests.ui.models.test_leads import inquiry

TODAY = date(2026, 11, 24)


def detail(**changes: Any) -> LeadDetail:
    known: dict[str, Any] = dict.fromkeys(LeadDetail._fields, "")
    known |= dict.fromkeys(
        ("campaign_id", "first_campaign_id", "answer_by", "answered_at", "later_until", "qualified_at", "closed_at",
         "quantity", "wanted_on", "product_id", "contact_id", "company_id", "deal_id", "deleted_at"), None,
    )  # fmt: skip
    known |= {"id": 1, "version": 1, "budget_cents": 0, "was_known": False, "status": LeadStatus.NEW}
    known |= {"arrived_at": datetime(2026, 11, 24, tzinfo=UTC)}
    return LeadDetail(**(known | changes))


def hand(lead: LeadDetail, **changes: Any) -> LeadInHand:
    plain = LeadInHand(lead, Inquiry(), [], [], [], None, [], [])
    return plain._replace(**changes)


def match(ref: int, kind: ContactKind, reason: MatchReason, *, company_id: int | None = None) -> Match:
    return Match(ref, kind, f"Contact {ref}", "Lüneburg", "Lüneburg", reason, "", company_id)


def texts(widget: QWidget) -> list[str]:
    # What was put into a layout is shown in the next turn of the event loop.
    QApplication.processEvents()
    return [one.text() for one in widget.findChildren(Text) if one.isVisibleTo(widget) and one.text()]


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Callable[[QWidget], None]:
    """Return what shows a part and has it deleted afterwards."""

    def show(part: QWidget) -> None:
        qtbot.addWidget(part)
        part.show()

    return show


def test_warnings_name_the_first_of_two_equal_texts_and_several_persons(
    qtbot: QtBot, shown: Callable[[QWidget], None]
) -> None:
    part = Warnings()
    shown(part)
    persons = (Person("", "Jana", "Friese"), Person("Herr", "Karl", "Groß"))
    same: LeadRow = inquiry(7)
    found = hand(detail(family_name="Friese"), inquiry=Inquiry((), persons), same=same)
    part.show_lead(found)
    assert any("The same text arrived on 24/11/2026" in words for words in texts(part))
    chips = {one.text(): one for one in part.findChildren(Button) if one.isCheckable()}
    assert list(chips) == ["Jana Friese", "Karl Groß"]
    assert chips["Jana Friese"].isChecked()
    with qtbot.waitSignal(part.chosen) as told:
        chips["Karl Groß"].click()
    assert told.args == [persons[1]]
    with qtbot.waitSignal(part.other_asked) as told:
        part.findChildren(Link)[0].click()
    assert told.args == [7]
    part.show_lead(hand(detail(id=2)))
    assert part.isHidden()
    part.show_suppressed(shown=True)
    assert any("objected" in words for words in texts(part))
    part.show_suppressed(shown=False)
    assert part.isHidden()


def test_grounds_say_chance_reasons_and_similar_deals(qtbot: QtBot, shown: Callable[[QWidget], None]) -> None:
    part = Grounds()
    shown(part)
    part.show_lead(hand(detail()))
    deals = SimilarDeals((SimilarDeal(5, "Counter", "Optik Albrecht", 1_620_000, "EUR", True, "", 28),
                          SimilarDeal(6, "Desk", "Fahrschule", 870_000, "EUR", False, "Price", 14)), 14, 6)  # fmt: skip
    score = LeadScore(0.62, 0.5, 0.7, ("6 of 9 inquiries from the fair became deals.",))
    part.show_beside(Beside(score, deals, False, "Answer by tomorrow"), open_=True)
    said = texts(part)
    assert {"Answer by tomorrow", "62%", "With 80% certainty between 50% and 70%.", *score.reasons} <= set(said)
    assert "14, 6 of them won" in said
    assert [(row.title, row.detail) for row in part.deals.rows()] == [
        ("Counter, Optik Albrecht", "28 days"), ("Desk, Fahrschule", "Price"),
    ]  # fmt: skip
    with qtbot.waitSignal(part.deal_asked) as told:
        part.deals.opened.emit(5)
    assert told.args == [5]
    part.show_lead(hand(detail(status=LeadStatus.DISQUALIFIED, disqualify_reason="Too far", disqualify_note="Kiel")))
    part.show_beside(None, open_=False)
    assert texts(part) == ["Declined: Too far. Kiel"]


def test_who_may_be_meant_is_named_with_the_reason_and_three_ways(
    qtbot: QtBot, shown: Callable[[QWidget], None]
) -> None:
    card = KnownCard()
    shown(card)
    one = match(3, ContactKind.COMPANY, MatchReason.STREET)
    card.show_matches([one])
    assert "Contact 3, Lüneburg: same street, another name" in texts(card)
    links = {link.text(): link for link in card.findChildren(Link)}
    assert list(links) == ["Compare", "Assign to it", "New company"]
    with qtbot.waitSignal(card.assign_asked) as told:
        links["Assign to it"].click()
    assert told.args == [3]
    card.show_matches([])
    assert card.isHidden()
    card.show_owner(3, "Praxis am Park", open_=False)
    assert "Belongs to Praxis am Park" in card.accessibleName()


def test_comparing_marks_what_both_say() -> None:
    said: dict[str, Any] = dict.fromkeys(ContactTableRow._fields, "")
    said |= {"id": 3, "kind": ContactKind.COMPANY, "name": "Praxis am Markt"}
    said |= {"street": "Parkallee 7", "city": "Lüneburg", "postal_code": "21339"}
    known = ContactTableRow(**said)
    lead = detail(company="Praxis am Park", street="Parkallee 7", postal_code="21339", city="Lueneburg", phone="1")
    assert {line.words: line.equal for line in compared(lead, known)} == {
        "Name": False, "Phone": False, "Street": True, "Town": True,
    }  # fmt: skip


class Silent:
    """A desk that asks nothing."""

    def ask(self, *_what: Any, **_how: Any) -> None:
        """Ask nothing."""

    def forget(self, _asker: object) -> None:
        """Forget nothing."""


def ways() -> Ways:
    stages = [StageRow(11, 1, "Inquiry", 1, 10, "open", None, "", ()),  # type: ignore[arg-type]  # the kind is not read
              StageRow(12, 1, "Qualified", 2, 30, "open", None, "", ())]  # type: ignore[arg-type]  # fmt: skip
    return Ways([PipelineRow(1, "Projects", True, 1)], stages, 1)


def form_of(found: LeadInHand, shown: Callable[[QWidget], None], *, new: bool = False) -> ConvertForm:
    form = ConvertForm(cast("Desk", Silent()), found, ways(), lambda: TODAY, new=new)
    shown(form)
    return form


NAMED = {"given_name": "Jana", "family_name": "Friese", "company": "Praxis am Park", "title": "Desk"}


def test_taking_on_makes_everything_new_unless_somebody_surely_known_is_meant(
    shown: Callable[[QWidget], None],
) -> None:
    unsure = match(3, ContactKind.COMPANY, MatchReason.STREET)
    how = form_of(hand(detail(**NAMED), matches=[unsure]), shown).conversion()
    assert (how.new_person, how.new_company, how.stage_id, how.title) == (True, True, 11, "Desk")
    assert how.next_step is not None
    assert how.next_step.due_on == date(2026, 11, 25)
    sure = match(4, ContactKind.PERSON, MatchReason.EMAIL, company_id=9)
    form = form_of(hand(detail(**NAMED), matches=[sure, unsure]), shown)
    assert (form.conversion().person_id, form.conversion().company_id) == (4, 9)
    apart = form_of(hand(detail(**NAMED), matches=[sure]), shown, new=True).conversion()
    assert (apart.person_id, apart.new_person) == (None, True)


def test_without_a_deal_no_stage_is_chosen_and_no_step_without_words(shown: Callable[[QWidget], None]) -> None:
    form = form_of(hand(detail(**NAMED, budget_cents=150_000)), shown)
    assert form.amount.cents() == 150_000
    form.stage.set_value("none")
    form.stage.edited.emit()
    form.step.set_value("")
    how = form.conversion()
    assert (how.with_deal, how.stage_id, how.next_step) == (False, None, None)
    assert not form.amount.isEnabled()


def test_an_assigned_inquiry_stays_with_its_contacts(shown: Callable[[QWidget], None]) -> None:
    lead = detail(**NAMED, contact_id=4, company_id=9, contact_name="J. Friese", company_name="Praxis")
    how = form_of(hand(lead), shown).conversion()
    assert (how.person_id, how.company_id, how.new_person, how.new_company) == (4, 9, False, False)


def test_a_reason_is_one_key_or_ones_own_words(qtbot: QtBot, shown: Callable[[QWidget], None]) -> None:
    form = DeclineForm("Jana Friese")
    shown(form)
    form.submit()
    assert form.other.error()
    with qtbot.waitSignal(form.filled) as told:
        QTest.keyClick(form, Qt.Key.Key_2)
    assert told.args == [Decline("Budget too small")]
    own = DeclineForm("Jana Friese", count=3)
    shown(own)
    own.other.set_value("Moved away")
    own.note_field.set_value("to Kiel")
    with qtbot.waitSignal(own.filled) as told:
        own.submit()
    assert told.args == [Decline("Moved away", "to Kiel")]


def test_later_proposes_tomorrow_and_reads_days_as_people_say_them(
    qtbot: QtBot, shown: Callable[[QWidget], None]
) -> None:
    form = LaterForm("Jana Friese", lambda: TODAY)
    shown(form)
    assert form.until.value() == date(2026, 11, 25)
    form.until.line.setText("31.12.2026")
    with qtbot.waitSignal(form.filled) as told:
        form.submit()
    assert told.args == [date(2026, 12, 31)]
