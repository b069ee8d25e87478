"""A new database starts with the sales process of the field, in the language of its firm, and only once."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.operations.firm import setup
from crm_desktop.store.queries import firm, numbers, pipelines
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

PERCENT = [20, 40, 60, 80, 100]


@pytest.mark.parametrize(
    ("language", "first", "pattern"),
    [("de", "Angebot gesendet", "A-{year}-{n:3}"), ("en", "Offer sent", "Q-{year}-{n:3}")],
)
def test_the_firm_starts_in_its_language(
    writer: Writer, reader: Reader, language: str, first: str, pattern: str
) -> None:
    outcome = setup.start_firm(writer, language=language, name="Holzwerk Brandt", trade="Tischlerei", country="AT")
    stages = pipelines.stages(reader, pipeline_id=1)
    assert (stages[0].name, [stage.probability for stage in stages]) == (first, PERCENT)
    assert numbers.number_ranges(reader)[0].pattern == pattern
    profile = firm.the_firm(reader)
    assert (profile.id, profile.name, profile.language, profile.country) == (
        outcome.value,
        "Holzwerk Brandt",
        language,
        "AT",
    )
    assert all(firm.text_blocks(reader, language=each, use="intro") for each in ("de", "en"))


def test_setting_up_twice_changes_nothing(writer: Writer, reader: Reader) -> None:
    first = setup.start_firm(writer, language="de", name="Brandt")
    again = setup.start_firm(writer, language="en", name="Other")
    assert (again.value, again.step) == (first.value, None)
    assert firm.the_firm(reader).name == "Brandt"
    assert len(pipelines.pipelines(reader)) == 1


def test_setting_up_is_one_step_that_can_be_undone(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    writer.undo()
    assert firm.firm(reader) is None
    assert pipelines.pipelines(reader) == []


def test_a_language_without_texts_is_refused(writer: Writer) -> None:
    with pytest.raises(BadInput) as refusal:
        setup.start_firm(writer, language="tlh")
    assert refusal.value.field == "language"
