"""The customer file on paper: as a PDF where the user wants it, or on its way to the printer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from crm_desktop.base.files import safe_name, write_whole
from crm_desktop.base.i18n import _
from crm_desktop.operations.reports.customer_file import customer_file_pdf, proposed_name
from crm_desktop.store.queries.timeline import Scope
from crm_desktop.store.queries.timeline_index import Wanted
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.saving import where_to_save_pdf
from crm_desktop.ui.commands.workplace import Notice, Workplace


def save_customer_file(workplace: Workplace, parent: QWidget, scope: Scope, wanted: Wanted) -> None:
    """Ask for a place and write the file of a customer, or the selection in view, there."""

    def ask(name: str) -> None:
        target = where_to_save_pdf(parent, safe_name(name, ".pdf"), _("Customer file"))
        if target is not None:
            write_customer_file(workplace, target, scope, wanted)

    workplace.desk.ask(proposed_name, contact_id=scope.contact_id or 0, then=ask, lane="export")


def write_customer_file(workplace: Workplace, target: Path, scope: Scope, wanted: Wanted) -> None:
    """Write the file of a customer to a place and offer to open it."""

    def tell(_made: None) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

        workplace.notify(Notice(_("Saved as “{name}”.").format(name=target.name), action=_("Open it"), run=show))

    workplace.desk.ask(_write, target=target, scope=scope, wanted=wanted, now=workplace.clock(), then=tell,
                       lane="export")  # fmt: skip


def _write(reader: Reader, *, target: Path, scope: Scope, wanted: Wanted, now: datetime) -> None:
    write_whole(target, customer_file_pdf(reader, scope=scope, wanted=wanted, now=now))
