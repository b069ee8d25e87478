"""The text of each kind of file, as people would look for it; what holds none says so."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from crm_desktop.domain.kinds import TextState
from crm_desktop.exchange.file_text.gathering import LARGEST, FileText, Gathering
from crm_desktop.exchange.file_text.reading import read_text
from tests.fuzzing import seeds
from tests.fuzzing.old_workbook import old_workbook

NOTHING = FileText(TextState.NONE)


def test_a_pdf_is_read_page_by_page() -> None:
    assert read_text(seeds.pdf(), "a.pdf") == (TextState.READ, "Datenblatt Eiche\nWangentreppe, geölt")
    assert read_text(seeds.pdf(), "ohne Endung").state is TextState.READ


def test_a_word_document_is_read_with_its_tables_notes_and_headers_and_without_what_was_deleted() -> None:
    body = (
        "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Die Treppe</w:t><w:tab/><w:t xml:space='preserve'> aus </w:t>"
        "<w:delText>Buche</w:delText><w:t>Eiche</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:t>120 €</w:t></w:p></w:tc>"
        "</w:tr></w:tbl><w:instrText>PAGE</w:instrText></w:body></w:document>"
    )
    more = {
        name: f"<w:x xmlns:w='w'><w:p><w:t>{name}</w:t></w:p></w:x>"
        for name in ("word/footnotes.xml", "word/header1.xml")
    }
    parts = {"word/document.xml": body, "word/styles.xml": "<a><t>Stil</t></a>", **more}
    assert read_text(seeds.packed(dict(parts)), "a.docx").text.split("\n") == [
        "Die Treppe aus Eiche", "120 €", "word/footnotes.xml", "word/header1.xml",
    ]  # fmt: skip


def test_open_documents_are_read_without_what_was_deleted() -> None:
    text = (
        "<o:document-content xmlns:o='o' xmlns:text='t'>"
        "<text:tracked-changes><text:p>weg</text:p></text:tracked-changes>"
        "<text:h>Angebot</text:h><text:p>eins<text:s/>zwei<text:line-break/>drei <text:span>vier</text:span></text:p>"
        "</o:document-content>"
    )
    assert read_text(seeds.open_text(text), "a.odt").text == "Angebot\neins zwei\ndrei vier"
    assert "Firma" in read_text(seeds.open_table(), "a.ods").text


def test_tables_and_slides_are_read() -> None:
    assert "Müller GmbH" in read_text(seeds.workbook(), "a.xlsx").text
    slides = {
        "ppt/presentation.xml": "<a/>",
        "ppt/slides/slide1.xml": "<p:x xmlns:a='a' xmlns:p='p'><a:p><a:t>Folie</a:t></a:p></p:x>",
    }
    assert read_text(seeds.packed(dict(slides)), "a.pptx").text == "Folie"


def test_mails_are_read_with_who_wrote_them_and_the_names_of_their_files() -> None:
    mail = b"From: =?utf-8?q?J=C3=B6rg?= <j@example.com>\nTo: a@example.com\nSubject: Angebot\n\nGuten Tag"
    assert read_text(mail, "a.eml").text.split("\n") == [
        "Angebot",
        "Jörg",
        "j@example.com",
        "a@example.com",
        "Guten Tag",
    ]
    assert read_text(b"no mail at all", "a.eml").state is TextState.FAILED


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_read_in_every_encoding(codec: str) -> None:
    assert read_text("Größe:\r\n\r\n  5 €\x00\n".encode(codec), "a.txt") == (TextState.READ, "Größe:\n5 €")


def test_a_page_is_read_without_its_marks() -> None:
    page = b"<html><head><style>p{}</style></head><body><p>Guten&nbsp;Tag</p><script>x</script></body></html>"
    assert read_text(page, "a.html").text == "Guten Tag"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n", "a.png"),
        (seeds.packed({"a.txt": "geheim"}), "a.zip"),
        (b"<svg/>", "a.svg"),
        (b"", "a.txt"),
        (old_workbook([["Firma"]]), "a.xls"),
        (bytes(5_000), "a.bin"),
    ],
)
def test_what_holds_no_text_says_so(data: bytes, name: str) -> None:
    assert read_text(data, name) == NOTHING


def test_what_cannot_be_read_or_is_too_large_says_so() -> None:
    assert read_text(b"%PDF-1.7\nbroken", "a.pdf").state is TextState.FAILED
    assert read_text(seeds.word("<a>"), "a.docx").state is TextState.FAILED
    assert read_text(seeds.word("<!DOCTYPE a><a/>"), "a.docx").state is TextState.FAILED
    assert read_text(seeds.word("<a>" * 3_000 + "</a>" * 3_000), "a.docx").state is TextState.FAILED
    held = bytearray(seeds.word())
    held[held.index(b"word/document.xml") + 30] ^= 0xFF
    assert read_text(bytes(held), "a.docx").state is TextState.FAILED
    assert read_text(bytes(LARGEST + 1), "a.txt").state is TextState.LARGE


def test_a_locked_archive_is_not_readable() -> None:
    data = bytearray(seeds.word())
    with zipfile.ZipFile(BytesIO(data)) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    data[at + 6] |= 1
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    assert read_text(bytes(data), "a.docx").state is TextState.FAILED


def test_only_so_many_letters_are_kept_and_only_so_long_is_read() -> None:
    assert len(read_text(b"wort " * 200_000, "a.txt", Gathering(letters=1_000)).text) <= 1_000
    assert read_text(b"wort " * 200_000, "a.txt", Gathering(seconds=-1)) == NOTHING
    assert read_text(seeds.pdf(), "a.pdf", Gathering(letters=4)).text == "Date"
