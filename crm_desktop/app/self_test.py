"""The self-test: a short life of the whole program, to show that nothing was left out of a build."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.base.paths import resources
from crm_desktop.store import driver

NOW = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)


def self_test(options: Namespace) -> int:
    """Try every floor once and say how it went; the exit code is 0 when everything is there."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="crm-desktop-self-test-") as name:
        folder = Path(name)
        for what, check in _CHECKS.items():
            try:
                results[what] = check(folder)
            except Exception as error:  # noqa: BLE001 - whatever is missing is to be named, not to end the test
                results[what] = f"FAILED: {type(error).__name__}: {error}"
    failed = [what for what, said in results.items() if said.startswith("FAILED")]
    if getattr(options, "json", False):
        json.dump({"ok": not failed, "checks": results}, sys.stdout, indent=1)
        sys.stdout.write("\n")
    else:
        for what, said in results.items():
            print(f"{what:12} {said}")  # noqa: T201 - what a command line does
    return 1 if failed else 0


def _resources(_folder: Path) -> str:
    found = resources()
    needed = ["fonts/Inter-Regular.ttf", "icons/users.svg", "demo/people.json", "locale/de/LC_MESSAGES/crm_desktop.mo"]
    missing = [name for name in needed if not (found / name).is_file()]
    if missing:
        raise FileNotFoundError(", ".join(missing))
    return f"{sum(1 for path in found.rglob('*') if path.is_file())} files"


def _database(folder: Path) -> str:
    from crm_desktop.operations.demo.build import build_demo  # each check imports what it checks
    from crm_desktop.store.database import Database

    with Database.create(folder / "demo.crm").writer(lambda: NOW) as writer:
        counts = build_demo(writer).value
    return f"SQLite {driver.version()}, {sum(counts.values())} rows"


def _backup(folder: Path) -> str:
    from crm_desktop.store.backup import Reason, make

    return f"{make(folder / 'demo.crm', folder / 'backups', now=NOW, reason=Reason.USER).size} bytes"


def _encryption(folder: Path) -> str:
    import shutil

    from crm_desktop.operations.firm.system_keys import system_store
    from crm_desktop.store import encryption, keys
    from crm_desktop.store.database import Database

    if not driver.can_encrypt():
        return "this build's SQLite cannot encrypt"
    store = system_store()
    key, path = keys.new_key("correct horse"), Path(shutil.copyfile(folder / "demo.crm", folder / "locked.crm"))
    encryption.convert(path, keys.NO_KEYS, key)
    with Database.open(path, keys=keys.NO_KEYS.with_key(key)).reader() as reader:
        count = reader.scalar("select count(*) from contact")
    return f"{count} contacts, key store: {type(store).__module__ if store is not None else 'none here'}"


def _offer(folder: Path) -> str:
    from crm_desktop.operations.offers.pdf import preview_pdf
    from crm_desktop.store.database import Database
    from crm_desktop.store.search import find

    with Database.open(folder / "demo.crm").reader() as reader:
        ref = find(reader, text="Lobby-Umbau", limit=1, kinds=("offer",))[0].id
        rendered = preview_pdf(reader, offer_id=ref)
    return f"{rendered.pages} pages, {len(rendered.pdf)} bytes"


def _import(folder: Path) -> str:
    from crm_desktop.operations.imports.files import import_file
    from crm_desktop.store.database import Database

    source = resources() / "demo" / "inquiries.csv"
    with Database.open(folder / "demo.crm").writer(lambda: NOW) as writer:
        return f"{import_file(writer, source, source.name).value.added} rows"


def _apart(folder: Path) -> str:
    from crm_desktop.operations.history.file_reader import FileReader
    from crm_desktop.operations.offers.pdf import preview_pdf
    from crm_desktop.store.database import Database
    from crm_desktop.store.search import find

    with Database.open(folder / "demo.crm").reader() as reader, FileReader() as files:
        ref = find(reader, text="Lobby-Umbau", limit=1, kinds=("offer",))[0].id
        found = files.read(preview_pdf(reader, offer_id=ref).pdf, "offer.pdf")
    if "Lobby" not in found.text:
        raise ValueError(f"the process apart says “{found.state}”")
    return f"{len(found.text)} letters read in a process apart"


def _window(folder: Path) -> str:
    from crm_desktop.app import compose, pictures
    from crm_desktop.base.paths import Places
    from crm_desktop.base.settings import Settings

    folders = Places(folder, folder / "config", folder / "state").make()
    app = compose.application(folders, sys.argv)
    chosen = compose.preferences(app, folders, "de", Settings(language="de", scheme="light"))
    studio = pictures.Studio(folder / "demo.crm", chosen, lambda: NOW)
    try:
        for name, arrange in pictures.VIEWS.items():
            studio.take(folder / f"{name}.png", arrange)
    finally:
        studio.close()
    return f"{len(pictures.VIEWS)} views"


_CHECKS: dict[str, Callable[[Path], str]] = {
    "resources": _resources,
    "database": _database,
    "backup": _backup,
    "encryption": _encryption,
    "import": _import,
    "offer": _offer,
    "files": _apart,
    "window": _window,
}
