"""Where files are saved: with their ending, and over another one only after the dialog has asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.commands.saving import where_to_save_pdf


def choosing(monkeypatch: pytest.MonkeyPatch, *names: str) -> list[str]:
    """Let the user choose these names one after the other; return what the dialog begins with each time."""
    begun: list[str] = []
    answers = iter(names)

    def ask(_parent: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        begun.append(start)
        return next(answers), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return begun


@pytest.fixture
def asker(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_the_ending_is_added(asker: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choosing(monkeypatch, str(tmp_path / "Offer 24.11"))
    assert where_to_save_pdf(asker, "") == tmp_path / "Offer 24.11.pdf"


def test_a_file_that_the_ending_leads_to_is_not_replaced_unasked(
    asker: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Offer.pdf").write_bytes(b"old")
    begun = choosing(monkeypatch, str(tmp_path / "Offer"), str(tmp_path / "Offer.pdf"))
    assert where_to_save_pdf(asker, "start") == tmp_path / "Offer.pdf"
    assert begun == ["start", str(tmp_path / "Offer.pdf")]


def test_nothing_chosen_is_no_file(asker: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    choosing(monkeypatch, "")
    assert where_to_save_pdf(asker, "start") is None
