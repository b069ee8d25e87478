"""Texts: every one of the program has a German one with the same placeholders; the fast catalogue is up to date."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """Return the script that keeps the catalogue."""
    spec = importlib.util.spec_from_file_location("build_locale", ROOT / "resources" / "locale" / "build_locale.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue(builder: ModuleType) -> Any:
    """Return the texts of the program with their German ones, read from the code once."""
    return builder.merged()


@pytest.fixture(scope="module")
def pairs(catalogue: Any) -> list[tuple[str, str]]:
    """Return each English text with its German one, forms of number one by one."""
    found: list[tuple[str, str]] = []
    for message in catalogue:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            found += zip(ids, texts, strict=True)
    return found


def test_every_text_has_a_german_one(pairs: list[tuple[str, str]]) -> None:
    assert [english for english, german in pairs if not german.strip()] == []


def test_german_texts_fill_in_the_same_things(pairs: list[tuple[str, str]]) -> None:
    for english, german in pairs:
        if german:
            assert set(PLACEHOLDER.findall(english)) == set(PLACEHOLDER.findall(german)), english


def test_german_texts_use_german_quotation_marks(pairs: list[tuple[str, str]]) -> None:
    assert [german for _english, german in pairs if "”" in german or german.count("„") != german.count("“")] == []


def test_the_fast_catalogue_is_up_to_date(builder: ModuleType, catalogue: Any) -> None:
    assert builder.as_mo(catalogue) == builder.MO.read_bytes(), "run resources/locale/build_locale.py"


def test_no_text_is_put_together_before_it_is_translated() -> None:
    wrong = []
    for path in sorted((ROOT / "crm_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "plural", "meant"}
            ):
                texts = node.args[:1] if node.func.id == "_" else node.args[:2]
                wrong += [f"{path}:{node.lineno}" for text in texts if not isinstance(text, ast.Constant)]
    assert wrong == []
