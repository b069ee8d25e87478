"""`letters`, `labels`, `envelopes` and `mails` write files for a segment or some contacts, and say who was left out."""

from __future__ import annotations

import json
from pathlib import Path

from pypdfium2 import PdfDocument

from crm_desktop.operations.campaigns.sending import freeze_recipients
from crm_desktop.operations.serial import templates
from crm_desktop.operations.serial.ready_templates import ready_templates
from crm_desktop.store.database import Database
from crm_desktop.store.queries.campaigns import campaign_named, recipients
from tests.cli.conftest import TODAY
from tests.cli.terminal import asked, at

CRITERIA = {"all": [{"field": "kind", "is": "is", "value": "company"}]}


def test_a_segment_gets_letters_labels_envelopes_and_mails(busy_firm: Path, tmp_path: Path) -> None:
    assert "spring" not in at(busy_firm, "templates").out
    with Database.open(busy_firm).writer(lambda: TODAY) as writer:
        for kind in ("letter", "email"):
            words = ready_templates(kind, "de")[0]
            templates.add_template(writer, kind=kind, language="de", words=words._replace(name=f"Test {kind}"))
    file = tmp_path / "criteria.json"
    file.write_text(json.dumps(CRITERIA), encoding="utf-8")
    assert at(busy_firm, "segments", "save", "Firmen", "--criteria", file).code == 0
    to = ("--segment", "firmen", "--day", "2024-11-26")
    made = asked(busy_firm, "letters", *to, "--template", "test LETTER", "--out", tmp_path / "letters", "--note")
    assert made["number"] == made["pages"] == made["noted"] > 20
    assert len(PdfDocument(tmp_path / "letters.pdf")) == made["pages"]
    tested = asked(busy_firm, "letters", *to, "--template", "Test letter", "--out", tmp_path / "t.pdf", "--test")
    assert 2 <= tested["number"] <= 5
    assert [one["contact"] for one in tested["odd"]] == [one["contact"] for one in made["odd"]]
    labels = asked(busy_firm, "labels", *to, "--sheet", "3475", "--start", "4", "--out", tmp_path / "labels.pdf")
    assert labels["number"] == made["number"]
    said = at(busy_firm, "envelopes", *to, "--size", "C5", "--out", tmp_path / "envelopes.pdf").out
    assert f"{made['number']} recipients on {made['number']} pages written" in said
    mails = asked(busy_firm, "mails", *to, "--template", "Test email", "--out", tmp_path / "mails")
    assert len(mails["written"]) == len(list((tmp_path / "mails").glob("*.eml"))) > 5
    said = at(busy_firm, "mails", *to, "--template", "Test email", "--out", tmp_path / "again").out
    assert f"{len(mails['written'])} e-mails written to “{tmp_path / 'again'}”." in said
    assert len(mails["written"]) + len(mails["left_out"]) == made["number"] + len(made["left_out"])


def test_letters_of_a_campaign_that_are_noted_count_as_sent(busy_firm: Path, tmp_path: Path) -> None:
    database = Database.open(busy_firm)
    with database.reader() as reader:
        campaign_id = campaign_named(reader, "Winterrenovierung")
        assert campaign_id is not None
    with database.writer(lambda: TODAY) as writer:
        freeze_recipients(writer, campaign_id=campaign_id)
    to = ("--campaign", "Winterrenovierung", "--template", "Frühjahrscheck")
    made = asked(busy_firm, "letters", *to, "--out", tmp_path / "w.pdf", "--note")
    assert made["noted"] == made["number"] > 20
    with database.reader() as reader:
        assert len(recipients(reader, campaign_id=campaign_id, only_unsent=True)) == len(made["left_out"])
    assert "nobody" in at(busy_firm, "letters", *to, "--out", tmp_path / "again.pdf").refusal


def test_what_cannot_be_printed_is_refused_with_a_reason(firm: Path) -> None:
    assert "--segment" in at(firm, "labels", "--out", "x.pdf").refusal
    assert "no segment “Nobody”" in at(firm, "labels", "--segment", "Nobody", "--out", "x.pdf").refusal
    assert "no campaign “Nothing”" in at(firm, "labels", "--campaign", "Nothing", "--out", "x.pdf").refusal
    assert "no template “X”" in at(firm, "letters", "--contact", "1", "--template", "X", "--out", "x.pdf").refusal
    assert "L7160" in at(firm, "labels", "--contact", "1", "--sheet", "77", "--out", "x.pdf").refusal
    assert "nobody" in at(firm, "labels", "--contact", "1", "--out", "x.pdf").refusal
    assert "no template" in at(firm, "templates").out
    assert "exclude each other" in at(firm, "labels", "--contact", "1", "--segment", "x", "--out", "x").usage
