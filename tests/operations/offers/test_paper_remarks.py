"""Remarks on a printed file: what could not be printed, by name."""

from __future__ import annotations

from dataclasses import replace

from crm_desktop.documents.offer import render_offer
from crm_desktop.documents.sheets import Enclosure
from crm_desktop.operations.offers.paper_remarks import paper_remarks
from tests.documents.papers import paper
from tests.documents.samples import LOBBY


def test_a_good_file_needs_no_remark() -> None:
    assert paper_remarks(render_offer(LOBBY)) == ()


def test_signs_no_face_has_are_named_and_many_are_cut_short() -> None:
    (said,) = paper_remarks(render_offer(replace(LOBBY, subject="Fest 🎉")))
    assert "PARTY POPPER (U+1F389)" in said
    (said,) = paper_remarks(render_offer(replace(LOBBY, subject="東京大阪神戸")))
    assert said.endswith(", ….")


def test_enclosures_that_no_archive_takes_are_named() -> None:
    enclosure = Enclosure("AGB", paper("Wort", font="Helvetica"))
    (said,) = paper_remarks(render_offer(replace(LOBBY, enclosures=(enclosure,))))
    assert "“AGB” lacks its fonts" in said
