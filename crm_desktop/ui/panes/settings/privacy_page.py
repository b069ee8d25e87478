"""Data protection: who is to be told or answered, whose data are due to go, how long what is kept, and the papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from crm_desktop.base.files import safe_name
from crm_desktop.base.formats import day, number
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Changes, Outcome
from crm_desktop.domain.privacy import Ground
from crm_desktop.engine.privacy.retention import Term
from crm_desktop.operations.privacy import due as privacy_due
from crm_desktop.operations.privacy import origins as privacy_origins
from crm_desktop.operations.privacy import requests as privacy_requests
from crm_desktop.operations.privacy import terms as privacy_terms
from crm_desktop.operations.privacy.due import DueToGo
from crm_desktop.operations.privacy.measures import Surroundings, is_encrypted
from crm_desktop.operations.privacy.origins import ToInform
from crm_desktop.operations.privacy.requests import Waiting
from crm_desktop.operations.privacy.words import kept_word, term_words
from crm_desktop.store.queries import erasures, privacy_lists
from crm_desktop.store.queries.erasures import Proof
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.exporting import proposed_place, tell_saved
from crm_desktop.ui.commands.privacy_keeper import PrivacyKeeper
from crm_desktop.ui.commands.saving import where_to_save
from crm_desktop.ui.commands.workplace import Notice, Place, Workplace
from crm_desktop.ui.panes.settings import privacy_parts as parts
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text, note

#: A lane of its own: no card waits for it.
_LANE = "privacy"
#: What changes anything on the page.
_KINDS = ("contact", "data_protection", "data_request", "retention_rule", "erasure", "privacy_text", "sale", "consent")


class Known(NamedTuple):
    """Everything the page shows."""

    to_inform: tuple[ToInform, ...]
    without_origin: int
    requests: tuple[Waiting, ...]
    due: tuple[DueToGo, ...]
    terms: tuple[Term, ...]
    own: frozenset[str]
    restricted: tuple[int, ...]
    proofs: tuple[Proof, ...]


def known(reader: Reader, *, today: date) -> Known:
    """Return what is to be shown."""
    terms = privacy_terms.terms(reader)
    return Known(
        tuple(privacy_origins.to_inform(reader, today=today)), privacy_lists.without_origin(reader),
        tuple(privacy_requests.requests(reader, today=today)), tuple(privacy_due.due_to_go(reader, today=today)),
        tuple(terms.all()), frozenset(one.kind.value for one in terms.all() if terms.is_own(one.kind)),
        tuple(privacy_lists.restricted_ids(reader)), tuple(erasures.proofs(reader)),
    )  # fmt: skip


class PrivacyPage(Page):
    """What waits comes first; everything below is looked up rarely."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Data protection"), parent)
        self.workplace = workplace
        self.keeper = PrivacyKeeper(workplace, self)
        self._known: Known | None = None
        self._holders: dict[str, Any] = {}
        self.put(note(_(
            "What the GDPR, § 257 HGB and § 147 AO ask of a small firm, worked out from what is in the file. "
            "This is no legal advice."
        ), "text3"))  # fmt: skip
        self._part("back")
        self.section(_("What waits"))
        self._part("waits")
        self.section(_("Due to be erased"))
        self._part("due")
        self.section(_("How long data are kept"))
        self._part("terms")
        self._add_papers()
        self.section(_("Erasures"))
        self._part("proofs")
        self.end()
        self.ask()
        self._look_back()

    def ask(self) -> None:
        """Read everything."""
        self.workplace.desk.ask(
            known, today=self.workplace.today(), then=self._show, asker=self, topic="privacy", lane=_LANE
        )

    def refresh(self, changes: Changes) -> None:
        """Read again what a step changed."""
        if changes.touch(*_KINDS):
            self.ask()
        if changes.touch("erasure"):
            self._look_back()

    # Inside

    def _part(self, name: str) -> None:
        holder = QWidget()
        self._holders[name] = column(holder, gap=8)
        self.put(holder)

    def _add_papers(self) -> None:
        from crm_desktop.operations.privacy.records import PaperKind, paper_name  # reportlab

        self.section(_("Papers for the authority"))
        for kind in PaperKind:
            button = Button(_("Save as PDF …"), "secondary", icon="download", on=partial(self._paper, kind.value))
            button.setAccessibleName(_("Save “{name}” as PDF").format(name=paper_name(kind)))
            self.put(parts.paper_line(paper_name(kind), parts.about(kind.value), button))
        self.texts = parts.FirmTexts(self.workplace)
        self.put(self.texts)
        copy = Button(_("Save the copy …"), "secondary", icon="copy", on=self._copy)
        self.line(
            _("Pseudonymised copy"),
            _("The database with other names, addresses and texts, figures and days kept; for support and statistics"),
            copy,
        )

    def _show(self, found: Known) -> None:
        if found == self._known:
            return
        self._known = found
        for name, holder in self._holders.items():
            if name != "back":
                clear(holder)
        self._show_waits(found)
        self._show_due(found.due)
        for term in found.terms:
            self._holders["terms"].addWidget(self._term(term, own=term.kind.value in found.own))
        for proof in found.proofs:
            self._holders["proofs"].addWidget(self._proof(proof))
        if not found.proofs:
            self._holders["proofs"].addWidget(note(_("Nobody has been erased yet."), "text3"))
        self.texts.ask()

    def _look_back(self) -> None:
        self.workplace.desk.ask(
            self.workplace.safe.came_back, then=self._show_back, asker=self, topic="back", lane=_LANE
        )

    def _show_back(self, ids: Sequence[int]) -> None:
        clear(self._holders["back"])
        if ids:
            words = plural(
                "{n} person who was erased is here again", "{n} people who were erased are here again", len(ids)
            )
            banner = Banner("warning", words, _("An older backup took the place of the file and brought them back."))
            banner.add_action(Link(_("Erase again …"), on=partial(self._erase, tuple(ids))))
            self._holders["back"].addWidget(banner)

    def _show_waits(self, found: Known) -> None:
        lines = self._holders["waits"]
        waiting = [one for one in found.requests if one.row.answered_on is None]
        for request in waiting:
            lines.addWidget(parts.request_line(request, self._open, self._answer, self._extend))
        for one in found.to_inform[: parts.SHOWN]:
            lines.addWidget(parts.inform_line(one, self._open, self.keeper.inform, self._informed))
        hidden = len(found.to_inform) - parts.SHOWN
        if hidden > 0:
            lines.addWidget(note(_("and {n} more").format(n=number(hidden)), "text3"))
        if not waiting and not found.to_inform:
            lines.addWidget(note(_("Nobody waits for an answer or for information."), "text3"))
        if found.without_origin:
            words = plural(
                "Of {n} person it is not recorded where the data come from.",
                "Of {n} people it is not recorded where the data come from.", found.without_origin,
            )  # fmt: skip
            link = Link(_("Record for all …"), on=self._origin_of_all)
            lines.addLayout(parts.beside(note(words, "text3"), link))
        if found.restricted:
            words = plural("{n} contact is restricted and in no list.", "{n} contacts are restricted and in no list.",
                           len(found.restricted))  # fmt: skip
            link = Link(_("Show them"), on=partial(self._show_restricted, found.restricted))
            lines.addLayout(parts.beside(note(words, "text3"), link))

    def _show_due(self, due: Sequence[DueToGo]) -> None:
        lines = self._holders["due"]
        self.due = parts.DueList(due, self._open)
        lines.addWidget(self.due)
        if due:
            button = Button(_("Erase those ticked …"), "secondary", icon="trash-2", on=self._erase_ticked)
            lines.addLayout(row(None, self.due.count, None, button, gap=10))

    def _term(self, term: Term, *, own: bool) -> QWidget:
        line = QWidget()
        said = term_words(term.months, from_year_end=term.from_year_end)
        detail = " · ".join(part for part in (said, term.basis) if part)
        change = Link(meant_change(), on=partial(self._change_term, term))
        change.setAccessibleName(_("Change how long is kept: {kind}").format(kind=kept_word(term.kind)))
        left = column(None, Text(kept_word(term.kind), 13, 500, wrap=True), note(detail, "text3"), gap=0)
        tail = [Link(_("As suggested"), on=partial(self._reset_term, term))] if own else []
        both = row(line, left, *tail, change, gap=14)
        both.setStretch(0, 1)
        return line

    def _proof(self, proof: Proof) -> QWidget:
        line = QWidget()
        gone = proof.counts.get("contact", 0)
        words = plural("{n} contact erased", "{n} contacts erased", gone)
        save = Link(_("Proof …"), on=partial(self.keeper.proof, proof.reference))
        save.setAccessibleName(_("Save the proof {reference}").format(reference=proof.reference))
        when = Text(day(proof.at.date()), 12, 400, "text3")
        row(line, Text(proof.reference, 13, 500), when, Text(words, 12, 400), None, save, gap=12)
        return line

    # What the user does

    def _open(self, contact_id: int) -> None:
        self.workplace.go(Place("contacts", "contact", contact_id))

    def _show_restricted(self, ids: tuple[int, ...]) -> None:
        self.workplace.go(Place("contacts", intent="listed", words=_("Restricted"), refs=ids))

    def _origin_of_all(self) -> None:
        def go(ids: Sequence[int]) -> None:
            """Erase those that were chosen."""
            if ids:
                self.keeper.origin(ids, _("Where the data of {n} people come from").format(n=number(len(ids))))

        self.workplace.desk.ask(
            privacy_lists.without_origin_ids, then=go, asker=self, topic="without origin", lane=_LANE
        )

    def _informed(self, contact_id: int) -> None:
        self.workplace.desk.do(privacy_origins.mark_informed, contact_ids=[contact_id], then=self._tell)

    def _answer(self, request_id: int) -> None:
        self.workplace.desk.do(privacy_requests.answer_request, request_id=request_id, then=self._tell)

    def _extend(self, request_id: int) -> None:
        self.workplace.desk.do(privacy_requests.extend_request, request_id=request_id, then=self._tell)

    def _erase_ticked(self) -> None:
        ids = self.due.ticked()
        if ids:
            self._erase(tuple(ids))
        else:
            self.workplace.notify(Notice(_("Tick whose data are to be erased."), tone="warning"))

    def _erase(self, ids: tuple[int, ...]) -> None:
        self.keeper.erase(ids, Ground.NO_LONGER_NEEDED)

    def _change_term(self, term: Term) -> None:
        from crm_desktop.ui.commands.privacy_forms import GivenTerm, TermForm  # rarely needed

        form = TermForm(term, self.window())

        def save(given: GivenTerm) -> None:
            """Keep the term."""

            def done(outcome: Outcome[Any]) -> None:
                """Close the form and show the list anew."""
                form.accept()
                self._tell(outcome)

            self.workplace.desk.do(
                privacy_terms.set_term, kind=given.kind, months=given.months, from_year_end=given.from_year_end,
                basis=given.basis, then=done, failed=form.fail,
            )  # fmt: skip

        form.filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def _reset_term(self, term: Term) -> None:
        self.workplace.desk.do(privacy_terms.reset_term, kind=term.kind, then=self._tell)

    def _paper(self, kind: str) -> None:
        from crm_desktop.operations.privacy.records import PaperKind, paper_name, paper_pdf  # reportlab

        chosen = PaperKind(kind)
        make = partial(paper_pdf, kind=chosen, now=self.workplace.clock(), around=self._around())
        self.keeper.save_paper(paper_name(chosen), make)

    def _around(self) -> Surroundings:
        found = list(self.workplace.safe.backups())
        times = [one.made_at for one in found]
        return Surroundings(
            is_encrypted(self.workplace.safe.path), bool(self.workplace.settings().second_backup_folder),
            min(times, default=None), max(times, default=None), len(found),
        )  # fmt: skip

    def _copy(self) -> None:
        from crm_desktop.operations.privacy.copy import pseudonym_key  # rarely needed

        path = self.workplace.safe.path
        start = proposed_place(safe_name(_("{name} pseudonymised").format(name=path.stem), path.suffix))
        target = where_to_save(
            self.window(), _("Pseudonymised copy"), start, _("Databases (*{ending})").format(ending=path.suffix),
            path.suffix,
        )  # fmt: skip
        if target is not None:
            then = partial(self._write_copy, target)
            self.workplace.desk.do(pseudonym_key, then=then)

    def _write_copy(self, target: Path, outcome: Outcome[str]) -> None:
        self.workplace.desk.compute(
            parts.write_copy, path=self.workplace.safe.path, target=target, key=outcome.value,
            then=partial(tell_saved, self.workplace, target), lane="backup",
        )  # fmt: skip

    def _tell(self, outcome: Outcome[Any]) -> None:
        self.workplace.notify(Notice(outcome.label, undo=True))


def meant_change() -> str:
    """Return the word of the links that change a term."""
    return _("Change …")
