"""The palette over the demo firm: records, what to do with them, the history, settings, and short input."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices

from crm_desktop.exchange.file_text.reading import read_text
from crm_desktop.operations.history import file_texts, files
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.file_preview import Shows
from crm_desktop.ui.panes.contacts.form import NewContactForm
from crm_desktop.ui.timeline.preview import FilePreview
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.palette_frame import PaletteFrame
from crm_desktop.ui.widgets.palette_rows import PaletteRow
from crm_desktop.ui.window.finder import shared_out
from crm_desktop.ui.window.short_input import Meant, meant_by
from tests.ui.office import Stage


def ask(stage: Stage, text: str) -> list[PaletteRow]:
    """Type into the palette and return the rows it answers with."""
    stage.window.show()
    stage.window.search(text)
    frame = stage.window.findChild(PaletteFrame)
    assert frame is not None
    if frame.query() != text:
        field = frame.findChild(LineEdit)
        assert field is not None
        field.setText(text)
    stage.settle()
    lines = [frame._model.row_at(frame._model.index(at, 0)) for at in range(frame._model.rowCount())]
    return [line for line in lines if line is not None]


def choose(row: PaletteRow) -> None:
    act = row.key
    assert callable(act)
    act()


def at_contact(stage: Stage, name: str) -> int:
    stage.window.show()
    ref = stage.found("contact", name)
    stage.window.go(Place("contacts", "contact", ref))
    stage.until(lambda: (found := stage.window.subject()) is not None and found.ref == ref)
    return ref


def test_somebody_is_found_with_what_can_be_done_and_where_the_history_speaks_of_them(stage: Stage) -> None:
    rows = ask(stage, "kess")
    groups = list(dict.fromkeys(row.group for row in rows))
    assert groups[:2] == ["Contacts and companies", "Commands"]
    assert "Keys" not in [row.title for row in rows], "slips are forgiven only where nothing was found"
    assert rows[0].title == "Miriam Kessler"
    assert rows[0].marks == ((7, 4),)
    assert any(row.title == "Log a call with Miriam Kessler" and row.hint for row in rows)
    assert len(rows) <= 9


@pytest.mark.parametrize(("line", "field"), [(0, "family_name"), (1, "name")])
def test_where_nothing_is_found_the_words_can_become_a_contact(line: int, field: str, stage: Stage) -> None:
    rows = ask(stage, "Zzyzx")
    assert {row.group for row in rows} == {"Nothing found for “Zzyzx”"}
    choose(rows[line])
    stage.until(lambda: stage.window.findChild(NewContactForm) is not None)
    form = stage.window.findChild(NewContactForm)
    assert form is not None
    assert form.fields[field].value() == "Zzyzx"  # type: ignore[attr-defined]
    begun = form.fields["given_name" if line == 0 else "name"]
    assert begun.isAncestorOf(form.focusWidget()), "writing begins with the name"
    form.reject()


def test_one_slip_of_the_finger_is_forgiven(stage: Stage) -> None:
    assert ask(stage, "kessker")[0].title == "Miriam Kessler"
    assert any(row.title == "High contrast" for row in ask(stage, "contrsat"))
    assert any(row.title.startswith("Back up now") for row in ask(stage, "bcak"))


def test_what_to_do_and_with_whom_can_be_typed_together(stage: Stage) -> None:
    rows = ask(stage, "call kessler")
    assert rows
    assert "Log a call with Miriam Kessler" in [row.title for row in rows]


def test_the_number_of_an_offer_opens_it(stage: Stage) -> None:
    number = str(stage.reader.scalar("select number from offer where number <> '' order by id desc limit 1"))
    rows = ask(stage, number)
    assert rows[0].title == number
    choose(rows[0])
    stage.settle()
    assert stage.window.rail.selected() == "offers"


def test_a_phone_number_offers_to_call_and_somebody_new(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: called.append(url.toString()))
    went: list[Place] = []
    monkeypatch.setattr(stage.window, "go", went.append)
    stage.window.rebuild()
    rows = ask(stage, "+49 171 5550123")
    assert [row.title for row in rows[:2]] == ["Call +49 171 5550123", "New contact with +49 171 5550123"]
    choose(rows[0])
    assert called == ["tel:+491715550123"]


def test_a_new_contact_with_a_phone_number_begins_with_that_number(stage: Stage) -> None:
    (row,) = [row for row in ask(stage, "0171 5550123") if row.title == "New contact with 0171 5550123"]
    choose(row)
    stage.until(lambda: bool(stage.window.findChildren(NewContactForm)))
    (form,) = stage.window.findChildren(NewContactForm)
    assert form.typed().phone == "0171 5550123"
    form.reject()


def test_a_note_with_nobody_in_view_says_where_to_go_instead_of_nothing(stage: Stage) -> None:
    stage.window.go(Place("calendar"))
    rows = ask(stage, "note Möchte Muster in Eiche")
    assert [row.title for row in rows] == ["A note is about the contact, deal or offer in view. Go to the contacts"]


def test_a_note_is_written_about_whom_one_looks_at_and_can_be_undone(stage: Stage) -> None:
    ref = at_contact(stage, "Miriam Kessler")
    rows = ask(stage, "note Möchte Muster in Eiche")
    assert [row.title for row in rows] == ["Note about Miriam Kessler: “Möchte Muster in Eiche”"]
    choose(rows[0])
    count = (
        "select count(*) from activity a join activity_contact c on c.activity_id = a.id"
        " where a.body = 'Möchte Muster in Eiche' and c.contact_id = ? and a.deleted_at is null"
    )
    stage.until(lambda: stage.reader.scalar(count, (ref,)) == 1)
    stage.settle()
    stage.desk.undo()
    stage.until(lambda: stage.reader.scalar(count, (ref,)) == 0)


def test_what_was_used_last_comes_first_without_words(stage: Stage) -> None:
    offer = stage.found("offer", "Lobby-Umbau")
    stage.window.show()
    stage.window.go(Place("offers", "offer", offer))
    stage.settle()
    at_contact(stage, "Jonas Albrecht")
    titles = [row.title for row in ask(stage, "")]
    assert titles[0] == "Jonas Albrecht"
    assert len(titles) <= 9
    number = stage.reader.scalar("select coalesce(nullif(number, ''), subject) from offer where id = ?", (offer,))
    assert titles[1] == number


def test_only_commands_of_the_place_in_view_are_offered(stage: Stage) -> None:
    stage.window.show()
    stage.window.go(Place("board"))
    stage.settle()
    stage.window.go(Place("settings"))
    assert not [row for row in ask(stage, "Deal won") if row.title == "Deal won"]


def test_each_group_gets_its_share_and_the_rest_goes_to_the_first_that_has_more() -> None:
    def rows(group: str, number: int) -> list[PaletteRow]:
        return [PaletteRow(place, f"{group} {place}", group=group) for place in range(number)]

    shown = shared_out([rows("a", 9), rows("b", 1), rows("c", 5), []], (4, 3, 1, 1), 9)
    assert [row.group for row in shown] == ["a"] * 7 + ["b"] + ["c"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("+49 171 5550123", "phone"), ("04131 22870", "phone"), ("A-2026-118", "offer"), ("RE-26-7", "offer"),
        ("note call back", "note"), ("Notiz: Muster", "note"), ("2026", None), ("notes", None), ("Kessler", None),
        ("", None),
    ],
)  # fmt: skip
def test_short_input_is_understood(text: str, meant: str | None) -> None:
    found = meant_by(text)
    assert (found.kind if found else None) == meant
    assert found is None or isinstance(found, Meant)


def test_a_file_is_found_by_its_text_and_shown_at_the_words(stage: Stage) -> None:
    kessler = stage.found("contact", "Miriam Kessler")
    words = b"Die Wangentreppe aus R\xc3\xa4uchereiche kommt in Kalenderwoche 48."
    stage.desk.do(files.attach_file, data=words, name="Brief.txt", contact_id=kessler)
    stage.settle()
    new = file_texts.read_next(stage.reader, read=read_text)
    assert new is not None
    stage.desk.do(file_texts.keep_text, new=new)
    stage.settle()
    (row,) = [row for row in ask(stage, "wangentr") if row.group == "Found in files"]
    assert row.title.startswith("Die Wangentreppe aus")
    assert row.detail == "Brief.txt · Miriam Kessler"
    assert row.marks
    choose(row)
    stage.settle()
    (preview,) = stage.window.findChildren(FilePreview)
    assert preview.shows() is Shows.TEXT
    assert preview.text.textCursor().selectedText() == "Wangentr"
    preview.accept()
    stage.settle()
