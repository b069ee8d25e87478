"""What can be done for the data protection of a contact, from its card and the settings: forms, papers, erasure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from crm_desktop.base.files import safe_name, write_whole
from crm_desktop.base.formats import day, number
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.exporting import proposed_place, tell_saved
from crm_desktop.ui.commands.printing import print_pdf
from crm_desktop.ui.commands.safe import BackupFile
from crm_desktop.ui.commands.saving import where_to_save, where_to_save_pdf
from crm_desktop.ui.commands.workplace import Notice, Workplace

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Outcome
    from crm_desktop.domain.privacy import Ground
    from crm_desktop.operations.privacy.dossier import Dossier
    from crm_desktop.operations.privacy.erasing import Erased, ErasurePlan
    from crm_desktop.operations.privacy.spots import Decisions
    from crm_desktop.store.queries.privacy_lists import OriginRow
    from crm_desktop.ui.commands.privacy_forms import GivenOrigin, GivenRequest

#: The lane long readings run on; nothing else waits for it.
_LANE = "export"


class PrivacyKeeper:
    """Lives as long as the pane it belongs to; `leave` drops its open questions."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        self.workplace, self._parent = workplace, parent

    def leave(self) -> None:
        """Drop open questions."""
        self.workplace.desk.forget(self)

    def origin(self, contact_ids: Sequence[int], words: str = "", then: Callable[[], object] = lambda: None) -> None:
        """Ask where the data of contacts come from, and keep it."""
        from crm_desktop.store.queries.privacy_lists import origin  # rarely needed

        def show(row: OriginRow | None) -> None:
            """Ask with what is noted already."""
            self._ask_origin(contact_ids, words or _("Where the data of {name} come from").format(
                name=row.name if row else ""), row, then)  # fmt: skip

        self.workplace.desk.ask(origin, contact_id=contact_ids[0], then=show, asker=self, topic="origin", lane="card")

    def inform(self, contact_id: int) -> None:
        """Show the letter that tells somebody of the data; it is written, printed and noted when the user says so.

        The letter says where the data come from: where that is not recorded yet, it is asked first.
        """
        from crm_desktop.store.queries.privacy_lists import origin  # rarely needed

        def go_on(row: OriginRow | None) -> None:
            """Ask for the origin, or show the letter."""
            if row is not None and not row.origin:
                self.origin([contact_id], then=partial(self._inform, contact_id))
            else:
                self._inform(contact_id)

        self.workplace.desk.ask(origin, contact_id=contact_id, then=go_on, asker=self, topic="inform", lane="card")

    def _inform(self, contact_id: int) -> None:
        from crm_desktop.operations.privacy.origins import information, write_information  # reportlab
        from crm_desktop.ui.commands.letter_form import LetterForm  # rarely needed

        def show(found: Any) -> None:
            """Ask for the words of the letter."""
            form = LetterForm(_("the person concerned"), self._window())
            form.subject.set_value(found.subject)
            form.text.set_value(found.text)

            def write(said: tuple[str, str]) -> None:
                """Print the letter and note that it was sent."""

                def done(outcome: Outcome[Any]) -> None:
                    """Close the form and tell."""
                    form.accept()
                    self._tell(outcome)
                    print_pdf(self.workplace, self._parent, said[0], outcome.value.pdf)

                self.workplace.desk.do(
                    write_information, contact_id=contact_id, subject=said[0], text=said[1], then=done,
                    failed=form.fail,
                )  # fmt: skip

            form.filled.connect(write)
            form.finished.connect(form.deleteLater)
            form.open()

        self.workplace.desk.ask(information, contact_id=contact_id, then=show, asker=self, topic="inform", lane=_LANE)

    def request(self, contact_id: int, name: str) -> None:
        """Ask what somebody asked for, and write it down with its last day."""
        from crm_desktop.operations.privacy.requests import add_request  # rarely needed
        from crm_desktop.ui.commands.privacy_forms import RequestForm  # rarely needed

        form = RequestForm(name, self.workplace.today(), self._window())

        def save(given: GivenRequest) -> None:
            """Note it."""
            self.workplace.desk.do(
                add_request, contact_id=contact_id, kind=given.kind, received_on=given.received_on, note=given.note,
                then=partial(self._done, form), failed=form.fail,
            )  # fmt: skip

        form.filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def access(self, contact_id: int) -> None:
        """Look through what names others, then write everything known of somebody into a zip."""
        from crm_desktop.operations.privacy.dossier import dossier  # rarely needed
        from crm_desktop.ui.commands.privacy_access_form import AccessForm  # rarely needed

        def show(found: Dossier) -> None:
            """Ask what is handed over of what names others."""
            form = AccessForm(found.who.name, found.findings, self._window())

            def save(given: tuple[Mapping[str, Any], str]) -> None:
                """Write the package with what was decided."""
                form.accept()
                self._package("access", contact_id, found.who.name, decisions=given[0], language=given[1])

            form.filled.connect(save)
            form.finished.connect(form.deleteLater)
            form.open()

        self.workplace.desk.ask(dossier, contact_id=contact_id, then=show, asker=self, topic="dossier", lane=_LANE)

    def portable(self, contact_id: int, name: str) -> None:
        """Write what somebody gave itself into a zip, for another program."""
        self._package("portable", contact_id, name)

    def erase(self, contact_ids: Sequence[int], ground: Ground, then: Callable[[], object] = lambda: None) -> None:
        """Show what an erasure would do, and do it when the user has read it."""

        def show(found: tuple[Sequence[ErasurePlan], Sequence[BackupFile]]) -> None:
            """Show what would go and why."""
            self._ask_erase(found[0], ground, _backup_words(found[1]), then)

        self.workplace.desk.ask(
            partial(_planned, backups=self.workplace.safe.backups), contact_ids=list(contact_ids),
            today=self.workplace.today(), then=show, asker=self, topic="erase", lane=_LANE,
        )  # fmt: skip

    def proof(self, reference: str) -> None:
        """Ask for a place and write the proof of an erasure there."""
        from crm_desktop.operations.privacy.records import proof_pdf  # reportlab

        title = _("Proof of erasure {reference}").format(reference=reference)
        self.save_paper(title, partial(proof_pdf, reference=reference, now=self.workplace.clock()))

    def save_paper(self, title: str, make: Callable[[Reader], bytes]) -> None:
        """Ask for a place and write a paper there."""
        start = proposed_place(safe_name(title, ".pdf"))
        target = where_to_save_pdf(self._window(), start, title)
        if target is not None:
            self.workplace.desk.ask(
                partial(_write, target, make), then=partial(tell_saved, self.workplace, target), lane=_LANE
            )

    # Inside

    def _ask_origin(
        self, contact_ids: Sequence[int], words: str, row: OriginRow | None, then: Callable[[], object]
    ) -> None:  # fmt: skip
        from crm_desktop.operations.privacy.origins import record_origin  # rarely needed
        from crm_desktop.ui.commands.privacy_forms import GivenOrigin, OriginForm  # rarely needed

        known = None
        if row is not None and len(contact_ids) == 1 and row.origin and row.obtained_on:
            known = GivenOrigin(row.origin, row.origin_detail, row.obtained_on)
        form = OriginForm(words, self.workplace.today(), known, self._window())

        def save(given: GivenOrigin) -> None:
            """Note it."""
            self.workplace.desk.do(
                record_origin, contact_ids=list(contact_ids), origin=given.origin, detail=given.detail,
                obtained_on=given.obtained_on, then=partial(self._done, form, then=then), failed=form.fail,
            )  # fmt: skip

        form.filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def _ask_erase(
        self, plans: Sequence[ErasurePlan], ground: Ground, backups: str, then: Callable[[], object]
    ) -> None:
        from crm_desktop.operations.privacy.erasing import erase  # rarely needed
        from crm_desktop.ui.commands.privacy_erase_form import EraseForm  # rarely needed

        form = EraseForm(plans, ground, backups, self._window())

        def done(outcome: Outcome[Erased]) -> None:
            """Tell what went and what stays."""
            form.accept()
            reference = outcome.value.reference
            self.workplace.notify(
                Notice(
                    _("{label}: {reference}").format(label=outcome.label, reference=reference),
                    action=_("Save the proof …"), run=partial(self.proof, reference),
                )
            )  # fmt: skip
            if not outcome.value.clean:
                words = _("The file is written anew when the program starts next; until then old bytes can be in it.")
                self.workplace.notify(Notice(words, tone="warning"))
            then()

        def go(chosen: tuple[Ground, Decisions]) -> None:
            """Erase on the ground that was chosen, and take the name out of the places that were."""
            ids = [plan.who.id for plan in plans]
            self.workplace.desk.do(
                erase, contact_ids=ids, ground=chosen[0], decisions=chosen[1], then=done, failed=form.fail,
                job=_("Erasing personal data"),
            )  # fmt: skip

        form.filled.connect(go)
        form.finished.connect(form.deleteLater)
        form.open()

    def _package(
        self, kind: str, contact_id: int, name: str, *, decisions: Mapping[str, Any] | None = None, language: str = ""
    ) -> None:
        title = _("Information for {name}") if kind == "access" else _("Data of {name}")
        start = proposed_place(safe_name(title.format(name=name), ".zip"))
        target = where_to_save(self._window(), title.format(name=name), start, _("Archives (*.zip)"), ".zip")
        if target is not None:
            make = partial(
                _made, kind=kind, contact_id=contact_id, now=self.workplace.clock(), decisions=decisions,
                language=language,
            )  # fmt: skip
            self.workplace.desk.ask(
                partial(_write, target, make), then=partial(tell_saved, self.workplace, target), lane=_LANE
            )

    def _done(self, form: Any, outcome: Outcome[Any], then: Callable[[], object] = lambda: None) -> None:
        form.accept()
        self._tell(outcome)
        then()

    def _tell(self, outcome: Outcome[Any]) -> None:
        self.workplace.notify(Notice(outcome.label, undo=True))

    def _window(self) -> QWidget:
        return self._parent.window()


def _write(target: Path, make: Callable[[Reader], bytes], reader: Reader) -> None:
    write_whole(target, make(reader))


def _made(reader: Reader, *, kind: str, contact_id: int, now: Any, decisions: Any, language: str) -> bytes:
    from crm_desktop.operations.privacy import access as privacy_access  # reportlab

    if kind == "portable":
        return privacy_access.portable_package(reader, contact_id=contact_id, now=now).content
    return privacy_access.access_package(
        reader, contact_id=contact_id, now=now, decisions=decisions, language=language
    ).content


def _planned(
    reader: Reader, *, contact_ids: Sequence[int], today: date, backups: Callable[[], Sequence[BackupFile]]
) -> tuple[Sequence[ErasurePlan], Sequence[BackupFile]]:
    from crm_desktop.operations.privacy.erasing import plan_erasures  # rarely needed

    return plan_erasures(reader, contact_ids=contact_ids, today=today), list(backups())


def _backup_words(found: Sequence[BackupFile]) -> str:
    if not found:
        return _("Backups that were made before")
    words = _("{n} backups, the oldest of {day}: they are replaced step by step, the last within about a year")
    return words.format(n=number(len(found)), day=day(local_day(found[-1].made_at)))
