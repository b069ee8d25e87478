"""The pane in which the data is looked after: one decision at a time, what there is most money in first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.links import to_dial
from crm_desktop.base.phones import e164
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.quality import Care, Flaw
from crm_desktop.engine.duplicates import Level
from crm_desktop.operations.quality import mends as quality_mends
from crm_desktop.operations.quality import merge, quality
from crm_desktop.operations.quality.quality import Decision
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.models.quality import QueueModel, care_words, minutes
from crm_desktop.ui.models.quality_waiting import Waiting
from crm_desktop.ui.panes.quality.commands import commands
from crm_desktop.ui.panes.quality.looking import Looking
from crm_desktop.ui.panes.quality.pages import Pages
from crm_desktop.ui.panes.quality.side import Side
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.panes import Pane as Ground
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.spinner import Spinner
from crm_desktop.ui.widgets.text import Text, title
from crm_desktop.ui.widgets.two_line import TwoLineDelegate

#: Pixels at 100 % text from which on the head of the pane has room for all words.
_NARROW = 1180
_ROW = 56


class QualityPane(Pane):
    """Decisions at the left, the one in view at the right."""

    name = "quality"

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._stale = True
        self._care = Care.DOUBLE
        #: Whether the kind is settled: by the user, or once it was known which one has something in it.
        self._chosen = False
        self.looking = Looking(workplace, self)
        self.looking.found.connect(self._show)
        self.looking.said.connect(self._say)
        self.model = QueueModel(self)
        self.queue = LongListView(self.model, TwoLineDelegate(height=_ROW), name=_("Decisions"), row=look().px(_ROW))
        self.queue.moved.connect(lambda _index: self._show_current())
        self.queue.opened.connect(lambda _index: self.visit())
        self.pages = Pages(workplace, self)
        self.double, self.mend, self.calls = self.pages.double, self.pages.mend, self.pages.calls
        self.side = Side(self.queue)
        self.side.level_chosen.connect(self._choose_level)
        self._build()

    @property
    def waiting(self) -> Waiting:
        """What is known to wait."""
        return self.looking.waiting

    # The pane

    def enter(self, place: Place) -> None:
        """Look what waits; the intent may name a kind."""
        if place.intent in list(Care):
            self._care, self._chosen = Care(place.intent), True
            self.kinds.choose(self._care)
            self._show_queue()
        if self._stale:
            self.look_again()
        self.queue.setFocus()

    def refresh(self, told: Told) -> None:
        """Look again after steps of others; own decisions have left the queue already."""
        if told.initiator is self or not told.outcome.changes.touch(
            "contact", "contact_point", "address", "different_pair", "accepted_value", "deal", "sale"
        ):
            return
        self._stale = True
        if self.isVisible():
            self._stale = False
            self.looking.ask(doubles=not self.looking.is_large())

    def leave(self) -> None:
        """Ask no more."""
        self._stale = self._stale or self.looking.is_going_on()
        self.looking.stop()
        self.workplace.desk.forget(self.looking)
        self.pages.leave()
        super().leave()

    def first_sight(self) -> QWidget:
        """Return the queue."""
        return self.queue.viewport()

    def is_filled(self) -> bool:
        """Whether it is known what waits."""
        return self.waiting.is_whole()

    def subject(self) -> Subject | None:
        """Return the contact in view."""
        one = self.current()
        return Subject("contact", one.contact_ids[0], one.title) if one else None

    def keep(self) -> dict[str, Any]:
        """Keep the kind that is looked at."""
        return {"care": self._care.value, "chosen": self._chosen, "level": self.looking.level.value}

    def restore(self, kept: dict[str, Any]) -> None:
        """Look at the same kind."""
        if kept.get("care") in list(Care):
            self._care, self._chosen = Care(kept["care"]), bool(kept.get("chosen"))
            self.kinds.choose(self._care)
        if kept.get("level") in list(Level):
            self.looking.level = Level(kept["level"])
            self.side.levels.choose(self.looking.level)

    def commands(self) -> list[Command]:
        """Return what can be decided."""
        return commands(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out words where the head has no room for them."""
        super().resizeEvent(event)
        narrow = self.width() < look().px(_NARROW)
        self._sure.set_compact(narrow)
        self._many.set_compact(narrow)
        self._about.setVisible(not narrow)

    # What waits

    def current(self) -> Decision | None:
        """Return the decision in view."""
        return self.model.decision(self.queue.currentIndex().row())

    def has_any(self) -> bool:
        """Whether a decision is in view."""
        return self.current() is not None

    def has_pair(self) -> bool:
        """Whether a pair is in view."""
        one = self.current()
        return one is not None and one.pair is not None

    def has_call(self) -> bool:
        """Whether somebody to call is in view."""
        one = self.current()
        return one is not None and one.care is Care.STALE

    def has_flaws(self) -> bool:
        """Whether a contact with flaws to mend is in view."""
        return self.has_any() and not self.has_pair() and not self.has_call()

    def look_again(self) -> None:
        """Look through all contacts again."""
        self._stale = False
        self.looking.ask()

    def _say(self, words: str) -> None:
        if words:
            self._spinner.start(words)
            self._about.setText(words)
        else:
            self._spinner.stop()
        self._stop.setVisible(bool(words) and self.waiting.is_large())
        self._again.setVisible(self.looking.was_stopped)
        if not words:
            self._show_counts()

    def _show(self) -> None:
        self.side.show_stock(self.waiting.stock, self.looking.days)
        if not self._chosen and self.waiting.is_enough():
            self._chosen = True
            self._care = next((care for care in Care if self.waiting.decisions.get(care)), self._care)
            self.kinds.choose(self._care)
        self._show_counts()
        self._show_queue()

    def _show_counts(self) -> None:
        counts = self.waiting.counts
        for care in Care:
            self.kinds.button(care).set_count(number(counts.get(care, 0)) if counts.get(care) else "")
        self._sure.setEnabled(bool(quality.sure_pairs(self.waiting.decisions.get(Care.DOUBLE, []))))
        if not self.looking.is_going_on():
            whole = self.waiting.whole()
            words = plural("{n} decision", "{n} decisions", whole)
            time = plural("about {n} minute", "about {n} minutes", minutes(counts))
            self._about.setText(f"{words}, {time}" if whole else _("Nothing to decide"))

    def _show_queue(self) -> None:
        rows = self.waiting.decisions.get(self._care, [])
        at = self.current()
        self.model.show(rows, self.looking.currency)
        same = next((place for place, one in enumerate(rows) if at and one.contact_ids == at.contact_ids), 0)
        if rows:
            self.queue.setCurrentIndex(self.model.index(same))
        self._sure.setVisible(self._care is Care.DOUBLE)
        self.side.show_levels(on=self._care is Care.DOUBLE)
        self._show_current()

    def _show_current(self) -> None:
        one = self.current()
        self.side.show_place(
            self.queue.currentIndex().row(), self.model.rowCount(), self.waiting.counts.get(self._care, 0)
        )
        if one is not None:
            self.pages.show_decision(one, self.looking.currency)
        elif self.waiting.is_whole() and not self.waiting.whole():
            self.pages.show_nothing("")
        elif self._care in self.waiting.counts:
            self.pages.show_nothing(_("Nothing of this kind. Well kept."))
        elif self.looking.was_stopped:
            self.pages.show_nothing(_("The look was stopped before this was known."))
        else:
            self.pages.show_nothing(_("Looking through the contacts …"))

    def _choose(self, key: str) -> None:
        self._care, self._chosen = Care(key), True
        self._show_queue()
        self.queue.setFocus()

    # What is decided

    def merge(self) -> None:
        """Merge the pair in view as it is chosen."""
        one, choice = self.current(), self.double.choice()
        if one is not None and choice is not None:
            self._do(
                merge.merge_contacts, one, keep_id=choice.keep, other_ids=choice.other_ids(), choices=choice.choices()
            )

    def call_different(self) -> None:
        """Say that the pair in view are two."""
        one = self.current()
        if one is not None and one.pair is not None:
            self._do(quality.call_all_different, one, contact_ids=one.contact_ids)

    def later(self) -> None:
        """Let the decision in view wait behind the others."""
        here = self.queue.currentIndex().row()
        self.model.put_last(here)
        self.queue.setCurrentIndex(self.model.index(min(max(here, 0), self.model.rowCount() - 1)))
        self._show_current()

    def confirm(self) -> None:
        """Say that what stands there is right: a value that looks wrong, or all that is known of somebody."""
        one = self.current()
        if one is None or one.pair is not None:
            return
        contact_id = one.contact_ids[0]
        if one.care is not Care.STALE:
            values = [(flaw.field, flaw.value) for flaw in one.flaws]
            self._do(quality.accept, one, contact_id=contact_id, values=values)
        elif changes := self.calls.changes():
            self._do(quality_mends.correct, one, failed=self.calls.fail, contact_id=contact_id, values=changes)
        else:
            self._do(quality.confirm, one, contact_ids=[contact_id])

    def change(self) -> None:
        """Put the keyboard where it is typed what is different."""
        if self.has_call():
            self.calls.change()
        elif self.mend.fields:
            next(iter(self.mend.fields.values())).line.setFocus()

    def not_reached(self) -> None:
        """Note that nobody answered, and go to the next one."""
        one = self.current()
        if one is not None and self.has_call():
            self.workplace.desk.do(quality.not_reached, contact_id=one.contact_ids[0], then=self._tell, initiator=self)
            self.later()

    def call(self) -> None:
        """Let the system dial."""
        number_ = self.calls.phone()
        if number_ and self.has_call():
            QDesktopServices.openUrl(QUrl(to_dial(e164(number_) or number_)))

    def take_mend(self) -> None:
        """Take the mend that is proposed."""
        if self.has_flaws():
            self.mend.mend_first()

    def has_choice(self, place: int) -> bool:
        """Whether there is a mend of this number to choose."""
        return self.has_flaws() and place < len(self.mend.choices())

    def keep_place(self, place: int) -> None:
        """Let the first or the second of the two stay; of a contact with flaws, take the mend of this number."""
        if self.has_choice(place):
            self.mend.choose(place)
        elif self.double.grid is not None:
            self.double.grid.keep_at(place)

    def merge_sure(self) -> None:
        """Merge all pairs nobody doubts, in one step."""
        pairs = quality.sure_pairs(self.waiting.decisions.get(Care.DOUBLE, []))
        if pairs:
            self.workplace.desk.do(quality.merge_sure, pairs=pairs, then=self._tell)

    def next_care(self) -> None:
        """Show the next kind of decisions."""
        order = list(Care)
        self._care, self._chosen = order[(order.index(self._care) + 1) % len(order)], True
        self.kinds.choose(self._care)
        self._show_queue()

    def _choose_level(self, level: str) -> None:
        self.looking.level = Level(level)
        self.look_again()
        self.queue.setFocus()

    def change_many(self) -> None:
        """Change one field of many contacts."""
        from crm_desktop.ui.commands.mass_form import change_many  # rarely needed

        change_many(self.workplace, self.window())

    def mend_flaw(self, flaw: Flaw, field: str, value: str) -> None:
        """Write a value into a field of the contact in view, which mends a flaw."""
        one = self.current()
        if one is None:
            return
        rest = tuple(other for other in one.flaws if other != flaw)
        # A phone or an e-mail address is enough to be reached.
        if flaw.care is Care.INCOMPLETE and flaw.field in ("phone", "email"):
            rest = tuple(other for other in rest if other.field not in ("phone", "email"))
        left = one._replace(flaws=rest) if rest else None
        self._do(
            quality_mends.mend, one, left, failed=partial(self.mend.fail, flaw), contact_id=one.contact_ids[0],
            field=field, value=value, record=flaw.record,
        )  # fmt: skip

    def _do(
        self,
        operation: Callable[..., Outcome[Any]],
        one: Decision,
        left: Decision | None = None,
        *,
        failed: Callable[[CrmError], None] | None = None,
        **arguments: Any,
    ) -> None:
        def done(outcome: Outcome[Any]) -> None:
            self._settle(one, left)
            self._tell(outcome)

        self.workplace.desk.do(operation, then=done, failed=failed, initiator=self, **arguments)

    def _settle(self, one: Decision, left: Decision | None) -> None:
        """Take a decision out of the queue, or leave what remains of it, and go to the next."""
        self.waiting.settle(one, left)
        if left is not None:
            here = self.queue.currentIndex().row()
            self.model.show(self.waiting.decisions[one.care], self.looking.currency)
            self.queue.setCurrentIndex(self.model.index(here))
        else:
            row_ = self.model.take(one)
            self.queue.setCurrentIndex(self.model.index(min(max(row_, 0), self.model.rowCount() - 1)))
        self._show_counts()
        self._show_current()
        self.looking.keep_health()
        self.side.show_stock(self.waiting.stock, self.looking.days)
        self.queue.setFocus()

    def _tell(self, outcome: Outcome[Any]) -> None:
        self.workplace.notify(Notice(outcome.label, undo=outcome.step is not None))

    def visit(self) -> None:
        """Go to the contact in view."""
        one = self.current()
        if one is not None:
            self.workplace.go(Place("contacts", "contact", one.contact_ids[0]))

    # Building

    def _build(self) -> None:
        self._about = Text("", 13, 400, "text3")
        self._spinner = Spinner()
        self._stop = Button(_("Stop"), "ghost", icon="x", on=self.looking.stop)
        self._stop.hide()
        self._again = Button(_("Look again"), "secondary", icon="refresh-cw", on=self.look_again)
        self._again.hide()
        self.kinds = Segmented([Choice(care, care_words(care)) for care in Care], name=_("What is decided"))
        self.kinds.chosen.connect(self._choose)
        self._sure = Button(_("Merge all sure ones"), "secondary", icon="list-checks", on=self.merge_sure)
        self._sure.setEnabled(False)
        self._many = Button(_("Find and change many …"), "secondary", icon="replace", on=self.change_many)
        head = Ground("surface")
        heading = title(_("Data care"))
        heading.setMinimumWidth(heading.sizeHint().width())  # the line beside it gives way, the name never
        row(
            head, heading, self._about, self._spinner, self._stop, self._again, None, self.kinds, self._sure,
            self._many, gap=10, margins=(24, 12, 20, 12),
        )  # fmt: skip
        body = QWidget()
        row(body, self.side, Line(upright=True), self.pages, gap=0).setStretch(2, 1)
        column(self, head, Line(), body, gap=0).setStretch(2, 1)
