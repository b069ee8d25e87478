"""Everything a user chooses from has a name of its own."""

from __future__ import annotations

import pytest

from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.column import Confidence
from crm_desktop.exchange.fields import choices
from crm_desktop.exchange.titles import confidence_title, field_titles, kind_title


@pytest.mark.parametrize("kind", list(RecordKind))
def test_every_field_has_a_title_of_its_own(kind: RecordKind) -> None:
    titles = field_titles(kind)
    assert tuple(titles) == choices(kind)
    assert all(titles.values())
    assert len(set(titles.values())) == len(titles)


def test_every_kind_and_every_sureness_has_a_title() -> None:
    assert len({kind_title(kind) for kind in RecordKind}) == len(RecordKind)
    assert len({confidence_title(confidence) for confidence in Confidence}) == len(Confidence)
