"""The command that takes files in: what is answered, what is kept, and what happens to nonsense."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.cli.terminal import asked, at

FILE_FIELDS = {
    "file", "kind", "rows", "added", "updated", "skipped", "rejected", "also_created", "problems", "dry_run", "columns",
    "format", "origin",
}  # fmt: skip


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("company,email,city\nAcme,info@acme.test,Ulm\nBeta,post@beta.test,Jena\n", encoding="utf-8")
    return path


def steps(database: Path) -> int:
    return len(asked(database, "steps")["steps"])


def test_each_file_is_answered_with_what_became_of_its_rows(firm: Path, table: Path) -> None:
    (one,) = asked(firm, "import", table)["files"]
    assert set(one) == FILE_FIELDS
    assert one == one | {"file": "people.csv", "kind": "contacts", "rows": 2, "added": 2, "rejected": 0}
    assert one["dry_run"] is False
    assert one["columns"] == {"company": "company", "email": "email", "city": "city"}
    assert {hit["title"] for hit in asked(firm, "search", "acme")["hits"]} == {"Acme"}


def test_a_person_at_a_terminal_reads_a_table(firm: Path, table: Path) -> None:
    heads, _rule, row = at(firm, "import", table).out.splitlines()
    assert heads.split() == ["File", "Kind", "Rows", "Added", "Updated", "Skipped", "Rejected"]
    assert row.split() == ["people.csv", "contacts", "2", "2", "0", "0", "0"]


def test_an_import_is_one_step_that_can_be_undone(firm: Path, table: Path) -> None:
    before = steps(firm)
    at(firm, "import", table)
    assert steps(firm) == before + 1
    assert at(firm, "undo").code == 0
    assert asked(firm, "search", "acme")["hits"] == []


def test_a_backup_is_made_before(firm: Path, table: Path) -> None:
    at(firm, "import", table)
    assert len(asked(firm, "backup", "--list")["backups"]) == 1


def test_a_dry_run_tells_and_keeps_nothing(firm: Path, table: Path) -> None:
    before = steps(firm)
    (one,) = asked(firm, "import", table, "--dry-run")["files"]
    assert (one["added"], one["dry_run"]) == (2, True)
    assert steps(firm) == before
    assert asked(firm, "search", "acme")["hits"] == []


def test_headings_of_any_name_are_filled_by_a_mapping(firm: Path, tmp_path: Path) -> None:
    path, mapping = tmp_path / "odd.csv", tmp_path / "mapping.json"
    path.write_text("Q1,Q2\nAcme,info@acme.test\n", encoding="utf-8")
    mapping.write_text(json.dumps({"Q1": "company", "Q2": "email"}), encoding="utf-8")
    (one,) = asked(firm, "import", path, "--kind", "contacts", "--mapping", mapping)["files"]
    assert one["added"] == 1
    assert asked(firm, "search", "acme")["hits"][0]["title"] == "Acme"


def test_known_contacts_are_left_as_they_are_where_that_is_asked(firm: Path, table: Path) -> None:
    at(firm, "import", table)
    table.write_text("company,email,city\nAcme,info@acme.test,Bonn\n", encoding="utf-8")
    (left,) = asked(firm, "import", table, "--update-by", "email", "--known", "skip")["files"]
    assert (left["updated"], left["skipped"]) == (0, 1)


def test_known_contacts_are_brought_up_to_date_by_their_address(firm: Path, table: Path) -> None:
    at(firm, "import", table)
    table.write_text("company,email,city\nAcme,info@acme.test,Bonn\n", encoding="utf-8")
    (one,) = asked(firm, "import", table, "--update-by", "email")["files"]
    assert (one["added"], one["updated"]) == (0, 1)


def test_rejected_rows_go_to_a_file_with_their_reasons(firm: Path, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("external_id,title,company,amount\n1,Roof,Acme,100\n2,Wall,Acme,plenty\n", encoding="utf-8")
    (one,) = asked(firm, "import", path, "--kind", "deals")["files"]
    assert (one["added"], one["rejected"]) == (1, 1)
    assert one["problems"][0].keys() == {"row", "field", "value", "message"}
    rejected = Path(one["rejected_file"])
    assert rejected == tmp_path / "deals-rejected.csv"
    assert "plenty" in rejected.read_text(encoding="utf-8-sig")


def test_the_place_of_rejected_rows_is_looked_at_before_anything_is_taken(firm: Path, table: Path) -> None:
    before = steps(firm)
    assert "Rejected rows cannot be written" in at(firm, "import", table, "--rejected", "none/rejected.csv").refusal
    assert steps(firm) == before


def test_nothing_is_taken_where_one_of_the_files_is_missing(firm: Path, table: Path) -> None:
    before = steps(firm)
    assert at(firm, "import", table, "none.csv").refusal == "There is no file “none.csv”."
    assert steps(firm) == before


def test_files_before_one_that_fails_are_told(firm: Path, table: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    said = at(firm, "import", "--json", table, "empty.csv")
    assert said.code == 1
    assert said.err == "crm-desktop import: The file is empty.\n"
    assert [one["added"] for one in json.loads(said.out)["files"]] == [2]


NONSENSE = {
    "empty.csv": b"",
    "empty.vcf": b"",
    "noise.csv": random.Random(3).randbytes(3000),
    "noise.vcf": random.Random(4).randbytes(3000),
    "noise.xlsx": random.Random(5).randbytes(3000),
    "card.vcf": b"BEGIN:VCARD\r\nVERSION:4.0\r\n",
    "page.csv": b"<!doctype html><html><body>404</body></html>\n",
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(500),
    "letter.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_is_not_taken_in(name: str, firm: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(NONSENSE[name])
    before = asked(firm, "check")["rows"]["contact"]
    said = at(firm, "import", name)
    assert said.code == 1, said
    assert len(said.err.splitlines()) == 1
    assert asked(firm, "check")["rows"]["contact"] == before


MAPPINGS = {
    "a list": "[1, 2]",
    "numbers": '{"company": 1}',
    "no json": "company = name",
    "an unknown field": '{"company": "shoe_size"}',
    "a deep hole": "[" * 200_000,
    "nothing": "",
}


@pytest.mark.parametrize("content", MAPPINGS.values(), ids=MAPPINGS)
def test_a_mapping_that_is_none_is_refused(content: str, firm: Path, table: Path, tmp_path: Path) -> None:
    (tmp_path / "mapping.json").write_text(content, encoding="utf-8")
    before = steps(firm)
    assert at(firm, "import", table, "--kind", "contacts", "--mapping", "mapping.json").refusal
    assert steps(firm) == before


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--mapping", "none.json"), "“none.json” cannot be read"),
        (("--mapping", "."), "“.” cannot be read"),
        (("--update-by", "shoe_size"), "Contacts cannot be recognised by “shoe_size”."),
    ],
)
def test_wrong_values_are_refused(arguments: tuple[str, ...], complaint: str, firm: Path, table: Path) -> None:
    assert at(firm, "import", table, *arguments).refusal.startswith(complaint)


@pytest.mark.parametrize("arguments", [(), ("--kind", "shoes", "x.csv"), ("--mapping",)])
def test_wrong_usage_is_told(arguments: tuple[str, ...], firm: Path) -> None:
    assert at(firm, "import", *arguments).usage


def test_an_import_is_taken_back_after_other_work_and_what_was_changed_since_stays(firm: Path, table: Path) -> None:
    at(firm, "import", table)
    step = next(one["id"] for one in asked(firm, "steps")["steps"] if one["label"] == "Import “people.csv”")
    later = table.with_name("later.csv")
    later.write_text("company,email,phone\nBeta,post@beta.test,0171 5552018\n", encoding="utf-8")
    at(firm, "import", later)
    answer = asked(firm, "undo", "--step", str(step))
    assert answer["taken_back"] == step
    (stays,) = answer["left"]
    assert stays == "“Beta” (a phone or e-mail)"
    assert asked(firm, "search", "acme")["hits"] == []
    assert [hit["title"] for hit in asked(firm, "search", "beta")["hits"]] == ["Beta"]
    assert at(firm, "undo").code == 0
    assert [hit["title"] for hit in asked(firm, "search", "acme")["hits"]] == ["Acme"]
    assert at(firm, "undo", "--step", "99999").refusal


def test_what_a_file_is_and_where_it_comes_from_is_told(firm: Path, tmp_path: Path) -> None:
    table, box = tmp_path / "kontakte.csv", tmp_path / "Posteingang"
    headings = "Vorname,Nachname,Ort geschäftlich,Straße geschäftlich,E-Mail-Adresse"
    table.write_text(f"{headings}\nAnna,Meier,Ulm,Weg 1,a@b.de\n", encoding="utf-8")
    box.write_text("From - Tue Mar 03 10:00:00 2026\nFrom: a@b.de\nSubject: Frage\n\nText\n", encoding="utf-8")
    told, mails = asked(firm, "import", table, box)["files"]
    assert (told["format"], told["origin"], told["added"]) == ("csv", "Outlook", 1)
    assert told["columns"]["Ort geschäftlich"] == "city"
    assert (mails["format"], mails["kind"], mails["added"]) == ("mail", "activities", 1)
    assert mails["also_created"] == {}, "Anna has the address"


def test_rows_to_be_decided_on_and_mails_of_strangers_stay_outside_where_that_is_asked(
    firm: Path, table: Path, tmp_path: Path
) -> None:
    at(firm, "import", table)
    table.write_text("company,email,city\nAcme,info@acme.test,Bonn\nNew,new@x.test,Ulm\n", encoding="utf-8")
    (one,) = asked(firm, "import", table, "--update-by", "email", "--known", "ask")["files"]
    assert (one["added"], one["updated"], one["rejected"]) == (1, 0, 1)
    assert "Bonn" in Path(one["rejected_file"]).read_text(encoding="utf-8-sig")
    box = tmp_path / "a.mbox"
    box.write_text("From - Tue Mar 03 10:00:00 2026\nFrom: x@y.de\nSubject: Frage\n\nText\n", encoding="utf-8")
    assert at(firm, "import", box, "--strangers", "leave").code == 1
    assert (tmp_path / "a-rejected.mbox").read_text(encoding="utf-8").startswith("From - ")
