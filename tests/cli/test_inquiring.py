"""`leads` lists inquiries with their chances, takes one in, explains its chance and makes a deal of it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import asked, at

_TEXT = """Guten Tag,
wir suchen eine Theke in Esche, Budget rund 9.000 €.
Viele Grüße
Anke Brodersen
Hofladen Brodersen
04131 44 55 66
anke@hofladen.example"""


def test_an_inquiry_is_added_listed_explained_and_taken_on(busy_firm: Path, tmp_path: Path) -> None:
    file = tmp_path / "anfrage.txt"
    file.write_text(_TEXT, encoding="utf-8")
    lead_id = asked(busy_firm, "leads", "add", "--file", file, "--source", "Empfehlung")["id"]
    listed = asked(busy_firm, "leads")
    (mine,) = (one for one in listed["leads"] if one["id"] == lead_id)
    assert (mine["person"], mine["company"], mine["source"]) == ("Anke Brodersen", "Hofladen Brodersen", "Empfehlung")
    assert (mine["title"], mine["status"], mine["phone"]) == ("Theke in Esche", "new", "04131 44 55 66")
    assert listed["closed"] > 120
    score = asked(busy_firm, "leads", "score", lead_id)["score"]
    assert 0 < score["low"] < score["probability"] < score["high"] < 1
    assert score == mine["score"]
    assert "%" in at(busy_firm, "leads", "score", lead_id).out
    assert "Anke Brodersen" in at(busy_firm, "leads").out
    made = asked(busy_firm, "leads", "convert", lead_id)
    assert made["contact_id"]
    assert made["deal_id"]
    assert all(one["id"] != lead_id for one in asked(busy_firm, "leads")["leads"])
    assert lead_id in {one["id"] for one in asked(busy_firm, "leads", "--tab", "converted")["leads"]}
    assert at(busy_firm, "undo").code == 0
    assert lead_id in {one["id"] for one in asked(busy_firm, "leads")["leads"]}


def test_a_mail_is_taken_in_and_what_cannot_be_done_refused(firm: Path, tmp_path: Path) -> None:
    mail = tmp_path / "anfrage.eml"
    mail.write_bytes(b"From: Ole Hansen <ole@hansen.example>\r\nSubject: Anfrage: Regal\r\n\r\nBitte um Angebot.")
    lead_id = asked(firm, "leads", "add", "--file", mail)["id"]
    (only,) = asked(firm, "leads")["leads"]
    assert (only["id"], only["person"], only["title"], only["score"]) == (lead_id, "Ole Hansen", "Regal", None)
    assert asked(firm, "leads", "score", lead_id)["score"] is None
    assert "20" in at(firm, "leads", "score", lead_id).out
    assert "nothing yet" in at(firm, "leads", "add").refusal
    assert "cannot be read" in at(firm, "leads", "add", "--file", "nowhere.txt").refusal
    assert "number" in at(firm, "leads", "convert").refusal
    assert "99" in at(firm, "leads", "score", "99").refusal
    assert at(firm, "leads", "convert", lead_id, "--no-deal").code == 0
    assert "already" in at(firm, "leads", "convert", lead_id).refusal
    assert at(firm, "leads").out.startswith("There is no such inquiry")
    assert "is not known here" in at(firm, "leads", "burn").usage
