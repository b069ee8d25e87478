"""All files of a customer under names that say what they are: none twice, none outside the folder, with a list."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from crm_desktop.base.errors import NotFound, Refused
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.history import files, history
from crm_desktop.operations.history.customer_files import write_folder, write_zip
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


@pytest.fixture
def customer(writer: Writer) -> int:
    person = contacts.add_person(writer, new=NewContact(family_name="Graf")).value
    note = history.write_note(writer, contact_id=person, text="Aufmaß").value
    for name in ("../../etc/CON", "Plan.pdf", "plan.PDF", "Plan.pdf", "a/b:c?.txt", "ohne Endung. "):
        files.attach_file(writer, data=name.encode() + bytes([len(name)]), name=name, contact_id=person)
    files.attach_file(writer, data=b"same", name="x.txt", activity_id=note)
    files.attach_file(writer, data=b"same", name="y.txt", activity_id=note)
    files.attach_file(writer, data=b"same", name="=1+1.txt", contact_id=person)
    return person


def test_a_zip_holds_every_content_once_a_folder_under_a_safe_name(
    customer: int, writer: Writer, reader: Reader, tmp_path: Path
) -> None:
    files.attach_file(writer, data=b"other", name="Plan.pdf", contact_id=customer)
    path = tmp_path / "Graf.zip"
    told: list[tuple[int, int]] = []
    written = write_zip(reader, contact_id=customer, path=path, progress=lambda *far: told.append(far))
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        listed = list(csv.reader(io.StringIO(archive.read("List of files.csv").decode())))
    assert sorted(names) == [
        "Graf/2026-11-24 =1+1.txt",
        "Graf/2026-11-24 Plan (3).pdf",
        "Graf/2026-11-24 Plan.pdf",
        "Graf/2026-11-24 _CON",
        "Graf/2026-11-24 b_c_.txt",
        "Graf/2026-11-24 ohne Endung",
        "Graf/2026-11-24 plan (2).PDF",
        "History/2026-11-24 x.txt",
        "List of files.csv",
    ]
    assert (written.name, written.files) == ("Graf", 8)
    assert told[-1] == (9, 9)
    assert len(listed) == 9
    assert not any(PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts for name in names)


def test_a_folder_is_written_only_where_nothing_lies(customer: int, reader: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "Graf"
    written = write_folder(reader, contact_id=customer, folder=folder)
    there = [path for path in folder.rglob("*") if path.is_file()]
    assert len(there) == written.files + 1
    assert (folder / "History" / "2026-11-24 x.txt").read_bytes() == b"same"
    with pytest.raises(Refused):
        write_folder(reader, contact_id=customer, folder=folder)


def test_who_has_no_files_is_told_so(writer: Writer, reader: Reader, tmp_path: Path) -> None:
    person = contacts.add_person(writer, new=NewContact(family_name="Ohne")).value
    with pytest.raises(NotFound, match="no files"):
        write_zip(reader, contact_id=person, path=tmp_path / "a.zip")
    with pytest.raises(NotFound):
        write_zip(reader, contact_id=999, path=tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()
