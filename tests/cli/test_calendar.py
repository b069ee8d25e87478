"""The calendar on the command line: written out for other programs."""

from __future__ import annotations

from pathlib import Path

import icalendar

from tests.cli.terminal import asked, at


def test_the_calendar_is_written_as_other_programs_read_it(demo_firm: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.ics"
    assert asked(demo_firm, "export", "calendar", target) == {"files": [str(target)]}
    events = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert len(events) > 10
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_a_calendar_is_no_table(demo_firm: Path) -> None:
    assert "Use .ics." in at(demo_firm, "export", "calendar", "out.csv").refusal


def test_what_was_written_is_taken_into_another_database_and_told(demo_firm: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.ics"
    asked(demo_firm, "export", "calendar", target)
    other = tmp_path / "other.crm"
    at(other, "new")
    [told] = asked(other, "import", target)["files"]
    assert told["kind"] == "activities"
    assert told["added"] == told["rows"] > 10
    [again] = asked(other, "import", target)["files"]
    assert again["added"] == 0
