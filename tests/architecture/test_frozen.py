"""The frozen program: built from the spec, it passes its own self-test on a machine without a screen."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_frozen_program_passes_its_self_test(tmp_path: Path) -> None:
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.skip("PyInstaller is not installed (extra: freeze)")
    build = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level",
        "ERROR",
        "--distpath",
        str(tmp_path / "dist"),
    ]
    subprocess.run([*build, "--workpath", str(tmp_path / "build"), "crm_desktop.spec"], cwd=ROOT, check=True)
    program = tmp_path / "dist" / "crm-desktop" / "crm-desktop"
    surroundings = {
        "QT_QPA_PLATFORM": "offscreen", "CRM_DESKTOP_HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8", "HOME": str(tmp_path),
    }  # fmt: skip
    done = subprocess.run(
        [program, "self-test"], cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" not in done.stdout
