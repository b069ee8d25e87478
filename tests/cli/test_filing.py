"""The files of a customer on the command line: listed, found by their text, written into an archive."""

from __future__ import annotations

import zipfile
from pathlib import Path

from crm_desktop.operations.history import files
from crm_desktop.store.database import Database
from tests.builders import standing_clock
from tests.cli.terminal import asked, at


def test_files_are_listed_read_found_and_written(demo_firm: Path, tmp_path: Path) -> None:
    words = "Die Wangentreppe aus Räuchereiche kommt in Kalenderwoche 48.".encode()
    kessler = asked(demo_firm, "search", "Miriam Kessler")["hits"][0]["id"]
    with Database.open(demo_firm).writer(standing_clock) as writer:
        files.attach_file(writer, data=words, name="Brief.txt", contact_id=kessler)
        files.attach_file(writer, data=words, name="Kopie.txt", deal_id=1)
    (listed,) = [file for file in asked(demo_firm, "files", str(kessler))["files"] if file["name"] == "Brief.txt"]
    assert (listed["text"], listed["belongs_to"], len(listed["also_at"])) == ("waiting", "Miriam Kessler", 1)
    assert asked(demo_firm, "files", "--read-texts")["read"] >= 1
    hits = asked(demo_firm, "search", "wangentreppe räuchereiche")["hits"]
    assert {hit["title"] for hit in hits} == {"Brief.txt", "Kopie.txt"}
    assert all("Räuchereiche" in hit["found_in_text"] for hit in hits)
    assert "“Die Wangentreppe" in at(demo_firm, "search", "wangentreppe").out
    archive = tmp_path / "Kessler.zip"
    assert asked(demo_firm, "files", "Kessler", "--to", str(archive))["files"] >= 1
    with zipfile.ZipFile(archive) as written:
        assert any(name.endswith("Brief.txt") for name in written.namelist())
    assert "Say whose files" in at(demo_firm, "files").err
