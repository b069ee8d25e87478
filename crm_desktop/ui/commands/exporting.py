"""Writing lists, cards or everything out, to a place the user chooses; how far it is stands at the rail's foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.saving import where_to_save, where_to_save_pdf
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.commands.writing_out import front_window, proposed_place, tell_saved

if TYPE_CHECKING:
    from crm_desktop.ui.commands.export_form import ExportForm
    from crm_desktop.ui.commands.shown import ShownList

__all__ = [
    "choose_and_export_all", "choose_and_export_contacts", "export_card", "export_history", "export_list",
    "proposed_place", "save_pdf", "save_report", "tell_saved",
]  # fmt: skip


def export_list(workplace: Workplace, parent: QWidget, shown: ShownList) -> ExportForm:
    """Ask what of a list is wanted, and in which form; then write it."""
    from crm_desktop.ui.commands.export_form import ExportForm  # rarely needed

    form = ExportForm(workplace, shown, parent)
    form.finished.connect(form.deleteLater)
    form.open()
    return form


def choose_and_export_contacts(workplace: Workplace, parent: QWidget, ids: Sequence[int] | None = None) -> None:
    """Ask in which form contacts are wanted, all or only these; then write them."""
    from crm_desktop.operations.exports.listing import ListKind  # rarely needed
    from crm_desktop.ui.commands.shown import ShownList  # rarely needed

    shown = ShownList(kind=ListKind.CONTACTS, title=_("Contacts"), ids=ids, lettered=ids is None)
    export_list(workplace, parent, shown)


def export_history(workplace: Workplace, contact_id: int, title: str) -> None:
    """Ask in which form the history of a contact is wanted; then write it."""
    from crm_desktop.operations.exports.listing import ListKind  # rarely needed
    from crm_desktop.ui.commands.shown import ShownList  # rarely needed

    over = front_window()
    if over is not None:
        words = _("History of {name}").format(name=title)
        export_list(workplace, over, ShownList(kind=ListKind.HISTORY, title=words, ids=None, about=contact_id))


def choose_and_export_all(workplace: Workplace, parent: QWidget | None = None) -> None:
    """Ask for a place and write everything there, into a new folder or an archive."""
    from crm_desktop.ui.commands.everything_form import EverythingForm  # rarely needed

    form = EverythingForm(workplace, parent or front_window())
    form.finished.connect(form.deleteLater)
    form.open()


def export_card(workplace: Workplace, parent: QWidget | None, contact_id: int, title: str) -> None:
    """Ask for a file and write one contact to it as a card."""
    from crm_desktop.base.files import safe_name  # rarely needed

    over = parent or front_window()
    start = proposed_place(safe_name(title, ".vcf"))
    target = where_to_save(over, _("Save as a card"), start, _("Cards (*.vcf)"), ".vcf") if over else None
    if target is not None:
        then = partial(tell_saved, workplace, target)
        workplace.desk.ask(_write_card, target=target, contact_id=contact_id, then=then, lane="export")


def _write_card(reader: Reader, *, target: Path, contact_id: int) -> None:
    from crm_desktop.base.files import write_whole  # rarely needed
    from crm_desktop.operations.exports.cards import card_files  # rarely needed

    write_whole(target, card_files(reader, ids=[contact_id])[0].data)


def save_report(workplace: Workplace, parent: QWidget, name: str, proposed: str) -> None:
    """Ask for a file, write one of the ready reports to it as of today, and open it."""
    save_pdf(workplace, parent, proposed, _report, name=name, today=workplace.today())


def save_pdf(
    workplace: Workplace, parent: QWidget, proposed: str, make: Callable[..., bytes], **arguments: Any
) -> None:
    """Ask for a file, write there what `make(reader, **arguments)` returns, and open it in the program that prints."""
    target = where_to_save_pdf(parent, proposed_place(proposed))
    if target is None:
        return

    def tell(_made: None) -> None:
        tell_saved(workplace, target)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    workplace.desk.ask(_write, target=target, make=partial(make, **arguments), then=tell, lane="export")


def _write(reader: Reader, *, target: Path, make: Callable[[Reader], bytes]) -> None:
    from crm_desktop.base.files import write_whole  # rarely needed

    write_whole(target, make(reader))


def _report(reader: Reader, *, name: str, today: date) -> bytes:
    from crm_desktop.operations.reports.reports import report_pdf  # matplotlib and reportlab

    return report_pdf(reader, name, as_of=today)
