"""Words of many texts at once are those of each alone, whatever letters they are written in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.base.text import words, words_of_many

_ODD = st.sampled_from(["Müller", "weiß", "a\x1eb", "½ l", "Łódź", "x" * 50, "", "Straße 4b", "o\x1ee", "Ærø", "Aue e"])


@given(st.lists(st.text() | _ODD), st.sampled_from([0, 5, 40]))
def test_many_texts_have_the_words_each_has_alone(many: list[str], longest: int) -> None:
    alone = [" ".join(word[:longest] if longest else word for word in words(text)) for text in many]
    assert words_of_many(many, longest) == alone


def test_one_odd_text_among_hundreds_changes_none_of_the_others() -> None:
    many = [f"Möbelhaus Nr. {number}" for number in range(250)]
    many[120] = "Дом"
    assert words_of_many(many) == [" ".join(words(text)) for text in many]
