"""Columns are converted at once, and each bad cell is named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput
from crm_desktop.exchange import columns
from crm_desktop.exchange.columns import Bad, converter
from crm_desktop.exchange.fields import Holds
from crm_desktop.exchange.forms import Form


def test_bad_cells_are_named_every_time_and_cost_only_themselves() -> None:
    reads = converter(Holds.MONEY, Form(","))
    assert reads is not None
    for _again in range(2):
        found, bad = reads(["1,50", "", "abc", "1,50"])
        assert found == [Decimal("1.50"), None, None, Decimal("1.50")]
        assert bad == [Bad(2, "abc", "“abc” is not a number.")]


@pytest.mark.parametrize("holds", list(Holds))
def test_every_kind_of_column_reads_empty_cells(holds: Holds) -> None:
    reads = converter(holds, Form())
    if holds in {Holds.TEXT, Holds.LINES}:
        assert reads is None
    else:
        assert reads is not None
        found, bad = reads(["", ""])
        assert not any(found)
        assert not bad


@pytest.mark.parametrize(
    "text", ["a@b.de", "Hans.Müller@bäckerei-öl.de", "x+y@sub.example.co.uk", "o'neil@example.com"]
)
def test_good_addresses_pass_as_typed(text: str) -> None:
    assert columns.mail(text) == text


def test_an_address_may_have_a_name_beside_it() -> None:
    assert columns.mail("Anna Meier <anna@example.com>") == "anna@example.com"
    assert columns.mail("mailto:anna@example.com") == "anna@example.com"


@pytest.mark.parametrize(
    "text",
    [
        "graf@hochbau",
        "a@b.de?bcc=x@y.de&body=z",
        "a@b.de Bcc: c@d.de",
        "a@b.de\r\nBcc: c@d.de",
        "a@b..de",
        "@b.de",
        "a@",
        "a b@c.de",
        "a@b.de,c@d.de",
        f"{'x' * 65}@b.de",
        "<<a@b.de>>",
    ],
)
def test_addresses_no_server_would_take_are_refused(text: str) -> None:
    with pytest.raises(BadInput, match="not an e-mail address"):
        columns.mail(text)


@given(st.lists(st.text(max_size=20) | st.emails(), max_size=5))
def test_what_is_usual_is_what_would_have_passed_one_by_one(cells: list[str]) -> None:
    for holds, single in ((Holds.EMAIL, columns.mail), (Holds.PHONE, columns.phone), (Holds.LINK, columns.link)):
        reads = converter(holds, Form())
        assert reads is not None
        found, bad = reads(cells)
        refused = {problem.place for problem in bad}
        for place, cell in enumerate(cells):
            if place not in refused and cell:
                assert found[place] == single(cell)


def test_a_rounded_phone_number_is_not_taken_for_one() -> None:
    with pytest.raises(BadInput, match="rounded"):
        columns.phone("4,94131E+11")
    assert columns.phone("04131 / 22 87-14 (Büro)") == "04131 / 22 87-14 (Büro)"


@pytest.mark.parametrize("text", ["javascript:alert(1)", "file:///etc/passwd", "ms-msdt:/id", "data:text/html,x", "x"])
def test_only_pages_are_links(text: str) -> None:
    with pytest.raises(BadInput, match="web address"):
        columns.link(text)
    assert columns.link("www.example.com/a?b=c") == "www.example.com/a?b=c"


def test_tags_are_parted_by_any_sign_and_come_once() -> None:
    assert columns.tags("VIP; Nord, vip ::: * myContacts|Nord") == ("VIP", "Nord", "vip", "myContacts")


@pytest.mark.parametrize("zeros", ["0/0/00", "0.0.00", "0000-00-00", "00.00.0000", "0000-00-00 00:00:00"])
def test_a_day_of_zeros_is_none_and_no_mistake(zeros: str) -> None:
    reads = converter(Holds.BIRTHDAY, Form())
    assert reads is not None
    assert reads([zeros]) == ([None], [])
