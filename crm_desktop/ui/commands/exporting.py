"""Writing contacts or everything out, to a place the user chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.saving import where_to_save_pdf
from crm_desktop.ui.commands.workplace import Notice, Workplace


def choose_and_export_contacts(workplace: Workplace, parent: QWidget, ids: Sequence[int] | None = None) -> None:
    """Ask for a file and write contacts to it, all or only these, as a table or as cards."""
    kinds = ";;".join((_("Table for Excel (*.csv)"), _("Cards (*.vcf)")))
    name, chosen = QFileDialog.getSaveFileName(parent, _("Export contacts"), proposed_place(_("Contacts.csv")), kinds)
    if name:
        target = Path(name)
        if not target.suffix:
            target = target.with_suffix(".vcf" if "*.vcf" in chosen else ".csv")
        workplace.desk.ask(_write_contacts, target=target, ids=ids, then=partial(_tell, workplace), lane="export")


def choose_and_export_all(workplace: Workplace, parent: QWidget) -> None:
    """Ask for a place and write everything into a new folder there."""
    chosen = QFileDialog.getExistingDirectory(parent, _("Export everything"), proposed_place(""))
    if chosen:
        name = f"{workplace.safe.path.stem} {workplace.today():%Y-%m-%d}"
        workplace.desk.ask(_write_all, target=Path(chosen) / name, then=partial(_tell, workplace), lane="export")


def _write_contacts(reader: Reader, *, target: Path, ids: Sequence[int] | None = None) -> list[Path]:
    from crm_desktop.base.files import write_whole  # noqa: PLC0415 - rarely needed
    from crm_desktop.operations.exports import export  # noqa: PLC0415 - rarely needed

    excel = target.suffix.lower() == ".csv"
    write_whole(target, export(reader, "contacts", target.suffix, for_excel=excel, ids=ids))
    return [target]


def _write_all(reader: Reader, *, target: Path) -> list[Path]:
    from crm_desktop.operations.exports import export_all  # noqa: PLC0415 - rarely needed

    return export_all(reader, target)


def _tell(workplace: Workplace, written: list[Path]) -> None:
    folder = written[-1].parent
    words = plural("{n} file written", "{n} files written", len(written))

    def show() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    workplace.notify(Notice(f"{words}: {folder.name}", action=_("Open folder"), run=show))


def proposed_place(name: str) -> str:
    """Return where a file of a name is proposed to be saved: among the user's documents."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(Path(folder) / name) if folder else name


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
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

        workplace.notify(Notice(_("Saved as “{name}”.").format(name=target.name), action=_("Open it"), run=show))
        show()

    workplace.desk.ask(_write, target=target, make=partial(make, **arguments), then=tell, lane="export")


def _write(reader: Reader, *, target: Path, make: Callable[[Reader], bytes]) -> None:
    from crm_desktop.base.files import write_whole  # noqa: PLC0415 - rarely needed

    write_whole(target, make(reader))


def _report(reader: Reader, *, name: str, today: date) -> bytes:
    from crm_desktop.operations.reports import report_pdf  # noqa: PLC0415 - matplotlib and reportlab

    return report_pdf(reader, name, as_of=today)
