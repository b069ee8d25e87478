"""`segments` makes, lists, explains and resolves segments, for people and for programs."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from tests.cli.terminal import asked, at

CRITERIA = {"all": [{"field": "kind", "is": "is", "value": "company"}]}


def test_a_segment_is_made_shown_changed_and_deleted(busy_firm: Path, tmp_path: Path) -> None:
    before = [one["name"] for one in asked(busy_firm, "segments")["segments"]]
    file = tmp_path / "criteria.json"
    file.write_text(json.dumps(CRITERIA), encoding="utf-8")
    assert at(busy_firm, "segments", "save", "Firmen", "--criteria", file).code == 0
    shown = asked(busy_firm, "segments", "show", "firmen", "--as-of", "2024-11-26")
    assert shown["criteria"] == CRITERIA
    assert shown["contacts"] > 10
    assert 0 < shown["share_of_revenue"] <= 1
    (listed,) = (one for one in asked(busy_firm, "segments", "list")["segments"] if one["name"] not in before)
    assert (listed["name"], listed["contacts"], listed["by_hand"]) == ("Firmen", shown["contacts"], False)
    members = asked(busy_firm, "segments", "members", "Firmen", "--limit", "3")
    assert members["total"] == shown["contacts"]
    assert [one["kind"] for one in members["contacts"]] == ["company"] * 3
    assert at(busy_firm, "segments", "save", "Firmen", "--criteria", "{}").code == 0
    assert asked(busy_firm, "segments", "show", "Firmen")["words"] == ["Everybody"]
    assert "Firmen" in at(busy_firm, "segments").out
    assert at(busy_firm, "segments", "delete", "Firmen").code == 0
    assert [one["name"] for one in asked(busy_firm, "segments")["segments"]] == before


def test_movement_says_who_came_and_left_in_each_quarter(busy_firm: Path) -> None:
    bought = {"all": [{"field": "revenue", "is": "at_least", "value": 500_000, "days": 90}]}
    assert at(busy_firm, "segments", "save", "Käufer", "--criteria", json.dumps(bought)).code == 0
    found = asked(busy_firm, "segments", "movement", "Käufer", "--as-of", "2024-11-26")["quarters"]
    assert [one["from"] for one in found] == ["2024-08-26", "2024-05-26", "2024-02-26", "2023-11-26"]
    for later, earlier in pairwise(found):
        assert earlier["came"] + earlier["stayed"] == later["left"] + later["stayed"]
    assert sum(one["came"] for one in found) > 0
    assert "26/11/2024" in at(busy_firm, "segments", "movement", "Käufer", "--as-of", "2024-11-26").out


def test_what_cannot_be_done_is_refused_with_a_reason(firm: Path) -> None:
    assert at(firm, "segments").out.startswith("There is no segment")
    assert "no segment “Nobody”" in at(firm, "segments", "show", "Nobody").refusal
    assert "name" in at(firm, "segments", "members").refusal
    assert "shoe size" in at(
        firm, "segments", "save", "X", "--criteria", '{"field": "shoe size", "is": "is", "value": "4"}'
    ).refusal  # fmt: skip
    assert "JSON" in at(firm, "segments", "save", "X", "--criteria", "{").refusal
    assert "cannot be read" in at(firm, "segments", "save", "X", "--criteria", "nowhere.json").refusal
