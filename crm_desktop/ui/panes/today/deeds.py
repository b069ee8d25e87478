"""What is done with the lines of a day: done, put off, called, planned, opened; each is one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.base.links import to_dial
from crm_desktop.domain.kinds import ActivityKind
from crm_desktop.operations.planning.today import Hint, HintKind, Todo
from crm_desktop.store.queries import today as today_queries
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.models.today import Line, todo_line
from crm_desktop.ui.panes.today.lines import DayList
from crm_desktop.ui.panes.today.sections import Sections

if TYPE_CHECKING:
    from crm_desktop.base.natural_days import Moment
    from crm_desktop.domain.changes import Outcome
    from crm_desktop.store.queries.tasks import TaskRow

#: Days an offer is valid longer when it is extended.
_LONGER = 14
_OF_OFFERS = frozenset({HintKind.EXPIRING, HintKind.EXPIRED, HintKind.UNANSWERED})
_OF_DEALS = frozenset({HintKind.STALE, HintKind.NO_STEP})


class Doing:
    """Acts on the line under the cursor, else on what comes next; `again` reads the lists anew after a failure."""

    def __init__(self, workplace: Workplace, parent: QWidget, sections: Sections, again: Callable[[], None]) -> None:
        self._workplace, self._parent, self._sections, self._again = workplace, parent, sections, again

    # What the keys act on

    def current(self) -> Line | None:
        """Return the line under the cursor of the list that has the keyboard, else the card's."""
        return self._sections.line() or self._card_line()

    def _card_line(self) -> Line | None:
        card = self._sections.next_card
        if card.found is None or card.isHidden():
            return None
        return todo_line(card.found.todo, self._workplace.today())

    def subject(self) -> Subject | None:
        """Return the record the current line is about."""
        line = self.current()
        if line is None:
            return None
        of = line.of
        if isinstance(of, Hint):
            if of.kind is HintKind.ANSWER:
                return None
            if of.kind is HintKind.CASE:
                return Subject("contact", of.contact_id, of.whom) if of.contact_id else None
            kind = "offer" if of.kind in _OF_OFFERS else "deal" if of.kind in _OF_DEALS else "contact"
            return Subject(kind, of.ref, of.title) if of.ref else None
        row = of.row
        if row.deal_id is not None and row.deal:
            return Subject("deal", row.deal_id, row.deal)
        ref, name = (row.person_id, row.person) if row.person_id else (row.account_id, row.account)
        return Subject("contact", ref, name) if ref else None

    # Done, put off, planned

    def add(self) -> None:
        """Open the form for a new task."""
        from crm_desktop.ui.commands.planning import plan_task  # after the first picture, here and below

        plan_task(self._workplace, self._parent)

    def done(self, line: Line | None = None) -> None:
        """Say that something is done; of what nobody has planned, do the one thing there is to do."""
        line = line or self.current()
        if line is None:
            return
        if isinstance(line.of, Hint):
            self.plan(line)
            return
        from crm_desktop.operations.planning import tasks

        self._take(line)
        self._do(tasks.complete_task, activity_id=line.of.row.id)

    def defer(self, line: Line | None = None, at: QWidget | None = None) -> None:
        """Offer days to put something off to."""
        line = line or self.current()
        if line is None or isinstance(line.of, Hint):
            return
        from crm_desktop.ui.panes.today.putting_off import put_off_menu

        chosen = line

        def until(day: date) -> None:
            self.put_off(chosen, day)

        menu = put_off_menu(self._parent, self._workplace.today(), until, partial(self._ask_day, chosen))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._below(at))

    def put_off(self, line: Line, until: date) -> None:
        """Put something off to a day."""
        if isinstance(line.of, Hint):
            return
        from crm_desktop.operations.planning import tasks

        if until > self._workplace.today():
            self._take(line)
        self._do(tasks.defer_tasks, activity_ids=[line.of.row.id], until=until)

    def plan(self, line: Line | None = None) -> None:
        """Give something a day and a time; of what nobody has planned, plan the first step."""
        line = line or self.current()
        if line is None:
            return
        if isinstance(line.of, Hint):
            self._plan_hint(line.of)
            return
        from crm_desktop.base.natural_days import Moment

        row = line.of.row
        words = _("When for “{subject}”?").format(subject=row.subject)
        self._ask_moment(words, _("Plan"), Moment(row.due_on, row.due_time), partial(self._set_time, row.id))

    def change(self) -> None:
        """Open the form of the task under the cursor."""
        line = self.current()
        if line is not None and isinstance(line.of, Todo):
            self._ask_task(line.of.row.id, self._change)

    # Calling, opening

    def act(self, line: Line | None = None) -> None:
        """Call somebody, or begin to write down what happened."""
        line = line or self.current()
        if line is None:
            return
        whom = line.of.contact_id if isinstance(line.of, Hint) else line.of.row.person_id or line.of.row.account_id
        if whom is None:
            self.open(line)
        elif isinstance(line.of, Todo) and line.of.row.kind is not ActivityKind.CALL:
            self._workplace.go(Place("contacts", "contact", whom, intent="note"))
        else:
            self._workplace.desk.ask(
                today_queries.phone_of, contact_id=whom, then=partial(self._call, whom), asker=self._parent,
                topic="phone", lane="today",
            )  # fmt: skip

    def open(self, line: Line | None = None) -> None:
        """Open what a line is about."""
        line = line or self.current()
        if line is None:
            return
        place = _place(line.of)
        if place is not None:
            self._workplace.go(place)
        else:
            self.change()

    def money(self, line: Line | None = None) -> None:
        """Open the deal the money would come from."""
        line = line or self.current()
        deal_id = None if line is None else line.of.deal_id if isinstance(line.of, Hint) else line.of.row.deal_id
        if deal_id is not None:
            self._workplace.go(Place("board", "deal", deal_id))

    def open_calendar(self) -> None:
        """Show the calendar."""
        self._workplace.go(Place("calendar"))

    def open_entry(self, activity_id: int) -> None:
        """Show whom an entry concerns."""
        self._ask_task(activity_id, self._open_task)

    # The buttons of the card

    def with_card(self, act: Callable[[Line], None]) -> None:
        """Do something with what comes next, whatever is under the cursor."""
        line = self._card_line()
        if line is not None:
            act(line)

    # All of it

    def spread(self) -> None:
        """Give everything overdue a new day."""
        from crm_desktop.operations.planning import tasks

        self._do(tasks.spread_overdue)

    def defer_overdue(self, until: date) -> None:
        """Put off everything that is overdue."""
        from crm_desktop.operations.planning import tasks

        self._do(tasks.defer_overdue, until=until)

    def ask_overdue(self) -> None:
        """Ask until when everything overdue is put off."""
        self._ask_moment(
            _("Until when is everything overdue put off?"), _("Put off"), None,
            lambda moment: self.defer_overdue(moment.day),
        )  # fmt: skip

    # Inside

    def _plan_hint(self, hint: Hint) -> None:
        from crm_desktop.operations.planning.tasks import Plan
        from crm_desktop.ui.commands.planning import plan_task
        from crm_desktop.ui.models.record_field import Record

        tomorrow = self._workplace.today() + timedelta(days=1)
        if hint.kind in (HintKind.LEADS, HintKind.ANSWER):
            self._workplace.go(Place("leads", "lead" if hint.ref else "", hint.ref))
        elif hint.kind is HintKind.CASE:
            self._workplace.go(_case_place(hint))
        elif hint.kind in (HintKind.EXPIRING, HintKind.EXPIRED):
            from crm_desktop.operations.offers import life as offer_life

            until = max(hint.on or tomorrow, self._workplace.today()) + timedelta(days=_LONGER)
            self._do(offer_life.extend_offer, offer_id=hint.ref, valid_until=until)
        elif hint.kind is HintKind.UNANSWERED:
            words = _("Follow up offer {number}").format(number=hint.title)
            known = Plan(words, tomorrow, ActivityKind.CALL)
            plan_task(self._workplace, self._parent, known=known, record=Record("offer", hint.ref, hint.title))
        elif hint.kind in _OF_DEALS:
            record = Record("deal", hint.ref, hint.title)
            plan_task(self._workplace, self._parent, known=Plan("", tomorrow), record=record)
        else:
            words = _("Congratulate on the birthday") if hint.kind is HintKind.BIRTHDAY else _("Ask what is needed")
            known = Plan(words, hint.on or tomorrow, ActivityKind.CALL)
            plan_task(self._workplace, self._parent, known=known, record=Record("contact", hint.ref, hint.title))

    def _ask_task(self, activity_id: int, then: Callable[[TaskRow | None], None]) -> None:
        from crm_desktop.store.queries.tasks import task

        self._workplace.desk.ask(
            task, activity_id=activity_id, then=then, asker=self._parent, topic="task", lane="today"
        )

    def _change(self, found: TaskRow | None) -> None:
        if found is None:
            return
        from crm_desktop.operations.planning.tasks import Plan
        from crm_desktop.ui.commands.planning import change_task

        known = Plan(
            found.subject, found.due_on, found.kind, found.due_time, found.body, found.priority, found.reminder_at,
            found.recurrence,
        )  # fmt: skip
        name = found.deal or ", ".join(name for _ref, name in found.contacts)
        change_task(self._workplace, self._parent, activity_id=found.id, version=found.version, known=known, name=name)

    def _open_task(self, found: TaskRow | None) -> None:
        if found is None:
            return
        if found.contacts:
            self._workplace.go(Place("contacts", "contact", found.contacts[0][0]))
        else:
            self._change(found)

    def _call(self, whom: int, phone: str) -> None:
        if phone:
            from PySide6.QtCore import QUrl
            from PySide6.QtGui import QDesktopServices

            QDesktopServices.openUrl(QUrl(to_dial(phone)))
        self._workplace.go(Place("contacts", "contact", whom, intent="call"))

    def _ask_day(self, line: Line) -> None:
        words = _("Until when is “{subject}” put off?").format(subject=_subject(line))
        self._ask_moment(words, _("Put off"), None, lambda moment: self._put_off_to(line, moment))

    def _put_off_to(self, line: Line, moment: Moment) -> None:
        if isinstance(line.of, Todo) and moment.time:
            self._set_time(line.of.row.id, moment)
        else:
            self.put_off(line, moment.day)

    def _set_time(self, activity_id: int, moment: Moment) -> None:
        from crm_desktop.operations.planning import tasks

        self._do(tasks.set_time, activity_id=activity_id, on=moment.day, time=moment.time)

    def _ask_moment(self, words: str, button: str, value: Moment | None, then: Callable[[Moment], None]) -> None:
        from crm_desktop.ui.panes.today.putting_off import MomentForm

        form = MomentForm(words, button, self._workplace.today, value=value, parent=self._parent)

        def take(moment: Moment) -> None:
            form.accept()
            then(moment)

        form.filled.connect(take)
        form.finished.connect(form.deleteLater)
        form.open()
        form.when.line.selectAll()
        form.when.setFocus()

    def _take(self, line: Line) -> None:
        """Take a line out of its list at once; the step follows."""
        for view in self._sections.lists:
            row = view.lines.row_of(line.key)
            if row is not None:
                self._sections.take(view, row)

    def _do(self, operation: Callable[..., Outcome[Any]], **arguments: Any) -> None:
        def fail(error: CrmError) -> None:
            self._workplace.notify(Notice(str(error), tone="danger"))
            self._again()

        self._workplace.desk.do(operation, then=self._tell, failed=fail, **arguments)

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))

    def _below(self, at: QWidget | None) -> QPoint:
        """Return where a menu opens: below a button, else below the line under the cursor."""
        view: DayList | None = self._sections.view()
        if at is not None:
            return at.mapToGlobal(QPoint(0, at.height() + 2))
        if view is not None:
            rect = view.visualRect(view.currentIndex())
            return view.viewport().mapToGlobal(QPoint(rect.x() + rect.width() // 2, rect.bottom()))
        button = self._sections.next_card.defer
        return button.mapToGlobal(QPoint(0, button.height() + 2))


def _place(of: Todo | Hint) -> Place | None:
    """Return where a line's record is seen: the offer, else the customer with the history, else the deal."""
    if isinstance(of, Hint):
        return _hint_place(of)
    row = of.row
    if row.offer_id is not None:
        return Place("offers", "offer", row.offer_id)
    whom = row.person_id or row.account_id
    if whom is not None:
        return Place("contacts", "contact", whom)
    return None if row.deal_id is None else Place("board", "deal", row.deal_id)


def _hint_place(hint: Hint) -> Place:
    if hint.kind in _OF_OFFERS:
        return Place("offers", "offer", hint.ref)
    if hint.kind is HintKind.CASE:
        return _case_place(hint)
    if hint.kind in (HintKind.LEADS, HintKind.ANSWER):
        return Place("leads", "lead" if hint.ref else "", hint.ref)
    return Place("board", "deal", hint.ref) if hint.kind in _OF_DEALS else Place("contacts", "contact", hint.ref)


def _case_place(hint: Hint) -> Place:
    return Place("contacts", "contact", hint.contact_id or 0, "case", hint.ref)


def _subject(line: Line) -> str:
    return line.of.title if isinstance(line.of, Hint) else line.of.row.subject
