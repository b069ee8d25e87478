"""Splitting and joining columns in the window: what becomes of the rows is shown at once, and is what the file gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.exchange.intake import CsvOptions
from crm_desktop.exchange.shaping import Join, Shape, Split, Way
from crm_desktop.ui.commands.import_shape import ImportJoin, ImportSplit
from crm_desktop.ui.models.import_preview import Preview, preview
from crm_desktop.ui.widgets.text import Text

_TABLE = "Kontakt;Weg;Nr;Wo;Maße\nEva Graf;Lange Str.;5;21335 Lüneburg;3/4\nBodo Kurz;Am Markt;1;20095 Hamburg;5/6\n"


@pytest.fixture
def shown(tmp_path: Path) -> Preview:
    file = tmp_path / "a.csv"
    file.write_text(_TABLE, encoding="utf-8")
    return preview(file, "kontakte.csv", CsvOptions())


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def words(form: QWidget) -> list[str]:
    return [one.text() for one in form.findChildren(Text)]


def test_the_way_is_guessed_the_parts_are_shown_and_other_ones_can_be_said(shown: Preview, parent: QWidget) -> None:
    made: list[Shape] = []
    form = ImportSplit(shown, "Wo", parent)
    assert form.shape() == Split("Wo", Way.PLACE, ("postal_code", "city"))
    assert {"21335", "Lüneburg", "20095"} <= set(words(form))
    form.parts[0].set_value("")
    form.parts[0].edited.emit()
    form.made.connect(made.append)
    form.do_button.click()
    assert made == [Split("Wo", Way.PLACE, ("", "city"))]

    signs = ImportSplit(shown, "Maße", parent)
    assert (signs.shape().way, signs.shape().sign) == (Way.SIGN, "/")
    assert not signs.do_button.isEnabled(), "no part fills anything yet"
    assert ImportSplit(shown, "Kontakt", parent).shape().into[:2] == ("given_name", "family_name")


def test_joined_columns_are_shown_and_stay_with_the_file_beside_what_was_chosen(
    shown: Preview, parent: QWidget
) -> None:
    form = ImportJoin(shown, "Weg", parent)
    form.field.set_value("street")
    form.field.edited.emit()
    assert form.shape() == Join(("Weg", "Nr"), "street", " ")
    assert "Lange Str. 5" in words(form)
    split = Split("Wo", Way.PLACE, ("postal_code", "city"))
    now = shown.shaped([form.shape()]).chosen("Maße", "keep").shaped([form.shape(), split])
    assert now.headings == ["Kontakt", "Weg", "Nr", "Wo", "Maße"]
    fields = {one.heading: one.field for one in now.columns}
    assert fields == {
        "Kontakt": "name", "Weg": "", "Nr": "", "Weg + Nr": "street", "Wo": "", "Wo › 1": "postal_code",
        "Wo › 2": "city", "Maße": "keep",
    }  # fmt: skip
    assert now.rows[0][1][5:] == ("Lange Str. 5", "21335", "Lüneburg")
    assert [one.heading for one in now.shaped(()).columns] == shown.headings
