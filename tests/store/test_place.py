"""Places a database should not be kept in are known by their names and their mounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.store import place


@pytest.mark.parametrize(
    "path",
    [
        "/data/me/Dropbox/firm.crm",
        "/data/me/OneDrive - Müller GmbH/Daten/firm.crm",
        "/data/me/Library/Mobile Documents/com~apple~CloudDocs/firm.crm",
        "/data/me/Google Drive/firm.crm",
        "/data/me/Nextcloud/firm.crm",
    ],
)
def test_synchronised_folders_are_known(path: str) -> None:
    assert place.synced_by(Path(path)) is not None
    assert "in step" in str(place.place_warning(Path(path)))


def test_an_ordinary_folder_gives_no_warning(tmp_path: Path) -> None:
    assert place.place_warning(tmp_path / "firm.crm") is None


def test_a_mount_from_another_machine_is_known(tmp_path: Path) -> None:
    table = tmp_path / "mounts"
    table.write_text("/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/our\\040files nfs4 rw 0 0\nbroken\n")
    assert place._mounted_as(Path("/mnt/our files/firm.crm"), table) == "nfs4"  # noqa: SLF001
    assert place._mounted_as(Path("/mnt/other/firm.crm"), table) == "ext4"  # noqa: SLF001
    assert place._mounted_as(Path("/x"), tmp_path / "none") == ""  # noqa: SLF001
    assert place.on_network(Path("//server/share/firm.crm"))


def test_copies_made_in_a_conflict_are_found(tmp_path: Path) -> None:
    for name in ("firm.crm", "firm (Ada's conflicted copy 2026-11-24).crm", "other conflicted copy.crm", "firm.pdf"):
        (tmp_path / name).touch()
    found = place.conflicting_copies(tmp_path / "firm.crm")
    assert [file.name for file in found] == ["firm (Ada's conflicted copy 2026-11-24).crm"]
