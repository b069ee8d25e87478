"""The undo menu says what goes back: the line, and which of its figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.domain.offers import LineKind
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import offers
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


def line(title: str, **more: Any) -> Line:
    return Line(title=title, unit_price=Decimal(10))._replace(**more)


@pytest.fixture
def offer_id(writer: Writer) -> int:
    setup.start_firm(writer, language="de", name="Holzwerk Brandt")
    lines = [line("Teil", kind=LineKind.HEADING), line("Theke"), line("Montage"), line("Abbau")]
    return offers.new_offer(writer, lines=lines, subject="Lobby").value


def stored(reader: Reader, offer_id: int) -> list[Line]:
    return list(queries.the_offer(reader, offer_id=offer_id).lines)


@pytest.mark.parametrize(
    ("change", "label"),
    [
        (lambda lines: [*lines, line("Sockel")], "Add “Sockel”"),
        (lambda lines: [*lines, line("a"), line("b")], "Add 2 lines"),
        (lambda lines: lines[:-1], "Remove “Abbau”"),
        (
            lambda lines: [lines[0], lines[1]._replace(quantity=Decimal(3)), *lines[2:]],
            "Change the quantity of “Theke”",
        ),
        (lambda lines: [lines[0], lines[1]._replace(title="Tresen"), *lines[2:]], "Change the title of “Theke”"),
        (
            lambda lines: [lines[0], lines[1]._replace(unit_price=Decimal(3), unit="m"), *lines[2:]],
            "Change “Theke”",
        ),
        (lambda lines: [lines[0], lines[3], lines[1], lines[2]], "Move “Abbau”"),
        (lambda lines: [lines[0], lines[2], lines[3], lines[1]], "Move “Theke”"),
        (lambda lines: [lines[0], line("neu"), lines[2], lines[3]], "Change offer “Lobby”"),
    ],
)
def test_a_change_of_lines_is_called_by_what_changed(
    writer: Writer, reader: Reader, offer_id: int, change: Any, label: str
) -> None:
    assert offers.save_lines(writer, offer_id=offer_id, lines=change(stored(reader, offer_id))).label == label


def test_a_change_of_one_field_is_called_by_the_field(writer: Writer, offer_id: int) -> None:
    done = offers.change_offer(writer, offer_id=offer_id, intro="Guten Tag", subject="Lobby")
    assert done.label == "Change the introduction of the offer"


def test_the_cells_of_one_line_are_undone_together(writer: Writer, reader: Reader, offer_id: int) -> None:
    known = stored(reader, offer_id)
    offers.change_offer(writer, offer_id=offer_id, lines=[*known, line("Sockel")], group="line 5")
    now = stored(reader, offer_id)
    for entered in (now[-1]._replace(quantity=Decimal(4)), now[-1]._replace(quantity=Decimal(4), unit="m")):
        offers.change_offer(writer, offer_id=offer_id, lines=[*known, entered], group="line 5")
    assert stored(reader, offer_id)[-1].unit == "m"
    assert writer.undo().label == "Add “Sockel”"
    assert [each.title for each in stored(reader, offer_id)] == ["Teil", "Theke", "Montage", "Abbau"]
