"""E-mail addresses and phone numbers that cannot be right, and what they were meant to be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.quality import Care, Flaw, Way
from crm_desktop.engine.quality import meant_mail, mended_mail, mended_phone
from crm_desktop.engine.quality.reach import wrong_ways


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("eva@gmial.com", "eva@gmail.com"),
        ("eva@gmil.com", "eva@gmail.com"),
        ("Eva@GMX.DEE", "Eva@GMX.de"),
        ("eva@web.d", "eva@web.de"),
        ("eva@t-onlin.de", "eva@t-online.de"),
        ("eva@hotmial.com", "eva@hotmail.com"),
        ("eva@graf.con", "eva@graf.com"),
        ("eva@graf,de", "eva@graf.de"),
        ("eva@@graf.de", "eva@graf.de"),
        ("eva(at)graf.de", "eva@graf.de"),
        ("eva [at] graf [punkt] de", "eva@graf.de"),
        ("eva@graf..de", "eva@graf.de"),
        ("<eva@graf.de>", "eva@graf.de"),
        ("mailto:eva@graf.de", "eva@graf.de"),
        ("eva@graf.de.", "eva@graf.de"),
        ("eva graf@web.de", "evagraf@web.de"),
    ],
)
def test_usual_slips_are_mended(typed: str, meant: str) -> None:
    assert mended_mail(typed) == meant


@pytest.mark.parametrize(
    "address",
    [
        "eva@gmail.com",
        "eva@graf.example",
        "eva@mail.com",
        "eva@gmx.com",
        "eva@ymail.com",
        "o'hara@web.de",
        "eva@hotmail.be",
        "eva@live.dk",
        "eva@love.de",
        "eva@wed.de",
        "eva@email.com",
        "eva@von.at",
        "eva@gmx.li",
        "eva+news@sub.graf.co.uk",
        "eva@müller.de",
        "eva@xn--mller-kva.de",
        "eva@graf.museum",
        "e@x.de",
    ],
)
def test_addresses_that_may_be_meant_so_are_left_alone(address: str) -> None:
    assert mended_mail(address) == ""
    assert list(wrong_ways([Way(1, "email", address, "")], "DE")) == []


@pytest.mark.parametrize("address", ["eva", "eva@graf", "@graf.de", "eva@", "", "www.graf.de"])
def test_what_is_no_address_is_told_without_a_mend(address: str) -> None:
    assert list(wrong_ways([Way(9, "email", address, "")], "DE")) == [Flaw(Care.WRONG, "email", address, "", 9)]


@given(st.text(max_size=30))
def test_whatever_an_address_is_the_mend_looks_like_one(text: str) -> None:
    mend = mended_mail(text)
    assert mend == "" or re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", mend)
    known = meant_mail(text)
    assert known == "" or known.rpartition("@")[0] == text.rpartition("@")[0]


@given(st.text(max_size=30))
def test_what_was_mended_needs_no_second_mend(text: str) -> None:
    mend = mended_mail(text)
    assert mend == "" or mended_mail(mend) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("04131 22 87-14 (Büro)", "04131 22 87-14"),
        ("Tel.: 04131/228714", "04131/228714"),
        ("O4131 228714", "04131 228714"),
        ("keine", ""),
        ("", ""),
        ("1234", ""),
    ],
)
def test_phone_numbers_lose_what_is_not_theirs(typed: str, meant: str) -> None:
    assert mended_phone(typed, "DE") == meant


def test_phone_numbers_without_a_normal_form_are_wrong_and_others_are_not() -> None:
    ways = [Way(1, "phone", "04131 228714", "+494131228714"), Way(2, "mobile", "0171 (priv.)", "")]
    assert [(flaw.field, flaw.record) for flaw in wrong_ways(ways, "DE")] == [("phone", 2)]
