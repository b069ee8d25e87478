"""`campaigns` and `consents` tell people and programs who gets what, what came of it, and take an objection."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import asked, at


def test_campaigns_are_listed_with_recipients_and_results(busy_firm: Path) -> None:
    rows = {row["name"]: row for row in asked(busy_firm, "campaigns", "list")["campaigns"]}
    assert {row["status"] for row in rows.values()} == {"closed", "running", "planned"}
    assert "Frühjahrsputz" in at(busy_firm, "campaigns").out
    found = asked(busy_firm, "campaigns", "recipients", "frühjahrsputz")
    assert found["frozen"]
    assert len(found["contacts"]) == found["recipients"] == rows["Frühjahrsputz"]["recipients"]
    assert sum(one["count"] for one in found["left_out"]) == len(found["contacts_left_out"])
    results = asked(busy_firm, "campaigns", "results", "Frühjahrsputz")
    assert results["sent"] == sum(one["sent"] for one in results["variants"])
    assert all(one["low"] <= one["share"] <= one["high"] for one in results["variants"])
    assert results["held_out"]["verdict"] == "cannot_tell"
    assert "80 %" in at(busy_firm, "campaigns", "results", "Frühjahrsputz").out
    assert "no campaign “X”" in at(busy_firm, "campaigns", "results", "X").refusal


def test_a_recipient_is_left_out_by_hand_and_let_in_again(busy_firm: Path) -> None:
    name = "Winterrenovierung"
    before = asked(busy_firm, "campaigns", "recipients", name)
    others = {one["contact"] for one in before["contacts_left_out"]}
    everybody = asked(busy_firm, "segments", "members", "Alle Kunden und Interessenten")["contacts"]
    whom = next(one["contact"] for one in everybody if one["contact"] not in others)
    asked(busy_firm, "campaigns", "leave-out", name, "--contact", whom)
    after = asked(busy_firm, "campaigns", "recipients", name)
    assert after["recipients"] == before["recipients"] - 1
    assert {"reason": "by_hand", "count": 1} in after["left_out"]
    asked(busy_firm, "campaigns", "take-in", name, "--contact", whom)
    assert asked(busy_firm, "campaigns", "recipients", name) == before
    assert "--contact" in at(busy_firm, "campaigns", "leave-out", name).refusal


def test_an_objection_is_taken_and_undone(busy_firm: Path) -> None:
    name = "Miriam Kessler"
    before = asked(busy_firm, "consents", "list", name)
    assert at(busy_firm, "consents", "object", name, "--reason", "Anruf").code == 0
    after = asked(busy_firm, "consents", "list", name)
    assert not any(one["allowed"] for one in after["channels"])
    assert len(after["records"]) == len(before["records"]) + 4
    assert "no" in at(busy_firm, "consents", "list", name).out
    at(busy_firm, "undo")
    assert asked(busy_firm, "consents", "list", name) == before
    assert "Nobody is called" in at(busy_firm, "consents", "list", "Nobody").refusal
