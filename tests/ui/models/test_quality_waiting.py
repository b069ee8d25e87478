"""What the pane of data care knows: flaws and doubles come one after the other, decisions go one by one."""

from __future__ import annotations

from datetime import date

from crm_desktop.domain.quality import Care, Flaw
from crm_desktop.operations.quality.quality import Decision, Found, Stock
from crm_desktop.store.queries.quality_known import Known, Reach
from crm_desktop.ui.models.quality import face, known_rows, minutes, reason_words
from crm_desktop.ui.models.quality_waiting import Waiting

TODAY = date(2026, 11, 24)
SLIP = Flaw(Care.WRONG, "email", "a@gmial.com", "a@gmail.com", 5)
OLD = Flaw(Care.STALE, "confirmed_on", "2020-03-02")


def decision(care: Care, *ids: int, flaws: tuple[Flaw, ...] = ()) -> Decision:
    return Decision(care, ids, f"Contact {ids[0]}", "", 100, flaws)


def known(*, contacts: int = 10) -> Waiting:
    waiting = Waiting(stock=Stock(contacts, {}, 0.0))
    wrong, old = decision(Care.WRONG, 1, flaws=(SLIP,)), decision(Care.STALE, 1, flaws=(OLD,))
    waiting.take(
        "flaws",
        Found(
            {Care.INCOMPLETE: [], Care.STALE: [old], Care.WRONG: [wrong]},
            {Care.INCOMPLETE: 0, Care.STALE: 1, Care.WRONG: 1},
            frozenset({1}),
        ),
    )
    return waiting


def doubles() -> Found:
    return Found({Care.DOUBLE: [decision(Care.DOUBLE, 2, 3)]}, {Care.DOUBLE: 1}, frozenset({2, 3}))


def test_all_is_known_when_flaws_and_doubles_are() -> None:
    waiting = known()
    assert not waiting.is_enough()
    assert waiting.health(TODAY) is None
    waiting.take("doubles", doubles())
    assert waiting.is_enough()
    assert waiting.whole() == 3
    assert known(contacts=100_000).is_enough(), "among very many nobody waits for the doubles"


def test_a_contact_is_sound_when_its_last_decision_is_taken() -> None:
    waiting = known()
    waiting.take("doubles", doubles())
    seen = [waiting.health(TODAY)]
    for care in (Care.WRONG, Care.STALE, Care.DOUBLE):
        waiting.settle(waiting.decisions[care][0], None)
        seen.append(waiting.health(TODAY))
    assert [(one.sound, one.waiting) for one in seen if one] == [(7, 3), (7, 2), (8, 1), (10, 0)]
    assert waiting.whole() == 0


def test_what_remains_of_a_decision_stays_in_its_place() -> None:
    waiting = known()
    (one,) = waiting.decisions[Care.WRONG]
    left = one._replace(flaws=())
    waiting.settle(one, left)
    assert waiting.decisions[Care.WRONG] == [left]
    assert waiting.counts[Care.WRONG] == 1
    waiting.settle(one, None)
    assert waiting.counts[Care.WRONG] == 1, "one that is gone already counts no second time"


def test_a_row_says_what_is_wrong_and_what_it_should_be() -> None:
    assert face(decision(Care.WRONG, 1, flaws=(SLIP,)), "EUR").detail == "E-mail: a@gmial.com → a@gmail.com"
    assert face(decision(Care.STALE, 1, flaws=(OLD,)), "EUR").detail == "last in touch on 02/03/2020"
    assert reason_words(SLIP) == "Probably a slip."
    assert reason_words(OLD) == ""
    assert minutes({Care.WRONG: 8, Care.DOUBLE: 2}) == 3


def test_what_is_known_is_told_with_whose_number_it_is() -> None:
    ways = (Reach(1, "email", "info@graf.example"), Reach(2, "mobile", "0171 1", "Eva Graf"))
    graf = Known(7, True, "Graf KG", "", "", "Hotel", None, TODAY, "Call", None, 0, 0, "", "21335", "Lüneburg", ways)
    assert known_rows(graf, "EUR") == [
        ("Address", "21335 Lüneburg"), ("E-mail", "info@graf.example"), ("Eva Graf", "0171 1"), ("Category", "Hotel"),
        ("Last in touch", "24/11/2026  Call"),
    ]  # fmt: skip
    assert graf.own("phone") == Reach(0, "phone", "")
    assert [way.value for way in graf.phones] == ["0171 1"]
