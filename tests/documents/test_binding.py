"""The firm's own paper under the pages, enclosures after them, and what PDF files of others must not bring along."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from crm_desktop.base.errors import Refused
from crm_desktop.documents.foreign import checked_background, foreign
from crm_desktop.documents.letter_sheet import LetterSheet
from crm_desktop.documents.letters import render_letter
from crm_desktop.documents.offer import render_offer
from crm_desktop.documents.paper import MM
from crm_desktop.documents.sheets import Enclosure
from tests.documents.archive_rules import broken_rules
from tests.documents.papers import paper
from tests.documents.reading import read
from tests.documents.samples import HEAD, HOTEL, LOBBY

TWO_SHEETS = replace(HEAD, background=paper("ErsterBogen", "ZweiterBogen"))
TERMS = Enclosure("Geschäftsbedingungen", paper("Paragraf1", "Paragraf2"))


def test_the_firms_own_paper_takes_the_place_of_head_and_foot() -> None:
    rendered = render_offer(replace(LOBBY, letterhead=TWO_SHEETS))
    first, second = (page.text for page in read(rendered.pdf))
    assert "ErsterBogen" in first
    assert "ZweiterBogen" in second
    for text in (first, second):
        assert HEAD.trade not in text
        assert "Sparkasse" not in text
    assert HEAD.return_line in first
    assert "Angebot A-2026-118 vom 20.11.2026" in second
    assert broken_rules(rendered.pdf) == []


def test_paper_of_one_sheet_leaves_head_and_foot_to_the_following_pages() -> None:
    head = replace(HEAD, background=paper("Briefbogen"))
    first, second = (page.text for page in read(render_offer(replace(LOBBY, letterhead=head)).pdf))
    assert "Briefbogen" in first
    assert "Sparkasse" not in first
    assert "Briefbogen" not in second
    assert "Sparkasse" in second


def test_the_paper_is_in_the_file_once_however_many_pages_it_lies_under() -> None:
    lines = tuple(replace(LOBBY.lines[1], position=str(number)) for number in range(90))
    pdf = render_offer(replace(LOBBY, letterhead=TWO_SHEETS, lines=lines)).pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        shown = [{str(form.objgen) for form in page.Resources.XObject.values()} for page in file.pages]
        assert len(shown) > 4
        assert len(set.union(*shown)) == 2


def test_letters_stand_on_the_firms_paper_as_well() -> None:
    sheet = LetterSheet(
        day=LOBBY.day, made_at=LOBBY.made_at, letterhead=TWO_SHEETS, recipient=HOTEL, subject="Einladung", text="Text"
    )
    (page,) = read(render_letter(sheet).pdf)
    assert "ErsterBogen" in page.text
    assert HEAD.trade not in page.text


def test_enclosures_follow_with_a_bookmark_each_and_are_not_counted_as_pages_of_the_offer() -> None:
    sheet = replace(LOBBY, enclosures=(TERMS, Enclosure("Datenblatt", paper("Blatt", size=(400.0, 300.0)))))
    rendered = render_offer(sheet)
    pages = read(rendered.pdf)
    assert rendered.pages == len(pages) == 5
    assert [page.text.strip() for page in pages[2:]] == ["Paragraf1", "Paragraf2", "Blatt"]
    assert "Seite 2 von 2" in pages[1].text
    with pikepdf.open(io.BytesIO(rendered.pdf)) as file, file.open_outline() as outline:
        assert [entry.title for entry in outline.root] == [
            "Angebot A-2026-118 vom 20.11.2026",
            "Geschäftsbedingungen",
            "Datenblatt",
        ]
        assert len(outline.root[0].children) == 3
    assert rendered.pdf == render_offer(sheet).pdf
    assert rendered.unfit_enclosures == ()
    assert broken_rules(rendered.pdf) == []


def test_an_enclosure_without_its_fonts_goes_along_and_the_file_claims_no_archive() -> None:
    rendered = render_offer(replace(LOBBY, enclosures=(Enclosure("Alt", paper("Wort", font="Helvetica")),)))
    assert rendered.unfit_enclosures == ("Alt",)
    with pikepdf.open(io.BytesIO(rendered.pdf)) as file, file.open_metadata() as about:
        assert "pdfaid:part" not in about


def test_paper_without_its_fonts_or_of_another_size_is_refused_with_a_reason() -> None:
    with pytest.raises(Refused, match="does not bring along: Helvetica"):
        checked_background(paper("Wort", font="Helvetica"))
    with pytest.raises(Refused, match="is 148 by 210 mm"):
        checked_background(paper("Wort", size=(148 * MM, 210 * MM)))
    assert checked_background(paper("Wort")).pages == 1


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\nbroken", paper("Wort")[:200]])
def test_what_is_no_pdf_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(Refused, match="no PDF that can be read"):
        foreign(content)


def test_a_file_with_a_password_is_refused_and_one_only_guarded_is_opened() -> None:
    with pikepdf.open(io.BytesIO(paper("Wort"))) as file:
        locked, guarded = io.BytesIO(), io.BytesIO()
        file.save(locked, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
        file.save(guarded, encryption=pikepdf.Encryption(user="", owner="geheim"))
    with pytest.raises(Refused, match="password"):
        foreign(locked.getvalue())
    rendered = render_offer(replace(LOBBY, enclosures=(Enclosure("AGB", guarded.getvalue()),)))
    assert broken_rules(rendered.pdf) == []


def test_what_acts_by_itself_is_taken_out() -> None:
    with pikepdf.open(io.BytesIO(paper("Wort"))) as file:
        script = Dictionary(S=Name.JavaScript, JS="app.alert('!')")
        file.Root.OpenAction = script
        file.Root.Names = Dictionary(JavaScript=Dictionary(Names=["x", script]))
        file.pages[0].AA = Dictionary(O=script)
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=script)
        file.pages[0].Annots = file.make_indirect(pikepdf.Array([link]))
        target = io.BytesIO()
        file.save(target)
    pdf = render_offer(replace(LOBBY, enclosures=(Enclosure("AGB", target.getvalue()),))).pdf
    assert b"JavaScript" not in pikepdf.open(io.BytesIO(pdf)).Root.unparse(resolved=True)
    assert broken_rules(pdf) == []
