"""Tests of consents in words."""

from __future__ import annotations

import pytest

from crm_desktop.base.i18n import speaking
from crm_desktop.operations.privacy.consent_words import law_words


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("§ 7 (2) no. 2, (3) UWG", "§ 7 Abs. 2 Nr. 2, Abs. 3 UWG"),
        ("§ 7 (2) no. 1, § 7a UWG", "§ 7 Abs. 2 Nr. 1, § 7a UWG"),
        ("Art. 6 (1) f, Art. 21 (2) GDPR", "Art. 6 Abs. 1 lit. f, Art. 21 Abs. 2 DSGVO"),
        ("§ 174 (3), (4) TKG 2021", "§ 174 Abs. 3, Abs. 4 TKG 2021"),
        ("Art. 3 (1) o UWG", "Art. 3 Abs. 1 lit. o UWG"),
        ("Art. 13 2002/58/EC", "Art. 13 2002/58/EG"),
    ],
)
def test_laws_are_cited_as_the_language_cites_them(english: str, german: str) -> None:
    with speaking("de"):
        assert law_words(english) == german
    with speaking("en"):
        assert law_words(english) == english
