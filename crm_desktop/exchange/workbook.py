"""Tables from workbooks (XLSX, XLSM, XLSB, XLS, ODS): the fullest sheet becomes the CSV the rest of the import reads.

A workbook knows what is a day and what is a number. Both are written so that nothing has to be guessed: days as ISO,
numbers with a point and never with exactly three decimals, which could be thousands. It is read in a process apart: a
few bytes can claim to be a billion cells.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _
from crm_desktop.exchange.apart.client import Apart
from crm_desktop.exchange.workbook_rows import DELIMITER, LOCKED, READ

if TYPE_CHECKING:
    from crm_desktop.exchange.decoding import Source

__all__ = ["DELIMITER", "as_csv", "is_workbook"]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Parts of which one is in every workbook that is a ZIP archive.
_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
#: Unpacked bytes beyond which a workbook is not opened: no table of a small firm is larger, but a trap may be.
_LARGEST = 1 << 30
#: How much larger than itself a part of an archive may be when it is unpacked; tables reach thirty.
_RATIO = 200
#: Unpacked bytes of which the ratio says nothing yet.
_SMALL = 10_000_000
#: Seconds a workbook may take, more the larger it is, and memory likewise.
_PATIENCE, _BYTES_PER_SECOND = 4.0, 1_000_000
_MEMORY, _MEMORY_PER_BYTE = 400_000_000, 30
#: What a library may raise when it is given bytes that only look like an archive.
_NO_ARCHIVE = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError)


def is_workbook(source: Source) -> bool:
    """Whether a file is a workbook, by its contents."""
    head = source.beginning(8)
    if head == _OLE:
        return True
    if not head.startswith(_ZIP):
        return False
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            return any(part in archive.namelist() for part in _PARTS)
    except _NO_ARCHIVE:
        return False


def as_csv(source: Source, name: str) -> bytes:
    """Return the fullest sheet as CSV in UTF-8; raises BadInput where the workbook cannot be read or holds nothing."""
    size = _checked_size(source, name)
    with source.open() as file:
        data = file.read()
    with Apart() as apart:
        answer = apart.ask(
            "table", data, patience=_PATIENCE + size / _BYTES_PER_SECOND, memory=_MEMORY + _MEMORY_PER_BYTE * size
        )  # fmt: skip
    if answer is not None and answer.word == LOCKED:
        raise BadInput(
            _("“{name}” is protected with a password.").format(name=name),
            _("Open it in the program it comes from and save it without the password, or as CSV."),
            field="file",
        )
    if answer is None or answer.word != READ:
        raise BadInput(
            _("“{name}” cannot be read as a table.").format(name=name),
            _("Save the table as CSV in the program it comes from, then choose that file."),
            field="file",
        )
    if not answer.data:
        raise BadInput(_("The file is empty."), field="file")
    return answer.data


def _checked_size(source: Source, name: str) -> int:
    """Return the bytes of a workbook when it is unpacked; raises Refused where it is a trap."""
    with source.open() as file:
        size = file.seek(0, 2)
        if not zipfile.is_zipfile(file):
            return size
        try:
            with zipfile.ZipFile(file) as archive:
                parts = archive.infolist()
        except _NO_ARCHIVE:
            return size
    unpacked = sum(part.file_size for part in parts)
    swollen = any(part.file_size > max(_SMALL, _RATIO * part.compress_size) for part in parts)
    if unpacked > _LARGEST or swollen:
        raise Refused(_("“{name}” is too large to be opened.").format(name=name))
    return unpacked
