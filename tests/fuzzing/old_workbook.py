"""Writes a workbook of the kind before XLSX (BIFF8 within an OLE container), as small as readers take it."""

from __future__ import annotations

import struct

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def old_workbook(rows: list[list[str | float]]) -> bytes:
    """Return an XLS file with one sheet."""
    return _container(_stream(rows))


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _stream(rows: list[list[str | float]]) -> bytes:
    begin = {kind: _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6)) for kind in (5, 16)}
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    table = _record(0x00FC, struct.pack("<II", len(texts), len(texts)) + b"".join(map(_text, texts)))
    name = b"Sheet1"
    where = len(begin[5]) + 4 + 8 + len(name) + len(table) + 4
    sheet = _record(0x0085, struct.pack("<IBBBB", where, 0, 0, len(name), 0) + name)
    cells = [_record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows), default=0), 0))]
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            at = struct.pack("<HHH", number, place, 0)
            if isinstance(cell, str):
                cells.append(_record(0x00FD, at + struct.pack("<I", texts.index(cell))))
            else:
                cells.append(_record(0x0203, at + struct.pack("<d", cell)))
    return b"".join([begin[5], sheet, table, _record(0x000A), begin[16], *cells, _record(0x000A)])


def _entry(name: str, kind: int, start: int, size: int, child: int = -1) -> bytes:
    held = name.encode("utf-16-le") + b"\0\0" if name else b""
    return (
        held.ljust(64, b"\0")
        + struct.pack("<HBBiii", len(held), kind, 1, -1, -1, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _container(stream: bytes) -> bytes:
    stream = stream.ljust(4096, b"\0")  # smaller ones would lie in a container of their own
    stream += bytes(-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    fat = [_FAT, _END, *range(3, 2 + count), _END]
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
        + b"\xff\xff\xff\xff" * 108
    )  # fmt: skip
    folder = _entry("Root Entry", 5, _END, 0, 1) + _entry("Workbook", 2, 2, len(stream)) + _entry("", 0, 0, 0) * 2
    return header + struct.pack("<128I", *fat) + folder + stream
