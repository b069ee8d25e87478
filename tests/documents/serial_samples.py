"""What is printed for many in the golden data: letters in one file, sheets of labels, envelopes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from crm_desktop.documents.formats import envelope, label_sheet
from crm_desktop.documents.labels import Printing, render_envelopes, render_labels
from crm_desktop.documents.serial import SerialPdf, render_letters
from crm_desktop.documents.sheets import PartyBlock
from tests.documents.golden_sheets import LETTER, SLIP
from tests.documents.papers import paper

MADE_AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SENDER = Printing("Holzwerk Brandt · Lüner Straße 48 · 21339 Lüneburg")
PARTIES = (
    PartyBlock(
        names=("Hotel Seeblick GmbH",), person="Frau Miriam Kessler", street=("Uferweg 12",), place="21335 Lüneburg"
    ),
    PartyBlock(
        names=("Dr. Yılmaz & Kollegen Zahnmedizinisches Versorgungszentrum",),
        street=("Am Sande 8",),
        place="21335 Lüneburg",
    ),
    PartyBlock(
        names=("Gesellschaft für Seniorenwohnen und Pflege Nordheide mbH",),
        person="Herrn von der Ahe",
        street=("Haus 7, 2. Hof", "Wilsede-Allee 11"),
        place="21244 Buchholz in der Nordheide",
    ),
    PartyBlock(names=("Frau Zoë Łukaszewicz",), street=("Fischertorstraße 4",), place="21335 Lüneburg"),
    PartyBlock(
        names=("Weingut Ofner",),
        person="Familie Ofner",
        street=("Kellergasse 7",),
        place="3500 Krems an der Donau",
        country="Österreich",
    ),
)
LETTERS = (
    replace(LETTER, slip=SLIP),
    replace(LETTER, recipient=PARTIES[4], greeting="Sehr geehrte Familie Ofner,", text=LETTER.text * 40),
    replace(LETTER, recipient=PARTIES[3], language="en", greeting="Dear Ms Łukaszewicz,"),
)


def _letters() -> SerialPdf:
    return render_letters(LETTERS, title="Einladung", made_at=MADE_AT)


def _own_paper() -> SerialPdf:
    head = replace(LETTER.letterhead, background=paper("Briefbogen", "Folgeblatt"))
    return render_letters([replace(letter, letterhead=head) for letter in LETTERS], title="Einladung", made_at=MADE_AT)


def _labels(name: str, start: int, how: Printing = SENDER) -> SerialPdf:
    return render_labels(
        PARTIES * 5, label_sheet(name), how, start=start, made_at=MADE_AT, title="Etiketten", lang="de-DE"
    )


def _envelopes(name: str) -> SerialPdf:
    return render_envelopes(PARTIES, envelope(name), SENDER, made_at=MADE_AT, title="Umschläge", lang="de-DE")


SERIAL_GOLDENS: Mapping[str, Callable[[], SerialPdf]] = {
    "serial-letters": _letters,
    "serial-own-paper": _own_paper,
    "labels-3475": lambda: _labels("3475", 3),
    "labels-L7160": lambda: _labels("L7160", 1),
    "labels-3425": lambda: _labels("3425", 16, SENDER._replace(frames=True)),
    "labels-L7166": lambda: _labels("L7166", 2, Printing(right=1.5, down=-0.5)),
    "envelope-DL": lambda: _envelopes("DL"),
    "envelope-C6": lambda: _envelopes("C6"),
    "envelope-C5": lambda: _envelopes("C5"),
    "envelope-C4": lambda: _envelopes("C4"),
}
