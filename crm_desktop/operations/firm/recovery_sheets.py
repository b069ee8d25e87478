"""The recovery sheet of a file: what is printed, and the number by which a sheet is known to be the present one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from crm_desktop.base.files import safe_name
from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, meant, spoken
from crm_desktop.base.times import local_day
from crm_desktop.operations.firm.protection import recovery_lines
from crm_desktop.store.keys import TAG, Keys, salt_of


def sheet_number(path: Path) -> str:
    """Return the number of the sheet that opens a file now, “” where it is not encrypted; it tells nothing secret."""
    told = salt_of(path)[len(TAG) :].hex().upper()
    return f"{told[:4]}-{told[4:8]}" if told else ""


def sheet_name(path: Path) -> str:
    """Return the name under which the sheet of a file is saved."""
    return safe_name(_("Recovery sheet {name}").format(name=path.stem), ".pdf")


def recovery_sheet(path: Path, keys: Keys, *, now: datetime) -> bytes:
    """Return the recovery sheet of an encrypted file as PDF. Raises Refused where the file is not encrypted."""
    from crm_desktop.documents.recovery_sheet import RecoverySheet, render_recovery_sheet  # noqa: PLC0415 - reportlab

    lines = recovery_lines(path, keys)
    return render_recovery_sheet(
        RecoverySheet(
            title=_("Recovery key"),
            file=_("of the database “{name}”, printed on {day}").format(name=path.name, day=day(local_day(now))),
            number=_("Sheet {number}").format(number=sheet_number(path)),
            lines=tuple(lines),
            advice=_advice(),
            by_hand=(_("Kept at"), _("Received by, on")),
            lang=spoken(),
            made_at=now,
        )
    )


def _advice() -> tuple[tuple[str, str], ...]:
    return (
        (
            meant("recovery key", "What it is for"),
            _(
                "This key opens the database and its backups without the password: when it was forgotten, or when"
                " somebody has to step in for you. Without password and without this sheet nobody can read the data"
                " again, the makers of the program included."
            ),
        ),
        (
            _("How it is used"),
            _(
                "Type it where CRM Desktop asks for the password, line by line, with spaces or without; capital letters"
                " do not matter. The last two signs of a line prove the rest: a slip is told with its line. Then choose"
                " a new password in the settings under “Security”."
            ),
        ),
        (
            _("How it is kept"),
            _(
                "Whoever holds this sheet can read everything. Keep it apart from the computer: in a safe, in a bank’s"
                " deposit box or with your tax adviser, not as a photo or a file. With each new password the program"
                " makes a new sheet with another number; then destroy this one, or keep it for old backups alone."
            ),
        ),
    )
