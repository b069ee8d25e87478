"""The offers pane: the list, and the editor of the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.operations.offers import copies as offer_copies
from crm_desktop.operations.offers import offers
from crm_desktop.store.queries.offers import standing
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.models.offer_files import dropped_pdfs
from crm_desktop.ui.models.offer_reading import OfferInHand, account_of
from crm_desktop.ui.models.offers import number_of
from crm_desktop.ui.panes.offers.commands import Abilities, commands
from crm_desktop.ui.panes.offers.conditions import Conditions
from crm_desktop.ui.panes.offers.incoming import Incoming
from crm_desktop.ui.panes.offers.listing import OfferList
from crm_desktop.ui.panes.offers.notices import remark_on
from crm_desktop.ui.widgets.panes import column

if TYPE_CHECKING:
    from crm_desktop.ui.panes.offers.compare import ComparePage
    from crm_desktop.ui.panes.offers.editor import OfferEditor
    from crm_desktop.ui.panes.offers.life import OfferLife
    from crm_desktop.ui.panes.offers.positions import Positions


class OffersPane(Pane):
    """Where offers are found, written and sent."""

    name = "offers"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._kept: dict[str, Any] = {}
        #: Whether the user was elsewhere since the last time here.
        self._away = False
        #: The offer whose editor has the cursor where it belongs.
        self._taken_up = 0
        #: The offer that was begun here and may still be empty.
        self._begun = 0
        self.list = OfferList(workplace, new=self.add)
        self.list.opened.connect(self.open_offer)
        self.list_in_view = self.list.in_view
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self.editor: OfferEditor | None = None
        self.life: OfferLife | None = None
        self.versions: ComparePage | None = None
        self.when = Conditions(lambda: self.editor if self._is_open() else None)
        self.incoming = Incoming(workplace, self, self.when.drafting, self.open_offer)
        self.setAcceptDrops(True)
        column(self, self._stack, gap=0)

    # The pane

    def enter(self, place: Place) -> None:
        """Show an offer or the list, or begin a new offer; who comes back finds the offer that was open."""
        away, self._away = self._away, False
        if place.intent == "new":
            self._begin(place)
        elif place.kind == "offer" and place.ref and place.intent == "compare":
            self._compare(place.ref)
        elif place.kind == "offer" and place.ref:
            self._open(place.ref)
        elif not (away and self.when.found() is not None):
            self._show_list()

    def refresh(self, told: Told) -> None:
        """Read what changed again."""
        self.list.refresh(told)
        if self.versions is not None:
            self.versions.refresh(told)
        if self.editor is not None:
            self.editor.saving.refresh(told)

    def first_sight(self) -> QWidget:
        """Return the list."""
        return self.list.view

    def is_filled(self) -> bool:
        """Whether the list has been read."""
        return self.list.is_read()

    def subject(self) -> Subject | None:
        """Return the offer in view."""
        found = self.when.found()
        if found is None:
            return None
        return Subject("offer", found.offer.id, number_of(found.offer.number, found.offer.version_no))

    def print_view(self) -> None:
        """Print the offer that is open, or the list."""
        if self.life is not None and self.when.found() is not None:
            self.life.print_offer()
        else:
            self.list.print_list()

    def escape(self) -> bool:
        """Go back from two versions to the offer."""
        comparing = self.versions is not None and self._stack.currentWidget() is self.versions
        if comparing:
            self._leave_versions()
        return comparing

    def keep(self) -> dict[str, Any]:
        """Store what is half typed, and keep which offer is open and where."""
        if self.versions is not None and self._stack.currentWidget() is self.versions:
            return {
                "offer": 0, "compare": self.versions.offer_id, "chip": self.list.chip(), "picked": self.list.picked_id()
            }  # fmt: skip
        if self.editor is None or not self._is_open():
            return {**self._kept, "offer": 0, "chip": self.list.chip(), "picked": self.list.picked_id()}
        self.editor.settle()
        begun, self._begun = self._begun, 0
        return {
            "begun": begun,
            "offer": self.editor.saving.offer_id,
            "line": self.editor.grid.row(),
            "scroll": self.editor.scroll_value(),
            "part": self.editor.part(),
            "unfolded": self.editor.terms.is_unfolded(),
            "chip": self.list.chip(),
            "picked": self.list.picked_id(),
        }

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up where `keep` left off."""
        self.list.choose_chip(kept["chip"])
        self.list.pick(kept["picked"])
        if kept.get("compare"):
            self._compare(kept["compare"])
        elif kept["offer"]:
            self._kept, self._begun = kept, kept.get("begun", 0)
            self._open(kept["offer"])
        else:
            self._show_list()

    def leave(self) -> None:
        """Drop all open questions."""
        askers: list[object] = [self, self.list]
        if self.versions is not None:
            askers.append(self.versions)
        if self.editor is not None:
            self.editor.close_offer()
            askers += [self.editor, self.editor.saving, self.editor.preview, self.editor.address.account]
            askers += self.editor.terms.areas()
        for asker in askers:
            self.workplace.desk.forget(asker)

    def commands(self) -> list[Command]:
        """Return what can be done with offers here."""
        return commands(
            Abilities(
                add=self.add,
                filter=self.list.filter_now,
                step=self.step,
                from_template=self.begin_from_template,
                do=self._do,
                write=self._write,
                incoming=self.incoming,
                when=self.when,
            )
        )

    # What the user does

    def add(self) -> None:
        """Begin an offer for nobody yet."""
        self.workplace.go(Place("offers", intent="new"))

    def open_offer(self, offer_id: int) -> None:
        """Go to an offer, so that Alt+Left leads back to the list."""
        self.workplace.go(Place("offers", "offer", offer_id))

    def begin_from_template(self) -> None:
        """Ask from which template, and begin an offer with it."""
        from crm_desktop.ui.panes.offers.copy_forms import ask_template  # rarely needed

        ask_template(self.workplace, self, self._open_begun)

    def back(self) -> None:
        """Go back to the list."""
        self.workplace.go(Place("offers"))

    def step(self, by: int) -> None:
        """Go to the next or previous offer of the list."""
        found = self.when.found()
        other = self.list.neighbour(found.offer.id, by) if found is not None else 0
        if other:
            self.open_offer(other)

    # Opening and closing

    def _begin(self, place: Place) -> None:
        def begin(**fields: Any) -> None:
            self.workplace.desk.do(offer_copies.begin_offer, then=self._open_begun, initiator=self, **fields)

        if place.kind == "deal" and place.ref:
            begin(deal_id=place.ref)
        elif place.about:
            self.workplace.desk.ask(
                account_of, contact_id=place.about, asker=self, topic="about",
                then=lambda found: begin(account_id=found[0], person_id=found[1]),
            )  # fmt: skip
        else:
            begin()

    def _compare(self, offer_id: int) -> None:
        """Show two versions of an offer beside each other."""
        if self.versions is None:
            from crm_desktop.ui.panes.offers.compare import ComparePage  # rarely needed

            self.versions = ComparePage(self.workplace)
            self.versions.back_asked.connect(self._leave_versions)
            self.versions.opened.connect(self.open_offer)
            self._stack.addWidget(self.versions)
        if self.editor is not None and self._is_open():
            self.editor.settle()
        self._stack.setCurrentWidget(self.versions)
        self.versions.open(offer_id)

    def _leave_versions(self) -> None:
        if self.versions is not None and self.versions.offer_id:
            self.open_offer(self.versions.offer_id)

    def _open_begun(self, outcome: Outcome[int]) -> None:
        self._begun = outcome.value
        if self.isVisible():
            self.open_offer(outcome.value)
        else:
            self._drop_if_empty()

    def _open(self, offer_id: int) -> None:
        self._drop_if_empty(unless=offer_id)
        editor = self.editor or self._make_editor()
        self._stack.setCurrentWidget(editor)
        if editor.saving.offer_id != offer_id:
            editor.open(offer_id)

    def _show_list(self) -> None:
        self._drop_if_empty()
        if self.editor is not None and self._is_open():
            self.list.pick(self.editor.saving.offer_id)
            self.editor.close_offer()
            self._taken_up = 0
        self._stack.setCurrentWidget(self.list)
        self.list.enter()

    def _drop_if_empty(self, *, unless: int = 0) -> None:
        """Let an offer that was begun here go again when nothing was written into it."""
        if not self._begun or self._begun == unless:
            return
        begun, self._begun = self._begun, 0
        if self.editor is not None:
            self.editor.settle()
        # Looked at on the writing lane, after everything that is still on its way there.
        self.workplace.desk.do(offers.drop_if_empty, offer_id=begun)

    def _make_editor(self) -> OfferEditor:
        # Not before the list is on the screen.
        from crm_desktop.ui.panes.offers.editor import OfferEditor
        from crm_desktop.ui.panes.offers.life import OfferLife

        editor = OfferEditor(self.workplace, self.incoming.choose_enclosures)
        self.editor, self.life = editor, OfferLife(self.workplace, editor, self)
        editor.read.connect(self._show)
        editor.preview.printed.connect(lambda _rendered: self._remark())
        editor.failed.connect(self._fail)
        editor.heading.back_asked.connect(self.back)
        editor.heading.pdf_asked.connect(self.life.save_pdf)
        self._stack.addWidget(editor)
        return editor

    def _show(self, found: OfferInHand | None) -> None:
        if self.editor is None or self.life is None:
            return
        if found is None:
            # It was taken back or put into the bin.
            self.editor.close_offer()
            self._stack.setCurrentWidget(self.list)
            if self.isVisible():
                self.back()
            return
        today = self.workplace.today()
        expired = standing(found.offer.status, found.offer.valid_until, today) is OfferStatus.EXPIRED
        self.editor.heading.show_offer(found, self.life.doings(found), expired=expired)
        self._remark()
        self._take_up(found)

    def _remark(self) -> None:
        """Say what is most pressing about the offer in view and its paper."""
        found = self.when.found()
        if found is not None and self.editor is not None and self.life is not None:
            paper = self.editor.preview.remarks()
            self.editor.remark(remark_on(found, self.workplace.today(), self.life.ways(found), paper))

    def _take_up(self, found: OfferInHand) -> None:
        """Put the cursor where it belongs when an offer is shown for the first time."""
        if self.editor is None or self._taken_up == found.offer.id:
            return
        self._taken_up = found.offer.id
        kept, self._kept = self._kept, {}
        if kept.get("offer") == found.offer.id:
            self.editor.terms.unfold(wanted=kept["unfolded"])
            self.editor.turn(kept["part"])
            self.editor.grid.choose(kept["line"])
        elif self._begun == found.offer.id:
            (self.editor.address.subject if found.account else self.editor.address.account).setFocus()
            # What the deal is called stands there already: typing replaces it, Tab takes it.
            self.editor.address.subject.line.selectAll()
        elif self.isVisible():
            self.editor.grid.setFocus()
            if not found.frozen:
                self.editor.grid.choose(0)

    def _fail(self, error: CrmError) -> None:
        self.workplace.notify(Notice(str(error), tone="danger"))

    def _is_open(self) -> bool:
        return self.editor is not None and self._stack.currentWidget() is self.editor

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take PDF files: to enclose them with the draft in view, or to read offers from them."""
        if dropped_pdfs(event.mimeData()) and (self.when.listed() or self.when.draft()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in."""
        self.incoming.take(dropped_pdfs(event.mimeData()))
        event.acceptProposedAction()

    def hideEvent(self, event: QHideEvent) -> None:
        """Note that the user went elsewhere; a window that is put away is still here."""
        super().hideEvent(event)
        self._away = self._away or not event.spontaneous()
        if not event.spontaneous():
            self._drop_if_empty()

    def _do(self, act: Callable[[OfferLife], Callable[[], None]]) -> None:
        if self.life is not None:
            act(self.life)()

    def _write(self, act: Callable[[Positions], Callable[[], None]]) -> None:
        if self.editor is not None:
            act(self.editor.positions)()
