"""Texts to start from can be kept as they are and say something to anybody."""

from __future__ import annotations

import pytest

from crm_desktop.domain.template_filling import Value, fill
from crm_desktop.domain.templating import parse
from crm_desktop.operations.serial import template_fields
from crm_desktop.operations.serial.ready_templates import ready_templates
from crm_desktop.operations.serial.template_checks import check_words

ALWAYS = ("Ort", "City", "Unsere Firma", "Our firm", "Durchwahl", "Direct line", "Geburtstag", "Birthday")
SIGNED = ("Anrede", "Greeting", "Unterschrift", "Signature")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", ["letter", "email"])
def test_ready_texts_have_no_mistakes_and_no_gaps_for_somebody_hardly_known(kind: str, language: str) -> None:
    found = ready_templates(kind, language)
    assert len(found) >= 2
    assert len({one.name for one in found}) == len(found)
    values = template_fields.by_name({}, {name: Value(name) for name in (*ALWAYS, *SIGNED)}, {})
    for words in found:
        assert check_words(words._asdict(), template_fields.kinds(())) == []
        for text in words:
            filled = fill(parse(text).nodes, values)
            assert filled.missing == ()
            assert "{" not in filled.text


def test_there_are_none_in_other_languages() -> None:
    assert ready_templates("letter", "fr") == ()
