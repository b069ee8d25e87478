"""Taking a file in from the window: what came of it is shown, and undo takes all of it back."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.ui.commands.import_result import ImportResult
from crm_desktop.ui.widgets.toast import Toast
from tests.ui.office import Stage

_TABLE = """Titel;Firma;Betrag;Eröffnet am;Phase
Treppe Ost;Neu und Alt GmbH;1.480,00;31.12.2025;Angebot
Tor;Neu und Alt GmbH;viel;01.02.2026;Angebot
"""


def open_deals(stage: Stage) -> int:
    return int(str(stage.reader.scalar("select count(*) from deal where title in ('Treppe Ost', 'Tor')")))


def test_reasons_of_rejected_rows_are_shown_and_undo_takes_all_of_it_back(stage: Stage, tmp_path: Path) -> None:
    stage.window.show()
    file = tmp_path / "vorgänge.csv"
    file.write_bytes(_TABLE.encode("cp1252"))
    stage.window.import_file(file)
    stage.until(lambda: stage.window.findChild(ImportResult) is not None)
    shown = stage.window.findChild(ImportResult)
    assert shown is not None
    assert "viel" in shown.reasons.toPlainText()
    assert open_deals(stage) == 1
    shown.accept()
    stage.until(lambda: "vorgänge" in (stage.window._labels[0] or ""))
    stage.window.undo()
    stage.until(lambda: open_deals(stage) == 0)
    stage.until(lambda: any(toast.isVisible() for toast in stage.window.findChildren(Toast)))
    told = [toast.words.text() for toast in stage.window.findChildren(Toast) if toast.isVisible()]
    assert len(told) == 1
    assert told[0].startswith("Undone")
