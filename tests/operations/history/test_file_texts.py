"""The text of files: read once, found by the search, gone with the bytes, whatever is undone."""

from __future__ import annotations

from crm_desktop.domain.kinds import TextState
from crm_desktop.exchange.file_text.gathering import FileText
from crm_desktop.exchange.file_text.reading import read_text
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.history import file_texts, files
from crm_desktop.store import search_index
from crm_desktop.store.queries import file_texts as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.search_titles import SearchHit
from crm_desktop.store.unit_of_work import Writer

LETTER = "Sehr geehrte Frau Graf,\nwir liefern die Wangentreppe aus Räuchereiche in der Kalenderwoche 48.\n".encode()


def graf(writer: Writer) -> int:
    return contacts.add_person(writer, new=NewContact(family_name="Graf")).value


def read_one(writer: Writer, reader: Reader) -> file_texts.NewText | None:
    new = file_texts.read_next(reader, read=read_text)
    if new is not None:
        file_texts.keep_text(writer, new=new)
    return new


def found(reader: Reader, text: str) -> list[SearchHit]:
    return [hit for hit in find(reader, text=text) if hit.kind == "attachment"]


def test_the_search_finds_the_text_of_a_file_and_says_where(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    file = files.attach_file(writer, data=LETTER, name="Brief.txt", contact_id=person).value
    assert found(reader, "raeuchereiche") == []
    new = read_one(writer, reader)
    assert new is not None
    assert new.found.state is TextState.READ
    (hit,) = found(reader, "räucher wangen")
    assert (hit.id, hit.title, hit.detail) == (file, "Brief.txt", "Graf")
    assert "Wangentreppe aus Räuchereiche" in hit.snippet
    (by_name,) = found(reader, "brief")
    assert by_name.snippet == ""
    assert read_one(writer, reader) is None


def test_the_same_bytes_are_read_once_and_found_wherever_they_hang(writer: Writer, reader: Reader) -> None:
    first, second = graf(writer), graf(writer)
    files.attach_file(writer, data=LETTER, name="a.txt", contact_id=first)
    assert read_one(writer, reader) is not None
    files.attach_file(writer, data=LETTER, name="b.txt", contact_id=second)
    assert read_one(writer, reader) is None
    assert {hit.title for hit in found(reader, "wangentreppe")} == {"a.txt", "b.txt"}


def test_reading_leaves_no_step_and_undo_takes_the_file_out_of_the_search(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    files.attach_file(writer, data=LETTER, name="a.txt", contact_id=person)
    read_one(writer, reader)
    assert search_index.differences(writer._connection) == search_index.Differences()  # noqa: SLF001 - asked as `check` does
    assert writer.undo().label == "Attach “a.txt”"
    assert found(reader, "wangentreppe") == []
    writer.redo()
    assert len(found(reader, "wangentreppe")) == 1


def test_the_text_goes_with_the_bytes(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    file = files.attach_file(writer, data=LETTER, name="a.txt", contact_id=person).value
    read_one(writer, reader)
    files.detach_file(writer, attachment_id=file)
    assert found(reader, "wangentreppe") == []
    with writer.step("Erase") as work:
        work.execute("delete from blob")
    assert reader.scalar("select count(*) from blob_text") == 0
    assert reader.scalar("select count(*) from search_doc where words like '%wangentreppe%'") == 0


def test_what_cannot_be_read_is_noted_and_not_tried_again(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    files.attach_file(writer, data=b"%PDF-1.7 nothing", name="a.pdf", contact_id=person)
    files.attach_file(writer, data=b"\x89PNG\r\n\x1a\n", name="a.png", contact_id=person)
    states = [new.found.state for new in iter(lambda: read_one(writer, reader), None)]
    assert states == [TextState.NONE, TextState.FAILED]
    sha256 = reader.scalar("select sha256 from attachment where name = 'a.pdf'")
    assert queries.text(reader, sha256=sha256) == (TextState.FAILED, "")


def test_all_files_are_read_by_the_helper_and_one_that_is_gone_meanwhile_is_no_harm(
    writer: Writer, reader: Reader
) -> None:
    person = graf(writer)
    for number in range(3):
        files.attach_file(writer, data=LETTER + b"%d" % number, name=f"{number}.txt", contact_id=person)
    assert file_texts.read_all(reader, writer) == 3
    assert len(found(reader, "kalenderwoche")) == 3
    gone = file_texts.NewText("0" * 64, "x", FileText(TextState.READ, "nothing"))
    assert file_texts.keep_text(writer, new=gone).step is None
