"""The timeline in a window: written, dropped, found, folded, pinned, corrected, and never lost."""

from __future__ import annotations

from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.base.times import to_text
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.operations.history import history
from crm_desktop.store.queries.timeline import FileRow, Reach, TimelineEntry
from crm_desktop.store.search_titles import SearchHit
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.timeline import Face, FoldRow, HeadRow, TimelineRow
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.timeline.editing import EditForm, VersionsForm
from crm_desktop.ui.timeline.opening import RiskForm
from crm_desktop.ui.timeline.part import TimelinePart
from crm_desktop.ui.timeline.people import Named
from tests.builders import NOW
from tests.ui.office import Stage


def shown(stage: Stage, text: str = "Miriam Kessler") -> TimelinePart:
    stage.window.show()
    stage.window.go(Place("contacts", "contact", stage.found("contact", text)))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    stage.until(lambda: pane.person is not None and pane.person.timeline.model.rowCount() > 0)
    stage.settle()
    assert pane.person is not None
    return pane.person.timeline


def one(stage: Stage, sql: str, *values: Any) -> Any:
    return stage.reader.scalar(sql, values)


def rows(part: TimelinePart) -> list[TimelineRow | None]:
    return [part.model.row_at(row) for row in range(part.model.rowCount())]


def entries(part: TimelinePart) -> list[TimelineEntry]:
    found = (part.model.entry_at(part.model.index(row)) for row in range(part.model.rowCount()))
    return [entry for entry in found if entry is not None]


def newest(stage: Stage) -> Any:
    sql = "select kind, direction, minutes, result, at, body from activity order by id desc limit 1"
    return stage.reader.rows(lambda *row: row, sql)[0]


def test_a_call_is_written_down_with_everything_in_one_go(stage: Stage) -> None:
    part = shown(stage)
    composer, fields = part.composer, part.composer.details
    composer.begin(ActivityKind.CALL, "Fragt nach der Theke")
    QTest.keyClick(composer.edit, Qt.Key.Key_Tab)
    QTest.keyClick(fields.result.line, Qt.Key.Key_Tab)
    assert stage.window.focusWidget() is fields.follow_up.line, "what follows is two keys from the text"
    fields.direction.button(Direction.IN).click()
    fields.minutes.line.setText("12")
    fields.result.line.setText("ruft zurück")
    fields.when.line.setText("gestern 15:30")
    fields.follow_up.line.setText("Muster schicken")
    before = one(stage, "select count(*) from step")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: one(stage, "select count(*) from activity where result = 'ruft zurück'") == 1)
    stage.settle()
    written = stage.reader.rows(lambda *row: row, "select at, direction, minutes from activity where result <> ''")[0]
    expected = (NOW.astimezone().replace(hour=15, minute=30) - timedelta(days=1)).astimezone(NOW.tzinfo)
    assert written == (to_text(expected), "in", 12)
    assert one(stage, "select due_on from activity where subject = 'Muster schicken'") == "2026-11-25"
    assert one(stage, "select count(*) from step") == before + 1
    assert composer.text() == ""


def test_a_time_that_is_none_says_so_and_keeps_what_was_typed(stage: Stage) -> None:
    part = shown(stage)
    part.composer.begin(ActivityKind.NOTE, "Notiz")
    part.composer.details.when.line.setText("irgendwann")
    part.composer.submit()
    stage.settle()
    assert part.composer.details.when.error()
    assert part.composer.text() == "Notiz"


def test_kinds_have_keys(stage: Stage) -> None:
    part = shown(stage)
    part.composer.edit.setFocus()
    QTest.keyClick(part.composer.edit, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert part.composer.kinds.value() == ActivityKind.MEETING
    assert part.composer.details.people.isVisible()


def test_participants_and_mentions_let_an_entry_stand_with_everybody(stage: Stage) -> None:
    part = shown(stage)
    albrecht, behrens = stage.found("contact", "Jonas Albrecht"), stage.found("contact", "Katrin Behrens")
    part.composer.begin(ActivityKind.MEETING, "Theke besprochen mit @")
    part.composer.details.people.add("contact", Named(albrecht, "Jonas Albrecht"))
    part.composer.mentions._insert(SearchHit("contact", behrens, "Katrin Behrens", ""))
    assert part.composer.text() == "Theke besprochen mit @Katrin Behrens "
    part.composer.submit()
    stage.settle()
    made = one(stage, "select max(id) from activity")
    named = set(stage.reader.ids("select contact_id from activity_contact where activity_id = ?", (made,)))
    assert {albrecht, behrens, part.scope().contact_id} == named


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(part: TimelinePart, data: QMimeData, at: QPointF) -> None:
    copy, left, bare = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), copy, data, left, bare)
    QApplication.sendEvent(part, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(part, QDropEvent(at, copy, data, left, bare))


def test_a_dropped_file_waits_beside_the_text_and_is_kept_with_it(stage: Stage, tmp_path: Path) -> None:
    part = shown(stage)
    paper = tmp_path / "Aufmaß.pdf"
    paper.write_bytes(b"%PDF-1.7")
    drop(part, mime(paper), QPointF(40, 40))
    assert [file.name for file in part.composer.files.files()] == ["Aufmaß.pdf"]
    part.composer.edit.setPlainText("Aufmaß vom Freitag")
    part.composer.submit()
    stage.until(lambda: one(stage, "select count(*) from attachment where name = 'Aufmaß.pdf'") == 1)
    stage.settle()
    faces = [row for row in rows(part) if isinstance(row, Face) and row.files]
    assert faces[0].files[0].name == "Aufmaß.pdf"
    assert not part.composer.files.files()


def test_a_file_dropped_on_an_entry_belongs_to_it(stage: Stage, tmp_path: Path) -> None:
    part = shown(stage)
    paper = tmp_path / "Skizze.txt"
    paper.write_bytes(b"Theke")
    entry = entries(part)[0]
    row = part.model.row_of(entry.id * 4)
    assert row is not None
    part.view.grab()
    place = part.view.visualRect(part.model.index(row)).center()
    drop(part, mime(paper), QPointF(part.view.viewport().mapTo(part, place)))
    stage.until(lambda: one(stage, "select activity_id from attachment where name = 'Skizze.txt'") == entry.id)


def test_a_dropped_mail_becomes_an_entry_of_who_wrote_it(stage: Stage, tmp_path: Path) -> None:
    part = shown(stage)
    whom = stage.found("contact", "Jonas Albrecht")
    address = one(stage, "select value from contact_point where contact_id = ? and kind = 'email'", whom)
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = address, "info@brandt.example", "Brillenwand"
    letter.set_content("Wann können Sie kommen?")
    file = tmp_path / "mail.eml"
    file.write_bytes(letter.as_bytes())
    drop(part, mime(file), QPointF(40, 40))
    stage.until(lambda: one(stage, "select count(*) from activity where subject = 'Brillenwand'") == 1)
    made = one(stage, "select id from activity where subject = 'Brillenwand'")
    assert one(stage, "select contact_id from activity_contact where activity_id = ?", made) == whom


def test_a_picture_from_the_clipboard_is_kept_and_shown_small(stage: Stage) -> None:
    part = shown(stage)
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    QApplication.clipboard().setImage(picture)
    part.composer.edit.setFocus()
    QTest.keyClick(part.composer.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [file.name for file in part.composer.files.files()] == ["Picture.png"]
    part.composer.submit()
    stage.until(lambda: one(stage, "select count(*) from attachment") == 1)
    stage.settle()
    file = next(row.files[0] for row in rows(part) if isinstance(row, Face) and row.files)
    part.view.grab()
    stage.until(lambda: part.pictures.small(file) is not None)
    small = part.pictures.small(file)
    assert small is not None
    assert max(small.width(), small.height()) <= 264


def test_a_file_too_large_is_refused_with_its_size(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.ui.timeline.pending.LARGEST", 3)
    part = shown(stage)
    paper = tmp_path / "groß.bin"
    paper.write_bytes(b"12345")
    drop(part, mime(paper), QPointF(40, 40))
    assert not part.composer.files.files()
    assert stage.window.findChildren(type(part.composer._reason))


def test_risky_files_are_asked_about_before_they_are_opened(stage: Stage) -> None:
    part = shown(stage)
    opened: list[Path] = []
    part.opener.show = opened.append
    entry = entries(part)[0]

    def attach(name: str, data: bytes) -> FileRow:
        from crm_desktop.operations.history import files  # noqa: PLC0415

        stage.desk.do(files.attach_file, data=data, name=name, activity_id=entry.id)
        stage.settle()
        sql = "select id, name, media_type, size, sha256 from attachment where name = ?"
        return stage.reader.rows(FileRow, sql, (name,))[0]

    part.opener.open_file(attach("Brief.txt", b"Theke"))
    stage.until(lambda: len(opened) == 1)
    assert opened[0].read_bytes() == b"Theke"
    part.opener.open_file(attach("Rechnung.docm", b"PK"))
    asks = part.findChildren(RiskForm)
    assert len(asks) == 1
    assert len(opened) == 1
    asks[0].open_anyway.click()
    stage.until(lambda: len(opened) == 2)
    assert (opened[1].stat().st_mode & 0o077) == 0


def test_what_nobody_wrote_is_folded_and_opens(stage: Stage) -> None:
    part = shown(stage)
    contact = one(stage, "select contact_id from activity_contact group by 1 order by count(*) desc limit 1")
    part.show_contact(contact)
    stage.settle()
    folds = [row for row in rows(part) if isinstance(row, FoldRow)]
    part.filters.narrow(part.filters.wanted())
    stage.settle()
    if not folds:
        part.filters._choose_group("system")
        part.filters.groups.choose("system")
        stage.settle()
        folds = [row for row in rows(part) if isinstance(row, FoldRow)]
    before = part.model.rowCount()
    part.model.toggle_fold(folds[0])
    assert part.model.rowCount() == before + folds[0].count
    part.model.toggle_fold(folds[0])
    assert part.model.rowCount() == before


def test_days_stand_over_their_entries_and_what_is_planned_on_top(stage: Stage) -> None:
    part = shown(stage)
    heads = [row.words for row in rows(part) if isinstance(row, HeadRow)]
    assert heads[0] == "Planned"
    assert len(set(heads)) == len(heads)


def test_a_pinned_entry_stands_on_top_and_only_there(stage: Stage) -> None:
    part = shown(stage)
    entry = entries(part)[-1]
    part.deeds.pin(entry)
    stage.settle()
    assert [row.words for row in rows(part) if isinstance(row, HeadRow)][1] == "Pinned"
    assert [one.id for one in entries(part)].count(entry.id) == 1


def test_words_are_found_and_marked_and_esc_releases_them(stage: Stage) -> None:
    part = shown(stage)
    whole = part.model.rowCount()
    part.filters.search()
    part.filters.field.set_value("aufmaß")
    stage.settle()
    found = entries(part)
    assert found
    assert part.model.marks() == ("aufmass",)
    assert all("aufma" in f"{entry.subject} {entry.body}".lower() for entry in found)
    assert part.escape()
    stage.settle()
    assert part.model.rowCount() == whole
    assert not part.escape()


def test_one_can_jump_to_a_day(stage: Stage) -> None:
    part = shown(stage)
    part.show_scope(part.scope().__class__())
    stage.settle()
    day = date(2026, 6, 15)
    part.jump_to(day)
    part.view.grab()
    stage.settle()
    part.view.grab()
    here = part.view.currentIndex().row()
    assert here >= 0
    stage.until(lambda: part.model.row_at(here) is not None)
    # What nobody wrote lies in a fold; the first thing somebody wrote below it tells the day.
    below = (part.model.item(part.model.index(row)) for row in range(here, here + 20))
    item: Any = next(found for found in below if found is not None)
    assert item.at.astimezone().date() <= day
    assert part.view.rowAt(part.view.viewport().height() // 4) >= 0


def test_a_correction_keeps_what_was_said_before(stage: Stage) -> None:
    part = shown(stage)
    entry = entries(part)[0]
    part.deeds.edit(entry)
    form = stage.window.findChild(EditForm)
    assert form is not None
    form.text.set_value("Neu gesagt")
    form.submit()
    stage.until(lambda: one(stage, "select body from activity where id = ?", entry.id) == "Neu gesagt")
    stage.settle()
    changed = next(one for one in entries(part) if one.id == entry.id)
    assert changed.edited_at is not None
    assert any(isinstance(row, Face) and row.trace for row in rows(part))
    part.deeds.show_versions(changed)
    stage.until(lambda: stage.window.findChild(VersionsForm) is not None)
    shown_form = stage.window.findChild(VersionsForm)
    assert shown_form is not None
    assert entry.body in [text.text() for text in shown_form.texts]
    shown_form.reject()


def test_a_binned_entry_comes_back_with_undo(stage: Stage) -> None:
    part = shown(stage)
    entry = entries(part)[0]
    part.deeds.bin(entry)
    stage.settle()
    assert entry.id not in [one.id for one in entries(part)]
    stage.desk.undo()
    stage.settle()
    assert entry.id in [one.id for one in entries(part)]


def test_a_person_s_timeline_can_take_in_the_whole_company(stage: Stage) -> None:
    part = shown(stage)
    own = len(entries(part))
    company = one(stage, "select company_id from contact where id = ?", part.scope().contact_id)
    with_colleague = one(stage, "select count(*) from contact where company_id = ?", company)
    history_of_company = stage.desk
    history_of_company.do(
        history.log_activity, kind=ActivityKind.NOTE, body="Nur bei der Firma", contacts=[company]
    )  # fmt: skip
    stage.settle()
    assert len(entries(part)) == own
    part.filters._choose_reach(Reach.COMPANY)
    stage.settle()
    assert "Nur bei der Firma" in [entry.body for entry in entries(part)]
    assert with_colleague >= 1


def test_a_long_text_is_cut_and_opens_with_more(stage: Stage) -> None:
    part = shown(stage)
    part.composer.begin(ActivityKind.NOTE, "\n".join(f"Zeile {n}" for n in range(30)))
    part.composer.submit()
    stage.settle()
    part.view.grab()
    row = next(row for row, face in enumerate(rows(part)) if isinstance(face, Face) and "Zeile 29" in face.body)
    part.view.bring(row)
    part.view.grab()
    cut = part.view.rowHeight(row)
    part.view.unfold(part.model.index(row))
    part.view.grab()
    assert part.view.rowHeight(row) > 2 * cut
    part.show_all_whole()
    part.show_all_whole()
    part.view.grab()
    assert part.view.rowHeight(row) == cut


def test_what_is_half_written_survives_the_window(stage: Stage, tmp_path: Path) -> None:
    from crm_desktop.ui.window.plain import from_plain, to_plain  # noqa: PLC0415

    part = shown(stage)
    paper = tmp_path / "a.txt"
    paper.write_bytes(b"x")
    part.composer.begin(ActivityKind.CALL, "halb geschrieben")
    part.composer.details.result.line.setText("offen")
    part.composer.add_files(list)
    drop(part, mime(paper), QPointF(40, 40))
    pane = stage.window.current_pane()
    assert pane is not None
    kept = from_plain(to_plain(pane.keep()["drafts"]))
    (draft,) = kept.values()
    part.composer.take_up(None)
    assert part.composer.text() == ""
    part.composer.take_up(draft)
    again = part.composer.draft()
    assert (again.text, again.kind, again.result) == ("halb geschrieben", ActivityKind.CALL, "offen")
    assert [file.name for file in again.files] == ["a.txt"]


def test_the_key_that_bins_takes_the_entry_in_the_cursor_and_not_the_contact(stage: Stage) -> None:
    part = shown(stage)
    entry = entries(part)[0]
    row = part.model.row_of(entry.id * 4)
    assert row is not None
    part.view.setCurrentIndex(part.model.index(row))
    part.view.setFocus()
    QTest.keyClick(part.view, Qt.Key.Key_Delete)
    stage.settle()
    assert one(stage, "select deleted_at is not null from activity where id = ?", entry.id) == 1
    assert one(stage, "select deleted_at from contact where id = ?", part.scope().contact_id) is None


def test_a_row_offers_what_can_be_done_with_it(stage: Stage) -> None:
    part = shown(stage)
    entry = entries(part)[0]
    menu = part.deeds.menu(entry, part.view, part.opener)
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert {"Edit …", "Pin to the top", "Copy text", "Move to the bin"} <= set(words)
    assert any(word.startswith("Show “") for word in words)
    menu.deleteLater()
