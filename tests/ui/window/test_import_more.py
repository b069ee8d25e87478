"""Mailboxes, cards and calendars are seen before they are taken in; rows on known contacts are decided one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from crm_desktop.ui.commands import importing
from crm_desktop.ui.commands.import_ask import ImportAsk
from crm_desktop.ui.commands.import_dialog import ImportDialog
from tests.ui.office import Stage

_MAIL = "From: Karl Gast <karl@gast.example>\nTo: a@b.example\nSubject: Frage\nMessage-ID: <1@x>\n\nText\n"
_CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Gast;Karla;;;\nFN:Karla Gast\nTEL:040 1\nEND:VCARD\n"
_PEOPLE = """select c.id, c.given_name, c.family_name, p.value from contact c
    join contact_point p on p.contact_id = c.id and p.kind = 'email'
    where c.kind = 'person' and c.deleted_at is null order by c.id limit 3"""


def shown(stage: Stage) -> ImportDialog:
    stage.until(lambda: any(one.isVisible() for one in stage.window.findChildren(ImportDialog)))
    (dialog,) = (one for one in stage.window.findChildren(ImportDialog) if one.isVisible())
    stage.until(lambda: dialog._report is not None)
    return dialog


def count(stage: Stage, sql: str) -> int:
    return int(str(stage.reader.scalar(f"select count(*) from {sql}")))


@pytest.mark.slow
def test_dropped_files_that_are_no_tables_are_shown_one_after_the_other(stage: Stage, tmp_path: Path) -> None:
    stage.window.show()
    files = [tmp_path / "a.eml", tmp_path / "b.vcf"]
    for file, text in zip(files, (_MAIL, _CARD), strict=True):
        file.write_text(text, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    stage.window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))

    mail = shown(stage)
    assert [mail.table.rows.index(0, place).data() for place in (2, 4)] == ["Karl Gast", "Frage"]
    assert mail.table.head.choosers == []
    assert mail.strangers.isVisible()
    assert not mail.known.isVisible()
    mail.strangers.choices["leave"].click()
    assert not mail.accept_button.isEnabled(), "what is not worked out is not taken in"
    stage.until(lambda: mail._report is not None and mail._report.rejected == 1)
    mail.strangers.choices["add"].click()
    stage.until(mail.accept_button.isEnabled)
    mail.take_in()
    stage.until(lambda: count(stage, "activity where subject = 'Frage'") == 1)

    cards = shown(stage)
    assert [cards.table.rows.index(0, place).data() for place in (1, 4)] == ["Karla Gast", "040 1"]
    assert cards.known.isVisible()
    stage.until(cards.accept_button.isEnabled)
    cards.take_in()
    stage.until(lambda: count(stage, "contact where given_name = 'Karla'") == 1)
    assert not any(one.isVisible() for one in stage.window.findChildren(ImportDialog))


@pytest.mark.slow
def test_rows_on_known_contacts_are_decided_one_by_one_by_key(stage: Stage, tmp_path: Path) -> None:
    stage.window.show()
    rows = stage.reader.rows(lambda *row: row, _PEOPLE)
    file = tmp_path / "bekannt.csv"
    lines = [f"{given};{family};{mail};Neue Stelle {at}" for at, (_id, given, family, mail) in enumerate(rows)]
    file.write_text("\n".join(["Vorname;Nachname;E-Mail;Position", *lines]), encoding="utf-8")
    importing.open_file(stage.window.workplace, file, stage.window)
    dialog = shown(stage)
    dialog.known.choices["ask"].click()
    stage.until(lambda: dialog._report is not None and len(dialog._report.asked) == 3)
    stage.until(dialog.accept_button.isEnabled)
    dialog.take_in()
    stage.until(lambda: any(one.isVisible() for one in dialog.findChildren(ImportAsk)))
    (questions,) = dialog.findChildren(ImportAsk)
    for key in (Qt.Key.Key_3, Qt.Key.Key_Backspace, Qt.Key.Key_1, Qt.Key.Key_3):
        QTest.keyClick(questions, key)
    assert count(stage, "contact where job_title like 'Neue Stelle%'") == 0, "nothing is kept before the last answer"
    questions.rest.setChecked(True)
    QTest.keyClick(questions, Qt.Key.Key_1)
    stage.until(lambda: count(stage, "contact where job_title like 'Neue Stelle%'") == 2)
    told = stage.reader.rows(
        lambda *row: row[0], "select id from contact where job_title like 'Neue Stelle%' order by id"
    )
    assert told == [rows[0][0], rows[2][0]]
    stage.window.undo()
    stage.until(lambda: count(stage, "contact where job_title like 'Neue Stelle%'") == 0)
