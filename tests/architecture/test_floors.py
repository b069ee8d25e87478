"""The rules of the house, run as tests: floors, shape of the code, no colours or paths where they do not belong."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "crm_desktop"


def modules(folder: Path = PACKAGE) -> Iterator[Path]:
    """Return every module of ours below a folder."""
    return (path for path in sorted(folder.rglob("*.py")) if "__pycache__" not in path.parts)


def test_every_contract_between_the_floors_is_kept() -> None:
    # In a process of its own: it sets up logging anew and would silence the logs other tests look at.
    asked = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(cache_dir=None))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_contracts_have_no_exceptions() -> None:
    assert "ignore_imports" not in (ROOT / "pyproject.toml").read_text()


def test_nothing_is_imported_with_a_star() -> None:
    assert [path for path in modules() if re.search(r"^from \S+ import \*", path.read_text(), re.MULTILINE)] == []


def test_colours_stand_in_the_tokens_alone() -> None:
    hexes = re.compile(r"""["']#[0-9A-Fa-f]{6,8}["']""")
    found = [path.relative_to(PACKAGE) for path in modules() if hexes.search(path.read_text(encoding="utf-8"))]
    assert found == [Path("base/tokens.py")]


def test_every_module_says_what_lives_there_and_no_file_is_too_long() -> None:
    for path in (*modules(), *modules(ROOT / "tests")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith(('"""', 'r"""')), f"{path} says nothing of itself"
        assert text.count("\n") <= 600, f"{path} is too long"


def test_nothing_names_a_machine() -> None:
    """No path of one machine, no host of a package registry."""
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    machine = re.compile(r"/(?:home|root|Users)/\w|pypi\.org|registry\.npmjs")
    for name in files:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".spec", ""} and path.is_file() and path != Path(__file__):
            assert not machine.search(path.read_text(encoding="utf-8", errors="replace")), name


def test_the_command_line_starts_without_the_window() -> None:
    code = "import sys, crm_desktop.cli; sys.exit('PySide6' in sys.modules or 'sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
