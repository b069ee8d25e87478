"""A letter is no table, and a table is no letter."""

from __future__ import annotations

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.intake import look

LETTER = """Sehr geehrte Frau Meyer,

vielen Dank für Ihr Schreiben vom Montag, wir melden uns bei Ihnen.

Mit freundlichen Grüßen
Hans Schmidt
"""


def test_a_letter_is_refused_with_advice() -> None:
    with pytest.raises(BadInput, match="running text"):
        look(LETTER.encode(), "brief.txt")


def test_a_letter_is_taken_where_the_user_says_what_it_holds() -> None:
    assert look(LETTER.encode(), "brief.txt", kind=RecordKind.CONTACTS).kind is RecordKind.CONTACTS


@pytest.mark.parametrize(
    "table",
    [
        "Hans Schmidt\nEva Meyer\nJonas Albrecht\n",
        "Firma;Bemerkung\nMeyer GmbH;ruft immer erst nach dem Mittag zurück und will ein Angebot.\n",
        "hans@firma.example, ruft immer erst nach dem Mittag zurück\neva@firma.example, will nicht angerufen werden\n",
    ],
)
def test_a_list_is_a_list(table: str) -> None:
    assert look(table.encode(), "liste.txt").kind is RecordKind.CONTACTS
