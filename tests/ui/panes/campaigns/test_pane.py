"""The campaigns pane: the list, who remains and why others do not, the real letters, what is due, and answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.base import i18n
from crm_desktop.base.settings import Settings
from crm_desktop.domain.campaigns import Response
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.ui.commands.case_keeper import CaseKeeper
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.campaigns.pane import CampaignsPane
from crm_desktop.ui.panes.campaigns.reply_form import ReplyForm
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.widgets.pdf_pages import text_at
from tests.ui import looking
from tests.ui.office import Stage, opened
from tests.ui.panes.campaigns.stock import ARGUMENTS, campaign_file


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Stage]:
    """Return a window over the demo firm with two campaigns."""
    with opened(qtbot, theme, tmp_path, source=campaign_file()) as found:
        yield found


def shown(stage: Stage, name: str = "") -> CampaignsPane:
    """Show the list, or a campaign by its name."""
    stage.window.show()
    ref = number(stage, name) if name else 0
    stage.window.go(Place("campaigns", "campaign" if name else "", ref))
    pane = stage.window.current_pane()
    assert isinstance(pane, CampaignsPane)
    stage.until(pane.is_filled)
    if name:
        stage.until(lambda: pane.view.page is not None and pane.view.page.detail.id == ref)
    stage.settle()
    return pane


def number(stage: Stage, name: str) -> int:
    return int(stage.reader.scalar("select id from campaign where name = ?", (name,)))


def press(pane: CampaignsPane, key: Qt.Key, text: str = "") -> None:
    """Press a key where the keyboard is."""
    target = pane.window().focusWidget() or pane
    QApplication.sendEvent(target, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))


def test_the_list_opens_a_campaign_whose_steps_recipients_and_letters_are_real(stage: Stage) -> None:
    pane = shown(stage)
    names = [str(pane.model.index(row, 0).data()) for row in range(pane.model.rowCount())]
    assert {"Werkstattbrief", "Sommerbrief"} <= set(names)
    stage.window.go(Place("campaigns", "campaign", number(stage, "Werkstattbrief")))
    stage.until(lambda: pane.view.page is not None)
    stage.until(lambda: bool(pane.view.letters.pdf()))
    stage.settle()
    view, page = pane.view, pane.view.page
    assert page is not None

    # Steps and sums.
    assert view.steps.value() == "sending"
    assert view.sums.face() is not None
    pane.shown.go_to("goal")
    assert view.goal.isVisible()
    assert not view.audience.isVisible()
    pane.shown.go_to("sending")
    assert view.audience.isVisible()

    # Whoever fits is there or left out, and each reason opens its list.
    found = page.audience
    assert found.matching == found.recipients + sum(group.cases for group in found.groups)
    reason = view.audience.reasons.faces()[0]
    view.audience.reasons.opened.emit(reason.key)
    stage.until(lambda: view.people.model.rowCount() == reason.count)
    assert view.people.isVisible()
    assert pane.escape()
    assert view.audience.isVisible()

    # One who remains is left out by a key, found again among those left out, and taken in.
    pane.shown.ask_people("in")
    stage.until(lambda: view.people.model.rowCount() == found.recipients)
    QTest.keyClick(view.people.view, Qt.Key.Key_X)
    stage.until(lambda: view.people.model.rowCount() == found.recipients - 1)
    pane.shown.ask_people("by_hand")
    stage.until(lambda: view.people.model.rowCount() == 1)
    QTest.keyClick(view.people.view, Qt.Key.Key_X)
    stage.until(lambda: view.people.model.rowCount() == 0)
    assert pane.escape()
    stage.settle()

    # The letter is the real one, of the recipient in view and of the version asked for.
    letters = view.letters
    assert letters.view.page_count() == 1
    first = letters.pdf()
    press(pane, Qt.Key.Key_Right)
    stage.until(lambda: letters.place() == 1 and letters.pdf() is not first)
    second = letters.pdf()
    other = 1 - letters.version()
    letters.choose_version(other)
    stage.until(lambda: letters.pdf() is not second)
    stage.settle()
    assert ARGUMENTS[other].split()[0] in whole_text(letters.pdf())

    # What convinced so far is drawn with its range, and said.
    assert [face.name for face in view.effects.faces()] == list(ARGUMENTS)
    assert view.effects.verdict.text()


def whole_text(pdf: bytes) -> str:
    return " ".join(text_at(pdf, 0, 90, height) for height in range(300, 620, 6))


def test_changes_are_kept_as_they_are_made_and_every_control_speaks(stage: Stage) -> None:
    pane = shown(stage, "Werkstattbrief")
    page = pane.view.page
    assert page is not None
    pane.shown.go_to("goal")
    goal = pane.view.goal
    goal.cost.line.setFocus()
    goal.cost.line.setText("500")
    goal.cost.line.editingFinished.emit()
    goal.changed.emit("cost_cents", 50_000)
    stage.until(lambda: pane.view.page is not None and pane.view.page.detail.cost_cents == 50_000)
    stage.settle()
    pane.shown.go_to("arguments")
    assert page.detail.variants[0].share == 1
    pane.view.effects.mixed.emit((2, 1))
    stage.until(lambda: pane.view.page is not None and pane.view.page.detail.variants[0].share == 2)
    stage.settle()
    stage.desk.undo()
    stage.until(lambda: pane.view.page is not None and pane.view.page.detail.variants[0].share == 1)
    stage.settle()
    for step in ("goal", "audience", "arguments", "sending", "following"):
        pane.shown.go_to(step)
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView):
            for control in pane.findChildren(kind):
                if control.isVisible() and control.isEnabled() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    assert control.accessibleName() or getattr(control, "text", str)(), control


@pytest.mark.slow
def test_printing_fixes_the_recipients_and_notes_one_entry_each(stage: Stage, tmp_path: Path) -> None:
    pane = shown(stage, "Werkstattbrief")
    page = pane.view.page
    assert page is not None
    wanted = page.audience.recipients
    target = tmp_path / "letters.pdf"

    def choose(_parent: QWidget, _name: str, _pages: int) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return printer

    pane.shown.runner.choose_printer = choose
    pane.shown.send()
    stage.until(lambda: pane.view.page is not None and pane.view.page.counts.sent == wanted)
    stage.until(target.exists)
    stage.settle()
    entries = stage.reader.scalar(
        "select count(*) from activity where campaign_id = ? and kind = 'letter'", (page.detail.id,)
    )
    assert entries == wanted
    assert not pane.view.heading.main.isVisible()
    # One step: taking it back leaves the recipients fixed and nothing sent.
    stage.desk.undo()
    stage.until(lambda: pane.view.page is not None and pane.view.page.counts.sent == 0)
    stage.settle()


def test_due_steps_are_worked_through_by_keys_and_answers_come_by_code_and_mail(stage: Stage, tmp_path: Path) -> None:
    pane = shown(stage)
    pane.show_part("due")
    stage.until(lambda: pane.due.model.rowCount() > 3)
    stage.settle()
    before = pane.due.model.rowCount()
    pane.due.view.setFocus()
    first = pane.due.current()
    assert first is not None
    press(pane, Qt.Key.Key_I, "i")
    stage.until(lambda: pane.due.current() is not None and pane.due.current() != first)
    stage.settle()
    rows = queries.recipients_of(stage.reader, member_ids=[first.member_id])
    assert rows[0].response == Response.INTERESTED
    press(pane, Qt.Key.Key_Space)
    stage.until(lambda: pane.due.model.rowCount() == before - 2)
    stage.settle()

    # A reply code asks what was answered.
    step = pane.due.current()
    assert step is not None
    pane.due.code_given.emit(queries.recipients_of(stage.reader, member_ids=[step.member_id])[0].code)
    stage.until(lambda: stage.window.findChild(ReplyForm) is not None)
    form = stage.window.findChild(ReplyForm)
    assert isinstance(form, ReplyForm)
    assert step.name in form.windowTitle()
    form.response.choose(Response.NOT_NOW.value)
    form.text.set_value("Im Frühling wieder")
    form.submit()
    stage.until(
        lambda: queries.recipients_of(stage.reader, member_ids=[step.member_id])[0].response == Response.NOT_NOW
    )
    stage.settle()
    stage.until(lambda: stage.window.findChild(ReplyForm) is None)

    # So does an e-mail that is dropped, with what it says.
    other = next(line.about for line in pane.due.model.rows() if line.about.member_id != step.member_id)
    code = queries.recipients_of(stage.reader, member_ids=[other.member_id])[0].code
    mail = tmp_path / "reply.eml"
    mail.write_bytes(f"From: a@b.example\r\nSubject: Re: {code}\r\n\r\nJa, rufen Sie mich bitte an.\r\n".encode())
    drop(pane, mail)
    stage.until(lambda: stage.window.findChild(ReplyForm) is not None)
    form = stage.window.findChild(ReplyForm)
    assert isinstance(form, ReplyForm)
    assert "rufen Sie mich" in form.text.value()
    form.submit()
    stage.until(lambda: queries.recipients_of(stage.reader, member_ids=[other.member_id])[0].response != "")
    stage.settle()


def test_an_answer_is_put_down_in_the_list_of_those_who_got_it(stage: Stage) -> None:
    pane = shown(stage, "Sommerbrief")
    page = pane.view.page
    assert page is not None
    assert pane.view.steps.value() == "following"
    assert pane.view.outcome.isVisible()
    pane.view.outcome.opened.emit("sent")
    people = pane.view.people
    stage.until(lambda: people.isVisible() and people.model.rowCount() == page.counts.sent)
    row = next(place for place, line in enumerate(people.model.rows()) if not line.about.right.startswith("Int"))
    people.view.setCurrentIndex(people.model.index(row, 0))
    one = people.model.rows()[row].about
    people.view.setFocus()
    press(pane, Qt.Key.Key_R, "r")
    form = stage.window.findChild(ReplyForm)
    assert isinstance(form, ReplyForm)
    form.response.choose(Response.NO_INTEREST.value)
    form.submit()
    stage.until(
        lambda: queries.recipients_of(stage.reader, member_ids=[one.member_id])[0].response == Response.NO_INTEREST
    )
    stage.until(lambda: people.model.rows()[row].about != one)
    stage.settle()


def drop(pane: CampaignsPane, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    pane.dropEvent(event)


def test_surveys_are_asked_answered_and_read(stage: Stage) -> None:
    from crm_desktop.ui.panes.campaigns.answers_form import AnswersForm  # noqa: PLC0415
    from crm_desktop.ui.panes.campaigns.survey_form import SurveyForm  # noqa: PLC0415

    pane = shown(stage)
    pane.show_part("surveys")
    surveys = pane.surveys()
    surveys.add()
    form = surveys.findChild(SurveyForm)
    assert isinstance(form, SurveyForm)
    form.submit()
    assert form.name.error()
    form.name.set_value("Zufriedenheit")
    form.submit()
    stage.until(lambda: surveys.found is not None)
    stage.settle()
    surveys.enter_answers()
    answers = surveys.findChild(AnswersForm)
    assert isinstance(answers, AnswersForm)
    mark = next(iter(answers.parts.values()))
    mark.choose("3")  # type: ignore[union-attr]  # the first question asks for a mark
    answers.submit()
    stage.until(lambda: surveys.found is not None and surveys.found.results.replies == 1)
    stage.settle()
    assert surveys.found is not None
    assert surveys.found.results.score is not None
    assert surveys.found.results.score.detractors == 1
    QTest.keyClick(surveys.view, Qt.Key.Key_Down)
    survey = surveys.found.detail.id
    stage.window.go(Place("today"))
    keeper = CaseKeeper(pane.workplace, pane)
    keeper.open_survey(survey)
    stage.until(lambda: stage.window.rail.selected() == "campaigns" and surveys.picked_id() == survey)
    keeper.leave()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_of_a_campaign_is_cut_at_the_largest_type_and_keys_reach_everything(
    language: str, qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    i18n.speak(language)
    large = Settings(scheme="light", language=language, text_size=150)
    theme.follow(large)
    with opened(qtbot, theme, tmp_path, size=(1280, 800), source=campaign_file()) as stage:
        stage.settings = large
        pane = shown(stage, "Werkstattbrief")
        for step in ("goal", "audience", "arguments", "sending", "following"):
            pane.shown.go_to(step)
            stage.settle()
            assert not looking.cut_texts(stage.window, language, monkeypatch), step
            assert not looking.covered_controls(stage.window), step
            assert not looking.nameless(stage.window), step
        for part in ("due", "surveys"):
            pane.show_part(part)
            stage.settle()
            assert not looking.cut_texts(stage.window, language, monkeypatch), part
            assert not looking.nameless(stage.window), part
