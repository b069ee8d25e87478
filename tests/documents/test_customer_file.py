"""The customer file as PDF: everything it is told stands on its pages, whole, within the margins."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pdfplumber

from crm_desktop.documents.customer_file import render_customer_file
from crm_desktop.documents.customer_file_sheet import CustomerFileSheet, Fact, FileEntry, FileMonth, OpenRow
from crm_desktop.documents.sheets import Letterhead


def sheet(
    entries: int = 3, text: str = "Theke in geölter Eiche statt Esche.", name: str = "Hotel Seeblick GmbH"
) -> CustomerFileSheet:
    made = [FileEntry("20.11.", "Anruf", f"Eintrag {n}", text, is_marked=n % 3 == 0) for n in range(entries)]
    return CustomerFileSheet(
        lang="de-DE",
        letterhead=Letterhead(name="Holzwerk Brandt", trade="", legal_name="", return_line="", logo=b"", footer=()),
        label="Kundenakte", name=name, initials="HS", is_company=True,
        subtitle="Kundin seit 2019 · Hotel und Gastronomie",
        facts=((Fact("Anschrift", "Uferweg 12\n21335 Lüneburg"),), (Fact("Direktorin", "Miriam Kessler"),),
               (Fact("Umsatz seit 2019", "68.240 €"),)),
        open_title="Offen", open_rows=(OpenRow("Umbau der Lobby", "Angebot", "42.544 €", "nachfassen am 27.11."),),
        history_title="Verlauf", history_hint="3 Einträge", months=(FileMonth("November 2026", made),),
        foot="Ausdruck vom 24.11.2026", page="Seite {page} von {pages}", made_at=datetime(2026, 11, 24, 8, tzinfo=UTC),
    )  # fmt: skip


def words_of(pdf: bytes) -> list[tuple[str, float, float, float]]:
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        return [
            (word["text"], word["x0"], word["x1"], word["bottom"])
            for page in file.pages
            for word in page.extract_words()
        ]


def test_everything_told_stands_on_the_pages() -> None:
    made = render_customer_file(sheet())
    text = " ".join(word[0] for word in words_of(made.pdf))
    for wanted in ("Kundenakte", "Hotel Seeblick GmbH", "Uferweg 12", "68.240", "Umbau der Lobby", "November 2026",
                   "Eintrag 2", "Seite 1 von 1"):  # fmt: skip
        assert wanted in text
    assert not made.missing_characters


def test_a_long_history_fills_pages_and_each_entry_stands_there_once() -> None:
    made = render_customer_file(sheet(200))
    titles = [word[0] for word in words_of(made.pdf)].count("Eintrag")
    assert made.pages > 3
    assert titles == 200


def test_nothing_runs_over_the_margins_however_long_it_is() -> None:
    made = render_customer_file(sheet(4, text="Rindfleischetikettierungsüberwachung " * 120, name="Lange Firma " * 14))
    limit = 190 / 25.4 * 72 + 1
    assert all(x0 >= 25 / 25.4 * 72 - 1 and x1 <= limit for _text, x0, x1, _bottom in words_of(made.pdf))
    assert all(bottom <= 289 / 25.4 * 72 for *_rest, bottom in words_of(made.pdf))


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert render_customer_file(sheet()).pdf == render_customer_file(sheet()).pdf
