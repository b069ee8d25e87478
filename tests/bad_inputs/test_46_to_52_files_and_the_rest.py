"""Bad inputs 46 to 52 of the list of 52: pictures, databases, settings, the clipboard, and doubles."""

from __future__ import annotations

import io
import os
import re
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from crm_desktop.base.errors import BadInput, ForeignFile, Refused
from crm_desktop.base.settings import FILE_NAME, Settings, load
from crm_desktop.base.text import fold
from crm_desktop.operations.firm import firm, setup
from crm_desktop.operations.imports.files import import_file
from crm_desktop.store import driver
from crm_desktop.store.database import Database
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.widgets.rich_area import RichEdit


def picture(form: str, mode: str = "RGB") -> bytes:
    held = io.BytesIO()
    Image.new(mode, (40, 20), 0).save(held, form)
    return held.getvalue()


def huge_png() -> bytes:
    """Return a PNG of some bytes that claims 50,000 by 50,000 dots."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><image href="/etc/passwd"/></svg>'
XXE = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'


@pytest.mark.parametrize("content", [SVG, XXE, huge_png(), b"", b"GIF89a", picture("PNG")[:40]])
def test_46_a_logo_that_is_no_picture_or_a_trap_is_refused(content: bytes, writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    with pytest.raises((Refused, BadInput)):
        firm.set_logo(writer, content=content)
    assert reader.scalar("select logo_sha256 from firm") is None


@pytest.mark.parametrize("content", [picture("JPEG", "CMYK"), picture("WEBP"), picture("PNG", "RGBA")])
def test_46_pictures_of_every_usual_kind_are_a_logo(content: bytes, writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    firm.set_logo(writer, content=content)
    assert reader.scalar("select logo_sha256 from firm") is not None


def test_47_what_is_no_database_of_ours_is_refused_and_left_alone(tmp_path: Path, database: Database) -> None:
    folder, pipe, other = tmp_path / "folder.crm", tmp_path / "pipe.crm", tmp_path / "other.crm"
    folder.mkdir()
    with pytest.raises(Refused):
        Database.open(folder)
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        with pytest.raises(Refused):
            Database.open(pipe)
    strangers = driver.connect_to_migrate(database.path)
    strangers.execute("pragma application_id = 7")
    driver.close(strangers)
    other.write_bytes(database.path.read_bytes())
    before = other.read_bytes()
    with pytest.raises(ForeignFile):
        Database.open(other)
    assert other.read_bytes() == before


def test_47_triggers_and_views_planted_in_a_database_never_run(database: Database) -> None:
    connection = driver.connect_to_migrate(database.path)
    connection.execute("create trigger planted after insert on contact begin delete from contact; end")
    connection.execute("create view spying as select * from contact")
    driver.close(connection)
    with pytest.raises(ForeignFile, match="planted, spying"):
        Database.open(database.path)


@pytest.mark.parametrize("content", ["language = [", '{"language": "de"}', "\x00", "language = 5\nscheme = []", "[[[["])
def test_48_broken_settings_give_the_usual_ones_and_are_kept(content: str, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    assert load(tmp_path) == Settings()
    assert content in {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}


WORD = '<html><style>p{}</style><p class=MsoNormal><b>Guten</b> <img src="file:///etc/passwd">Tag</p></html>'


def test_49_what_is_pasted_out_of_word_is_words_alone(qtbot: QtBot) -> None:
    data = QMimeData()
    data.setHtml(WORD)
    data.setText("Guten Tag")
    area = RichEdit(name="Text")
    qtbot.addWidget(area)
    area.insertFromMimeData(data)
    assert area.toPlainText() == "Guten Tag"
    assert "img" not in area.toHtml()
    assert "font-weight:7" not in area.toHtml()


@pytest.mark.parametrize("day", ["19000101", "20991231"])
def test_50_days_of_other_centuries_are_taken_or_named(day: str, writer: Writer, reader: Reader) -> None:
    event = f"BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:{day}\nSUMMARY:Fern\nEND:VEVENT\n"
    report = import_file(writer, f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n".encode(), "a.ics").value
    assert report.rows == 1
    assert report.added + report.rejected + report.skipped == 1
    iso = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    table = import_file(writer, f"company;birthday\nA;{iso}\n".encode(), "a.csv").value
    assert table.added == 1


def test_51_the_same_file_twice_makes_no_doubles(writer: Writer, reader: Reader) -> None:
    content = "external_id;company;given_name;family_name;email\n1;Graf GmbH;Anna;Graf;a@example.com\n;;Karl;Huber;\n"
    first, second = (import_file(writer, content.encode(), "a.csv").value for _time in range(2))
    count = reader.scalar("select count(*) from contact")
    assert (second.added, first.added > 0) == (0, True)
    import_file(writer, content.encode(), "a.csv")
    assert reader.scalar("select count(*) from contact") == count


@pytest.mark.parametrize(
    ("one", "other"), [("İstanbul", "Istanbul"), ("İSTANBUL", "ıstanbul"), ("Weiß", "WEISS"), ("Ægir", "ægir")]
)
def test_52_letters_of_other_cases_meet(one: str, other: str, writer: Writer, reader: Reader) -> None:
    assert fold(one) == fold(other)
    rows = f"given_name;family_name;email\nAnna;{one};a@example.com\nAnna;{other};a@example.com\n"
    import_file(writer, rows.encode(), "a.csv")
    assert reader.scalar("select count(*) from contact where kind = 'person'") == 1


def test_every_one_of_the_52_has_a_test() -> None:
    here = Path(__file__).parent
    there = "\n".join(path.read_text(encoding="utf-8") for path in here.glob("test_*.py"))
    assert {int(number) for number in re.findall(r"^def test_(\d\d)_", there, re.MULTILINE)} == set(range(1, 53))
