"""Surveys: what was asked, what was answered, and how it goes over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from crm_desktop.base.formats import day as day_words
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.times import local_day
from crm_desktop.domain.surveys import QuestionKind
from crm_desktop.operations.campaigns import surveys as operations
from crm_desktop.store.queries import surveys as queries
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.models.campaign_lines import ID_ROLE, Line, LinesModel
from crm_desktop.ui.panes.campaigns.survey_doing import SurveyDeeds
from crm_desktop.ui.panes.campaigns.survey_result import SurveyResult
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line as Hairline
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.text import Text
from crm_desktop.ui.widgets.two_line import TwoLine, TwoLineDelegate

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.operations.campaigns.surveys import SurveyResults
    from crm_desktop.store.queries.surveys import AnswerRow, SurveyDetail, SurveyRow

_LIST, _SHARE = 320, 0.32
#: Width of the page at 100 % text below which its cards stand below each other.
_TIGHT = 900


class InView(NamedTuple):
    """One survey with its results."""

    detail: SurveyDetail
    results: SurveyResults
    #: What each customer marked, the worst first.
    marks: tuple[AnswerRow, ...]


def read_survey(reader: Reader, *, survey_id: int, today: date) -> InView | None:
    """Return a survey and what it gave; None where it is gone."""
    detail = queries.survey(reader, survey_id=survey_id)
    if detail is None:
        return None
    marked = next((one.id for one in detail.questions if one.kind is QuestionKind.SCORE), 0)
    rows = [one for one in queries.answers(reader, survey_id=survey_id) if one.question_id == marked and one.contact_id]
    marks = tuple(sorted((one for one in rows if one.mark is not None), key=lambda one: (one.mark or 0, -one.reply_id)))
    return InView(detail, operations.survey_results(reader, survey_id=survey_id, today=today), marks)


class SurveysPage(Pane):
    """The list at the left, the survey in view at the right."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._workplace = workplace
        self._wanted = 0
        self._stale = True
        self.found: InView | None = None
        self.deeds = SurveyDeeds(workplace, self, self.pick)
        self.model = LinesModel(self)
        self.view = LongListView(self.model, TwoLineDelegate(), name=_("Surveys"))
        self.view.moved.connect(self._show_current)
        self.view.opened.connect(lambda _index: self.enter_answers())
        self._name = Text("", 16, 600)
        self.enter_button = Button(_("Enter answers …"), "secondary", icon="pencil", on=self.enter_answers)
        self.edit = Button(_("Questions …"), "secondary", icon="list-ordered", on=self.change)
        self.more = IconButton("ellipsis", _("More"))
        menu = Menu(self.more)
        menu.entry(_("Read answers from a file …"), "download", on=self._take_file)
        menu.entry(_("Copy the reply form as text"), "copy", on=self._copy_form)
        menu.entry(_("Send by a campaign …"), "megaphone", on=self._send)
        menu.addSeparator()
        menu.entry(_("Move to the bin"), "trash-2", on=self.bin)
        self.more.set_menu(menu)
        self.result = SurveyResult()
        self.result.contact_asked.connect(lambda ref: workplace.go(Place("contacts", "contact", ref)))
        self._stack = QStackedWidget()
        self._build()

    # Use

    def enter(self) -> None:
        """Come into sight."""
        if self._stale:
            self._ask()
        self.view.setFocus()

    def add(self) -> None:
        """Begin a survey."""
        self.deeds.add()

    def change(self) -> None:
        """Change the questions of the survey in view."""
        if self.found is not None:
            self.deeds.change(self.found.detail)

    def enter_answers(self) -> None:
        """Enter what somebody answered."""
        if self.found is not None:
            self.deeds.enter_answers(self.found.detail)

    def bin(self) -> None:
        """Move the survey in view to the bin."""
        if self.found is not None:
            self.deeds.bin(self.found.detail.id)

    def pick(self, survey_id: int) -> None:
        """Show a survey, now or when the list has come."""
        self._wanted = survey_id
        place = self.model.row_of(survey_id)
        if place is not None:
            self._wanted = 0
            self.view.setCurrentIndex(self.model.index(place, 0))

    def refresh(self, told: Told) -> None:
        """Read again what changed."""
        if told.outcome.changes.touch("survey", "survey_question", "survey_reply", "survey_answer", "campaign"):
            self._stale = True
            if self.isVisible():
                self._ask()

    def leave(self) -> None:
        """Drop open questions."""
        for asker in (self, self.deeds):
            self._workplace.desk.forget(asker)

    def picked_id(self) -> int:
        """Return the survey in view, 0 for none."""
        return int(self.view.currentIndex().data(ID_ROLE) or 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give list and results their share of the room."""
        super().resizeEvent(event)
        self.view.setFixedWidth(min(look().px(_LIST), round(self.width() * _SHARE)))
        room = self.width() / look().scale
        self.edit.set_compact(room < _TIGHT)
        self.enter_button.set_compact(room < _TIGHT)
        self.result.follow_width(narrow=room < _TIGHT)

    # Inside

    def _build(self) -> None:
        head = row(None, self._name, None, self.enter_button, self.edit, self.more, gap=8)
        ground = Pane("canvas")
        column(ground, self.result, None, gap=0, margins=(24, 4, 24, 20))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(area.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        area.setFocusPolicy(area.focusPolicy().NoFocus)
        area.setWidget(ground)
        right = Pane("canvas")
        top = QWidget()
        column(top, head, margins=(24, 14, 18, 12))
        column(right, top, area, gap=0).setStretch(1, 1)
        both = QWidget()
        row(both, self.view, Hairline(upright=True), right, gap=0).setStretch(2, 1)
        self._empty = EmptyState(
            "clipboard-list", _("Ask how it was"),
            _("A few questions, answered by mail, by hand or on the phone; low marks become a task at once."),
            action=Button(_("New survey"), "primary", icon="plus", key="N", on=self.add),
        )  # fmt: skip
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty)
        column(self, self._stack, gap=0)

    def _ask(self) -> None:
        self._stale = False
        self._workplace.desk.ask(
            queries.survey_rows, then=self._show_list, asker=self, topic="surveys", lane="campaigns"
        )

    def _show_list(self, rows: list[SurveyRow]) -> None:
        held = self._wanted or self.picked_id()
        self.model.show([_line(one) for one in rows])
        self._stack.setCurrentIndex(0 if rows else 1)
        if rows:
            place = self.model.row_of(held) or 0
            self._wanted = 0
            if self.view.currentIndex().row() != place:
                self.view.setCurrentIndex(self.model.index(place, 0))
            else:
                self._show_current(self.view.currentIndex())
        else:
            self.found = None

    def _show_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self._workplace.desk.ask(
                read_survey, survey_id=int(index.data(ID_ROLE)), today=self._workplace.today(), then=self._show,
                asker=self, topic="survey", lane="campaigns",
            )  # fmt: skip

    def _show(self, found: InView | None) -> None:
        self.found = found
        if found is not None:
            self._name.setText(found.detail.name)
            self.result.show_results(found.results, found.marks)

    def _take_file(self) -> None:
        if self.found is not None:
            self.deeds.take_file(self.found.detail)

    def _copy_form(self) -> None:
        if self.found is not None:
            self.deeds.copy_form(self.found.detail.id)

    def _send(self) -> None:
        if self.found is not None:
            self.deeds.send(self.found.detail.id)


def _line(one: SurveyRow) -> Line:
    detail = ", ".join([
        plural("{n} question", "{n} questions", one.questions), plural("{n} reply", "{n} replies", one.replies)
    ])  # fmt: skip
    last = day_words(local_day(one.last_at)) if one.last_at else ""
    return Line(one.id, TwoLine(one.name, detail, last, icon="clipboard-list"), f"{one.name}, {detail}")
