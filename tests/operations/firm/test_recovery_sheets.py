"""The recovery sheet on paper: what is printed, read off the page and typed again, opens the file."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pdfplumber
import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import speaking
from crm_desktop.operations.firm import recovery_sheets
from crm_desktop.operations.firm.protection import unlock
from crm_desktop.store import driver, encryption
from crm_desktop.store.database import Database
from crm_desktop.store.keys import NO_KEYS, Keys
from tests.builders import NOW
from tests.store.encrypting import made_up_key

pytestmark = pytest.mark.skipif(not driver.can_encrypt(), reason="this SQLite cannot encrypt")

KEY = made_up_key(11)


@pytest.fixture
def page(database: Database) -> Iterator[list[str]]:
    """Encrypt the file, print its sheet in German, and return the lines of the page."""
    encryption.convert(database.path, NO_KEYS, KEY)
    with speaking("de"):
        pdf = recovery_sheets.recovery_sheet(database.path, Keys((KEY,)), now=NOW)
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        assert len(file.pages) == 1
        yield file.pages[0].extract_text().splitlines()


def typed_from(page: list[str]) -> list[str]:
    """Return the lines of the key as somebody reads them off the page: capital letters and figures in groups."""
    keys = [line for line in page if len(line) > 20 and line == line.upper() and any(sign.isdigit() for sign in line)]
    return [line.removeprefix(f"{number} ") for number, line in enumerate(keys, 1)]


def test_what_is_read_off_the_sheet_and_typed_opens_the_file(page: list[str], database: Database) -> None:
    lines = typed_from(page)
    assert len(lines) == 4
    for typed in ("\n".join(lines), " ".join(lines).lower(), "".join(lines).replace(" ", "")):
        assert unlock(database.path, typed) == KEY
    with Database.open(database.path, keys=Keys((unlock(database.path, "\n".join(lines)),))).reader() as reader:
        assert reader.scalar("select count(*) from contact") == 0
    said = "\n".join(page)
    assert "Wiederherstellungsschlüssel" in said
    assert recovery_sheets.sheet_number(database.path) in said


def test_a_slip_while_typing_is_told_with_its_line(page: list[str], database: Database) -> None:
    lines = typed_from(page)
    wrong = lines[2][:-1] + ("2" if lines[2][-1] != "2" else "3")
    with pytest.raises(BadInput, match="3"):
        unlock(database.path, "\n".join([*lines[:2], wrong, lines[3]]))


def test_a_wrong_password_and_the_sheet_of_another_file_are_refused_in_a_sentence(
    page: list[str], database: Database
) -> None:
    assert page
    with pytest.raises(BadInput, match="password"):
        unlock(database.path, "correct horse")
