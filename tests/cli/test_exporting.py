"""The command that writes records out: each kind, everything, and back in again."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from crm_desktop.store import digest
from crm_desktop.store.driver import connect_to_read
from tests.cli.terminal import asked, at

#: Not content: the journal of what was done.
_JOURNAL = {"step", "change"}

HEADS = {
    "contacts": (
        "external_id, kind, company, salutation, title, given_name, family_name, job_title, email, phone, mobile, "
        "street, postal_code, city, region, country, website, category, industry, employees, founded, source, "
        "language, tags, customer_number, vat_id, birthday, referred_by, note, iban"
    ),
    "products": "external_id, number, name, category, unit, price, cost, vat, text, tiers, parts, active",
    "deals": (
        "external_id, title, company, person, pipeline, stage, status, amount, currency, opened, closed, "
        "expected_close, channel, campaign, lost_reason, product, quantity"
    ),
    "stages": "deal, stage, entered",
    "sales": (
        "external_id, order, date, customer, product, product_name, category, quantity, unit_price, amount, currency, "
        "channel, campaign"
    ),
    "activities": "external_id, at, kind, contact, company, deal, subject, text, direction, minutes",
}


def content(path: Path) -> dict[str, digest.TableDigest]:
    """Return the digest of every table of a file that is neither derived nor the journal."""
    connection = connect_to_read(path)
    try:
        return {name: found for name, found in digest.of_file(connection).items() if name not in _JOURNAL}
    finally:
        connection.close()


@pytest.mark.parametrize("kind", HEADS)
def test_a_table_has_the_columns_that_were_promised(kind: str, demo_firm: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert asked(demo_firm, "export", kind, target) == {"files": [str(target)]}
    with target.open(encoding="utf-8-sig", newline="") as lines:
        heads, *rows = csv.reader(lines)
    assert heads == HEADS[kind].split(", ")
    assert len(rows) > 20


def test_contacts_can_be_cards(demo_firm: Path, tmp_path: Path) -> None:
    assert at(demo_firm, "export", "contacts", "out.vcf").out == "Wrote “out.vcf”.\n"
    assert (tmp_path / "out.vcf").read_bytes().count(b"BEGIN:VCARD") > 200


def test_everything_comes_back_into_an_empty_database(demo_firm: Path, tmp_path: Path) -> None:
    written = asked(demo_firm, "export", "all", tmp_path / "all")["files"]
    assert all(Path(name).is_file() for name in written)
    copy = tmp_path / "copy.crm"
    assert at(copy, "new").code == 0
    (one,) = asked(copy, "import", tmp_path / "all")["files"]
    assert (one["kind"], one["rows"], one["added"]) == ("all", one["added"], one["rows"])
    at(demo_firm, "export", "contacts", "before.csv")
    at(copy, "export", "contacts", "after.csv")
    assert (tmp_path / "before.csv").read_bytes() == (tmp_path / "after.csv").read_bytes()


def test_everything_goes_into_an_empty_database_only(demo_firm: Path, busy_firm: Path, tmp_path: Path) -> None:
    at(demo_firm, "export", "all", "all")
    before = asked(busy_firm, "check")["rows"] | {"change": None}
    assert "holds something already" in at(busy_firm, "import", "all").refusal
    assert asked(busy_firm, "check")["rows"] | {"change": None} == before
    assert "cannot be tried" in at(busy_firm, "import", "all", "--dry-run").refusal


def test_a_folder_of_anything_is_no_complete_export(firm: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert at(firm, "import", "folder").refusal.startswith("“folder” is not a complete export.")


def test_a_complete_export_that_was_changed_is_not_taken_in(demo_firm: Path, tmp_path: Path) -> None:
    at(demo_firm, "export", "all", "all")
    (tmp_path / "all/tables/contact.jsonl").write_bytes(b"")
    at(tmp_path / "copy.crm", "new")
    assert "was changed" in at(tmp_path / "copy.crm", "import", "all").refusal


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("contacts", "none/out.csv"), "“out.csv” could not be written"),
        (("contacts", "taken"), "“taken” could not be written"),
        (("offers", "out.vcf"), "offers cannot be written as “.vcf”."),
        (("companies", "out.docx"), "companies cannot be written as “.docx”."),
        (("members", "out.csv"), "Say which campaign by its name."),
        (("card", "out.vcf"), "Say which contact with --contact, by number or name."),
        (("contacts", "out.docx"), "contacts cannot be written as “.docx”."),
        (("deals", "out.vcf"), "deals cannot be written as “.vcf”."),
        (("all", "taken"), "“taken” is not an empty folder."),
        (("all", "taken/note.txt/out"), "“out” could not be created"),
    ],
)
def test_what_cannot_be_written_leaves_nothing(
    arguments: tuple[str, str], complaint: str, demo_firm: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/note.txt").write_text("mine", encoding="utf-8")
    assert at(demo_firm, "export", *arguments).refusal.startswith(complaint)
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} - {"crm-desktop.log"} == {"note.txt"}


@pytest.mark.parametrize("arguments", [(), ("shoes", "out.csv"), ("contacts",)])
def test_wrong_usage_is_told(arguments: tuple[str, ...], demo_firm: Path) -> None:
    assert at(demo_firm, "export", *arguments).usage


@pytest.mark.parametrize(
    "kind", ["companies", "offers", "orders", "tasks", "history", "campaigns", "leads", "products"]
)
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_every_list_of_the_window_can_be_written(kind: str, ending: str, demo_firm: Path, tmp_path: Path) -> None:
    target = tmp_path / f"out{ending}"
    assert asked(demo_firm, "export", kind, target, "--list") == {"files": [str(target)]}
    assert target.stat().st_size > 300


def test_a_list_has_the_columns_asked_for_in_the_language_asked_for(demo_firm: Path, tmp_path: Path) -> None:
    at(demo_firm, "export", "contacts", "out.csv", "--columns", "city,name", "--language", "de", "--excel")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as lines:
        heads, *rows = csv.reader(lines, delimiter=";")
    assert heads == ["Ort", "Name"]
    assert len(rows) > 200
    assert at(demo_firm, "export", "contacts", "out.pdf", "--language", "de").code == 0
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_one_contact_can_be_a_card_a_code_and_a_history(demo_firm: Path, tmp_path: Path) -> None:
    assert at(demo_firm, "export", "card", "one.vcf", "--contact", "Kessler").code == 0
    assert (tmp_path / "one.vcf").read_bytes().count(b"BEGIN:VCARD") == 1
    assert at(demo_firm, "export", "code", "one.png", "--contact", "Kessler").code == 0
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")
    assert "Use .png or .svg" in at(demo_firm, "export", "code", "one.jpg", "--contact", "Kessler").refusal
    assert at(demo_firm, "export", "history", "one.xlsx", "--contact", "Kessler").code == 0


@pytest.mark.slow
def test_everything_can_be_one_archive_and_comes_back(demo_firm: Path, tmp_path: Path) -> None:
    assert asked(demo_firm, "export", "all", tmp_path / "all.zip") == {"files": [str(tmp_path / "all.zip")]}
    copy = tmp_path / "copy.crm"
    at(copy, "new")
    (one,) = asked(copy, "import", tmp_path / "all.zip")["files"]
    assert (one["kind"], one["rows"] > 1000) == ("all", True)
    before, after = content(demo_firm), content(copy)
    assert [name for name in before if before[name] != after.get(name)] == []
    empty = {name for name, found in before.items() if not found.rows}
    assert len(empty) < len(before) / 2  # what is compared is not nothing
