"""Names of files: nothing a user typed is cut off, nothing leads out of the folder."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from crm_desktop.base.errors import Cancelled, Refused
from crm_desktop.base.files import cannot_write, safe_name, whole_file, with_ending


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Report", "Report.pdf"),
        ("Report.PDF", "Report.PDF"),
        ("Report 24.11", "Report 24.11.pdf"),
        ("a.b.pdf", "a.b.pdf"),
    ],
)
def test_an_ending_is_added_and_never_takes_the_place_of_something_typed(typed: str, meant: str) -> None:
    assert with_ending(Path("folder") / typed, ".pdf") == Path("folder") / meant


@pytest.mark.parametrize(
    ("text", "name"),
    [("A/B\\C", "A_B_C"), ("..", "_"), ("CON", "_CON"), ("nul.txt", "_nul.txt"), ("x" * 300, "x" * 120), ("a. ", "a")],
)
def test_a_name_made_of_any_text_is_one_every_system_takes(text: str, name: str) -> None:
    assert safe_name(text) == name


def write_half(target: Path, error: Exception) -> None:
    with whole_file(target) as file:
        file.write(b"half")
        raise error


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_bytes(b"before")
    with pytest.raises(Cancelled):
        write_half(target, Cancelled("Stopped."))
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]
    assert target.read_bytes() == b"before"
    with whole_file(target) as file:
        file.write(b"after")
    assert target.read_bytes() == b"after"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "There is no room left on the disk for “list.csv”."),
        (errno.EBUSY, "“list.csv” is open in another program."),
        (errno.EACCES, "“list.csv” could not be written: the system does not allow it."),
    ],
)
def test_what_keeps_a_file_from_being_written_is_said(number: int, words: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=re.escape(words)):
        write_half(tmp_path / "list.csv", OSError(number, os.strerror(number)))
    assert not list(tmp_path.iterdir())


def test_a_file_that_excel_holds_on_windows_is_said_to_be_open() -> None:
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = 32  # type: ignore[attr-defined,unused-ignore]  # Windows alone knows it
    assert cannot_write(Path("list.xlsx"), error).message == "“list.xlsx” is open in another program."
