"""Files of the wild, all of them: whatever a person can read in them is in the database afterwards.

What is not is listed here with its reason; a file that gets better or worse changes the list.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from crm_desktop.exchange.intake import look
from crm_desktop.operations.imports import ImportReport, import_file
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests import data
from tests.operations.imports.taking import values

_NOTHING = "The entry says neither when nor what."
#: Entries of calendars that are rejected: they name neither a day nor a word, only who takes part or a picture.
WORDLESS = {
    "icalendar__event_with_escaped_character1.ics": 1,
    "icalendar__event_with_escaped_character2.ics": 1,
    "icalendar__event_with_escaped_character3.ics": 1,
    "icalendar__event_with_escaped_character4.ics": 1,
    "icalendar__event_with_rsvp.ics": 1,
    "icalendar__event_with_unicode_organizer.ics": 1,
    "icalendar__issue_1549_binary_attachment.ics": 1,
    "icalendar__issue_355_url_escaping_empty_param.ics": 1,
    "icalendar__rfc_7986_conferences.ics": 1,
    "icalendar__rfc_7986_image.ics": 6,
    "icalendar__rfc_9074_example_proximity.ics": 1,
    "icalendar__small_bad_calendar.ics": 1,
}
#: Cards that are rejected: a list of others is nobody.
LISTS = {"releases__export.ldif": 1}


def files(folder: str) -> list[Path]:
    return [file for file in sorted(data.folder(folder).iterdir()) if file.name != "SOURCE.txt"]


def entries(file: Path) -> int:
    text = file.read_text(encoding="utf-8", errors="replace")
    return len(re.findall(r"(?im)^\s*BEGIN\s*:\s*(?:VEVENT|VTODO|VJOURNAL)\s*$", text))


def take(writer: Writer, file: Path) -> ImportReport:
    """Take a file into an otherwise empty database and leave it there."""
    return import_file(writer, file, file.name).value


def test_every_card_is_in_the_database(writer: Writer, reader: Reader) -> None:
    outside: Counter[str] = Counter()
    for file in files("contact_files"):
        report = take(writer, file)
        outside[file.name] = report.rejected
        assert report.rows == look(file).row_count > 0, file.name
        assert values(reader, "select count(*) from contact where company_id is null or kind = 'person'") != [(0,)]
        known = report.added + report.updated
        assert known + report.rejected == report.rows, file.name
        assert reader.scalar("select count(*) from contact") >= report.added, file.name
        writer.undo()
    assert {name: number for name, number in outside.items() if number} == LISTS


def test_every_entry_of_a_calendar_is_in_the_database(writer: Writer, reader: Reader) -> None:
    outside: Counter[str] = Counter()
    for file in files("calendar_files"):
        report = take(writer, file)
        outside[file.name] = report.rejected
        assert report.skipped == 0, file.name
        assert report.rows >= entries(file), file.name
        assert report.rows == entries(file) or "RDATE" in file.read_text("utf-8", "replace"), file.name
        assert {problem.message for problem in report.problems} <= {_NOTHING}, file.name
        assert values(reader, "select count(*) from activity") == [(report.added,)], file.name
        if report.added:
            writer.undo()
    assert {name: number for name, number in outside.items() if number} == WORDLESS


def test_every_message_is_in_the_database(writer: Writer, reader: Reader) -> None:
    for file in files("mail_files"):
        report = take(writer, file)
        assert (report.rows, report.added, report.rejected) == (1, 1, 0), file.name
        [(subject, text, number)] = values(
            reader, "select subject, body, (select count(*) from attachment) from activity where kind = 'email'"
        )
        assert subject, file.name
        assert text or number, file.name
        writer.undo()
