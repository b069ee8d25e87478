"""What the user does on the board: each deed is one step, told in a toast with what it does to the forecast."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.formats import amount
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.deals import DealStatus
from crm_desktop.operations.deals import bulk as deal_bulk
from crm_desktop.operations.deals import closing as deal_closing
from crm_desktop.operations.deals import deals
from crm_desktop.operations.deals.flow import REQUIRABLE
from crm_desktop.operations.planning.tasks import Plan
from crm_desktop.store.queries import contact_card
from crm_desktop.store.queries import deals as deal_queries
from crm_desktop.store.queries.contact_card import ContactFacts
from crm_desktop.store.queries.custom_fields import OwnValues, own_values
from crm_desktop.store.queries.deals import DealRow
from crm_desktop.store.queries.pipelines import StageRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.board.close_forms import Loss, LossForm, ParkForm, Win, WinForm, usual_reasons
from crm_desktop.ui.panes.board.data import BoardData, Expected
from crm_desktop.ui.panes.board.deal_form import DealAnswer, DealForm, StageForm

#: Milliseconds a toast waits for what the forecast says; then it goes without.
_PATIENCE = 900


class Deeds(QObject):
    """Signals: `failed()`: a move could not be kept, the board is to be read again; `made(deal id)` of a new deal."""

    failed = Signal()
    made = Signal(int)

    def __init__(self, workplace: Workplace, data: BoardData, pane: QWidget) -> None:
        super().__init__(pane)
        self._workplace, self._data, self._pane = workplace, data, pane
        self._waiting: tuple[Outcome[Any], Expected | None] | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._tell_waiting)
        data.expected.connect(self._tell_waiting)

    # Moving

    def move(self, ids: Sequence[int], stage: StageRow, below: int | None = None) -> None:
        """Bring deals into a stage; what the stage asks for is asked in a small form, and saved with the move."""
        if len(ids) == 1:
            self._move_one(ids[0], stage, below)
        else:
            self._do(deal_bulk.move_deals, failed=self._fail_move, deal_ids=list(ids), stage_id=stage.id)

    def _move_one(self, deal_id: int, stage: StageRow, below: int | None) -> None:
        def fail(error: CrmError) -> None:
            """Say at the field what is wrong."""
            if isinstance(error, BadInput) and error.field in REQUIRABLE:
                self._ask_needed(deal_id, stage, below)
            else:
                self._fail_move(error)

        self._do(deals.move_to_stage, failed=fail, deal_id=deal_id, stage_id=stage.id, below=below)

    def _ask_needed(self, deal_id: int, stage: StageRow, below: int | None) -> None:
        def ask(found: tuple[DealRow | None, list[str]]) -> None:
            """Ask with what is known already."""
            deal, wanted = found
            form = StageForm(self._workplace.desk, stage.name, wanted, deal=deal, parent=self._pane)
            form.rejected.connect(self.failed)

            def save(fields: dict[str, Any]) -> None:
                """Do it with what was filled in."""
                self._do(
                    deals.move_to_stage, form=form, deal_id=deal_id, stage_id=stage.id, below=below, **fields
                )  # fmt: skip

            self._open(form, save)

        self._workplace.desk.ask(
            _needed, deal_id=deal_id, stage_id=stage.id, then=ask, asker=self, topic="needed", lane="board",
            failed=self._fail_move,
        )  # fmt: skip

    def _fail_move(self, error: CrmError) -> None:
        self._workplace.notify(Notice(str(error), tone="danger"))
        self.failed.emit()

    def close_on(self, days: dict[int, date | None]) -> None:
        """Expect deals to be closed on other days."""
        self._do(deal_bulk.set_closes, failed=self._fail_move, days=days)

    # How deals end

    def win(self, ids: Sequence[int], name: str) -> None:
        """Win deals, with the argument that convinced."""

        def ask(found: tuple[list[str], int | None]) -> None:
            """Ask with what is known already."""
            arguments, cents = found
            form = WinForm(name, arguments, cents, self._pane, count=len(ids))
            form.rejected.connect(self.failed)

            def save(win: Win) -> None:
                """Do it with what was filled in."""
                self._do(
                    deal_closing.win_deals, form=form, deal_ids=list(ids), argument=win.argument,
                    amount_cents=win.amount_cents,
                )  # fmt: skip

            self._open(form, save)

        self._workplace.desk.ask(_arguments, deal_ids=list(ids), then=ask, asker=self, topic="arguments", lane="board")

    def lose(self, ids: Sequence[int], name: str) -> None:
        """Lose deals, with the reason."""
        form = LossForm(name, usual_reasons(), self._pane, count=len(ids))
        form.rejected.connect(self.failed)

        def save(loss: Loss) -> None:
            """Do it with what was filled in."""
            self._do(
                deal_closing.lose_deals, form=form, deal_ids=list(ids), reason=loss.reason, note=loss.note,
                competitor=loss.competitor, ask_again_on=loss.ask_again_on,
            )  # fmt: skip

        self._open(form, save)

    def park(self, ids: Sequence[int], name: str) -> None:
        """Park deals until a day."""
        form = ParkForm(name, self._data.today, self._pane, count=len(ids))
        form.rejected.connect(self.failed)
        self._open(form, lambda day: self._do(deal_closing.park_deals, form=form, deal_ids=list(ids), until=day))

    def reopen(self, ids: Sequence[int]) -> None:
        """Open closed deals again."""
        self._do(deal_closing.reopen_deals, deal_ids=list(ids))

    def bin(self, ids: Sequence[int]) -> None:
        """Put deals into the bin."""
        self._do(deal_bulk.delete_deals, deal_ids=list(ids))

    # Several at once

    def tag(self, ids: Sequence[int], words: str, *, remove: bool = False) -> None:
        """Put words on deals, several with commas, or take them off."""
        names = [word for word in words.split(",") if word.strip()]
        add, off = ([], names) if remove else (names, [])
        self._do(deal_bulk.tag_deals, deal_ids=list(ids), add=add, remove=off)

    def plan(self, ids: Sequence[int], new: Plan) -> None:
        """Plan the same next step for deals."""
        self._do(deal_bulk.plan_for_deals, deal_ids=list(ids), new=new)

    # One deal

    def add_quickly(self, stage_id: int, title: str, cents: int) -> None:
        """Add a deal by its title and value."""
        self._do(
            deals.add_deal, also=lambda outcome: self.made.emit(outcome.value), title=title, stage_id=stage_id,
            amount_cents=cents,
        )  # fmt: skip

    def add(self, stage_id: int, *, title: str = "", about: int = 0) -> DealForm:
        """Open the form for a new deal."""
        form = DealForm(self._workplace.desk, self._data.stages, stage_id=stage_id, parent=self._pane)
        form.title_field.set_value(title)

        def save(answer: DealAnswer) -> None:
            """Do it with what was filled in."""
            self._do(
                deals.add_deal, form=form, also=lambda outcome: self.made.emit(outcome.value), title=answer.title,
                stage_id=answer.stage_id, tags=answer.tags, **answer.fields,
            )  # fmt: skip

        self._open(form, save)
        self._workplace.desk.ask(
            own_values, record="deal", ref=0, asker=form, topic="own fields",
            then=lambda own: form.show_own(own, self._data.currency),
        )  # fmt: skip
        if about:
            self._prefill(form, about)
        return form

    def edit(self, deal_id: int) -> None:
        """Open the form of a deal that is known."""

        def show(found: tuple[DealRow | None, OwnValues]) -> None:
            """Show what was found."""
            deal, own = found
            if deal is None:
                return
            form = DealForm(
                self._workplace.desk, self._stages_of(deal), stage_id=deal.stage_id, deal=deal, parent=self._pane
            )

            def save(answer: DealAnswer) -> None:
                """Do it with what was filled in."""
                self._do(
                    deals.change_deal, form=form, deal_id=deal.id, version=deal.version, title=answer.title,
                    stage_id=answer.stage_id, tags=answer.tags, **answer.fields,
                )  # fmt: skip

            form.show_own(own, deal.currency)
            if deal.status is not DealStatus.OPEN:
                form.offer_reopening(lambda: self._do(deals.reopen_deal, form=form, deal_id=deal.id))
            self._open(form, save)

        self._workplace.desk.ask(_deal_and_own, deal_id=deal_id, then=show, asker=self, topic="deal", lane="board")

    def _stages_of(self, deal: DealRow) -> list[StageRow]:
        return [stage for stage in self._data.all_stages if stage.pipeline_id == deal.pipeline_id]

    def _prefill(self, form: DealForm, contact_id: int) -> None:
        def show(found: ContactFacts | None) -> None:
            """Show what was found."""
            if found is not None:
                form.account.show_contact(found.company_id or found.id, found.company or found.name)
                if found.company_id:
                    form.person.show_contact(found.id, found.name)

        self._workplace.desk.ask(contact_card.facts, contact_id=contact_id, then=show, asker=form, topic="about")

    # Telling

    def say(self, words: str) -> None:
        """Say something to screen readers."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._pane, words))

    def _do(
        self,
        operation: Callable[..., Outcome[Any]],
        *,
        form: Any = None,
        failed: Callable[[CrmError], None] | None = None,
        also: Callable[[Outcome[Any]], None] | None = None,
        **arguments: Any,
    ) -> None:
        before = self._data.outlook

        def done(outcome: Outcome[Any]) -> None:
            """Close the form and tell what was done."""
            if form is not None:
                form.accept()
            if also is not None:
                also(outcome)
            self._tell_waiting()
            self._waiting = (outcome, before)
            self._patience.start(_PATIENCE)
            self.say(outcome.label)

        self._workplace.desk.do(operation, then=done, failed=form.fail if form else failed, **arguments)

    def _tell_waiting(self) -> None:
        """Tell what was done, with what it does to the forecast where that is known by now."""
        if self._waiting is None:
            return
        (outcome, before), self._waiting = self._waiting, None
        self._patience.stop()
        words, now = outcome.label, self._data.outlook
        if before is not None and now is not None and now is not before:
            words = "  ·  ".join(part for part in (words, self._effect(before, now)) if part)
        self._workplace.notify(Notice(words, undo=outcome.step is not None))

    def _effect(self, before: Expected, now: Expected) -> str:
        old, new = (amount(one.expected_cents, self._data.currency, whole=True) for one in (before, now))
        if old == new or before.period != now.period:
            return ""
        return _("Expected in {period}: {before} → {after}").format(period=quarter(now), before=old, after=new)

    def _open(self, form: Any, save: Callable[[Any], None]) -> None:
        form.filled.connect(save)
        form.finished.connect(lambda _result: self._workplace.desk.forget(form))
        form.finished.connect(form.deleteLater)
        form.open()


def quarter(found: Expected) -> str:
    """Return what people call the period of a forecast: Q1."""
    return f"Q{(found.period.first.month + 2) // 3}"


def _deal_and_own(reader: Reader, *, deal_id: int) -> tuple[DealRow | None, OwnValues]:
    return deal_queries.deal(reader, deal_id=deal_id), own_values(reader, record="deal", ref=deal_id)


def _needed(reader: Reader, *, deal_id: int, stage_id: int) -> tuple[DealRow | None, list[str]]:
    wanted = deals.missing_fields(reader, deal_id=deal_id, stage_id=stage_id)
    return deal_queries.deal(reader, deal_id=deal_id), wanted


def _arguments(reader: Reader, *, deal_ids: list[int]) -> tuple[list[str], int | None]:
    found = deal_queries.won_arguments(reader)
    deal = deal_queries.deal(reader, deal_id=deal_ids[0]) if len(deal_ids) == 1 else None
    return found, None if deal is None else deal.amount_cents
