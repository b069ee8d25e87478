"""Texts for one and for many: only their number is filled in at once, everything else is kept for later."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import crm_desktop
from crm_desktop.base.i18n import plural, speaking

_PLACE = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


def forms() -> Iterator[tuple[Path, str]]:
    """Yield the texts given to `plural` in the whole program."""
    for path in sorted(Path(crm_desktop.__file__).parent.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)) if "plural(" in source else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "plural":
                for given in node.args[:2]:
                    if isinstance(given, ast.Constant):
                        yield path, str(given.value)


def test_nothing_but_the_number_is_filled_in_at_once() -> None:
    found = [(path.name, text) for path, text in forms() if set(_PLACE.findall(text)) - {"n"}]
    assert found == [], "write {{name}} for what is filled in afterwards"
    assert sum(1 for _each in forms()) > 100


def test_what_is_kept_for_later_can_be_filled_in() -> None:
    said = plural("{n} row in “{{name}}”", "{n} rows in “{{name}}”", 2)
    assert said.format(name="Spring") == "2 rows in “Spring”"


def test_thousands_are_set_apart_as_the_language_does() -> None:
    with speaking("en"):
        assert plural("{n} contact", "{n} contacts", 1_284) == "1,284 contacts"
    with speaking("de"):
        assert plural("{n} contact", "{n} contacts", 1_284) == "1.284 Kontakte"
