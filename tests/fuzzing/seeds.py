"""Sound files of each kind to begin with: real ones of the shared data where they are there, and some made here."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from reportlab.pdfgen.canvas import Canvas

from tests.fuzzing.old_workbook import old_workbook

_SHARED = Path(os.environ.get("CRM_DESKTOP_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data"
#: Bytes of a real file that are taken: its beginning says what it is.
_MOST = 12_000

_ROWS: list[list[str | float]] = [
    ["Firma", "Vorname", "Nachname", "E-Mail", "PLZ", "Ort", "Umsatz", "Geburtstag"],
    ["Müller GmbH", "Anna", "Meier", "anna@example.com", "21335", "Lüneburg", 1234.5, "24.11.1980"],
    ["Huber & Söhne", "Karl", "Huber", "k.huber@example.com", "80331", "München", -3.0, "1.2.1975"],
]
_CSV = "\r\n".join(";".join(str(cell).replace(".", ",") for cell in row) for row in _ROWS).encode()
_VCARD = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Meier;Anna;;Dr.;\r\nFN:Dr. Anna Meier\r\nORG:Huber;Bau\r\n"
    b"TEL;TYPE=WORK,VOICE:+49 4131 2287\r\nADR;TYPE=WORK:;;Hauptstr. 1;L\xc3\xbcneburg;;21335;Germany\r\n"
    b"NOTE:Erste Zeile\\nzweite\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\r\nEND:VCARD\r\n"
)
_OLD_VCARD = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\r\n"
    b"NOTE;ENCODING=QUOTED-PRINTABLE:eins=0D=0A=\r\nzwei\r\nTEL;HOME:123\r\nEND:VCARD\r\n"
)
_LDIF = b"dn: cn=Anna Meier,mail=a@example.com\ncn: Anna Meier\nsn:: TcO8bGxlcg==\nmail: a@example.com\n o: x\n\n"
_ICS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20261124T090000\r\n"
    b"DURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231T000000Z\r\nEXDATE:20261201T080000Z\r\n"
    b"SUMMARY:Aufma\xc3\x9f\r\nATTENDEE;CN=Anna:mailto:a@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
_MAIL = (
    b"From: =?utf-8?q?Anna_M=C3=BCller?= <anna@example.com>\r\nTo: K. Huber <k@example.com>, b@example.com\r\n"
    b"Subject: =?iso-8859-1?Q?Angebot_f=FCr?= die Treppe\r\nDate: Tue, 24 Nov 2026 09:00:00 +0100\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Guten <b>Tag</b></p><script>x</script>\r\n--b\r\n"
    b'Content-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--b--\r\n'
)
_WORD = (
    '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Die Treppe aus Eiche'
    "</w:t><w:tab/><w:t>kostet mehr</w:t></w:r></w:p></w:body></w:document>"
)
_OPEN = (
    '<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t"><text:h>Angebot</text:h>'
    '<text:p>eins<text:s/><text:span>zwei</text:span></text:p></office:document-content>'
)  # fmt: skip
ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"><text:p>Firma</text:p>'
    '</table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float"'
    ' office:value="3"><text:p>3</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
_TEMPLATE = (
    "{Anrede},\n\n{wenn Umsatz > 1000}danke für {Umsatz}{sonst}willkommen{ende} in {Ort|Ihrer Stadt}.\n"
    "{if city = Köln}Kölle{else}{if last_order < 2026-01-01}lange her{end}{end} {{ {x.__class__}"
).encode()
_OFFER = {
    "currency": "EUR", "country": "DE", "price_mode": "net", "tax_mode": "standard", "discount_percent": "3",
    "skonto_percent": "2", "lines": [
        {"kind": "article", "quantity": "2", "unit_price": "19.99", "discount_percent": "0", "vat_percent": "19"},
        {"kind": "optional", "quantity": "1", "unit_price": "5", "vat_percent": "7"}, {"kind": "subtotal"},
    ],
}  # fmt: skip
_CRITERIA = {
    "all": [
        {"field": "city", "is": "in", "value": ["Köln", "Wien"]},
        {"any": [{"field": "revenue", "is": "above", "value": 1000, "within": 365}, {"not": {"field": "tag"}}]},
    ]
}


def pdf() -> bytes:
    """Return a PDF of two pages."""
    held = io.BytesIO()
    canvas = Canvas(held, pageCompression=0, invariant=1)
    for words in ("Datenblatt Eiche", "Wangentreppe, geölt"):
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP archive of some parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def workbook() -> bytes:
    """Return an XLSX file."""
    book = openpyxl.Workbook()
    sheet = book.active
    if sheet is not None:
        for row in _ROWS:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def word(text: str = _WORD) -> bytes:
    """Return a DOCX file as small as it is read."""
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": text})


def open_text(text: str = _OPEN) -> bytes:
    """Return an ODT file as small as it is read."""
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": text})


def open_table(text: str = ODS) -> bytes:
    """Return an ODS file as small as it is read."""
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": text,
            "META-INF/manifest.xml": manifest,
        }
    )


def real(*patterns: str) -> list[bytes]:
    """Return the beginnings of real files; none where the shared data is not there."""
    return [path.read_bytes()[:_MOST] for pattern in patterns for path in sorted(_SHARED.glob(pattern))]


def _mails() -> list[bytes]:
    return [_MAIL, *real("mail_files/*.msg")]


def _texts() -> list[bytes]:
    page = b"<html><head><title>x</title></head><p>eins<br>zwei<!-- drei --></html>"
    return [pdf(), word(), open_text(), workbook(), open_table(), *_mails()[:5], _CSV, page]


_MADE: dict[str, Callable[[], list[bytes]]] = {
    "csv": lambda: [_CSV, _CSV.decode().encode("utf-16"), *real("*/*.csv")],
    "xlsx": lambda: [workbook()],
    "xls": lambda: [old_workbook(_ROWS)],
    "ods": lambda: [open_table()],
    "vcard": lambda: [_VCARD, _OLD_VCARD, *real("contact_files/*.vcf")],
    "ldif": lambda: [_LDIF, *real("contact_files/*.ldif")],
    "ics": lambda: [_ICS, *real("calendar_files/*.ics")],
    "eml": _mails,
    "mbox": lambda: [
        b"".join(b"From a@example.com Tue Nov 24 09:00:00 2026\n" + mail + b"\n" for mail in _mails()[:5])
    ],
    "json": lambda: [json.dumps(one).encode() for one in (_OFFER, _CRITERIA)],
    "templates": lambda: [_TEMPLATE],
    "text": _texts,
}


def of(reader: str) -> list[bytes]:
    """Return sound files for a reader, by its name."""
    return _MADE[reader]()
