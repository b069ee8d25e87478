"""Tags and categories in the settings: two spellings become one, a word is taken off everywhere."""

from __future__ import annotations

from crm_desktop.operations.contacts import bulk as contact_bulk
from crm_desktop.store.queries import known_words
from crm_desktop.store.queries.known_words import KnownWord
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.words_page import TAGS, WordsPage, spelt_alike
from tests.ui.office import Stage


def test_words_are_renamed_and_removed_where_they_stand(stage: Stage) -> None:
    contact_id = stage.found("contact", "Stadtwerke")
    stage.desk.do(contact_bulk.add_tag, contact_ids=[contact_id], name="Groß-Kunde")
    stage.desk.do(contact_bulk.add_tag, contact_ids=[contact_id], name="Grosskunde")
    stage.window.show()
    stage.window.go(Place("settings", intent="words"))
    pane = stage.window.current_pane()
    assert pane is not None
    page = pane.findChild(WordsPage)
    assert page is not None
    stage.until(lambda: {"Groß-Kunde", "Grosskunde"} <= {one.word for one in page.rows})
    page.search.setText("gross")
    assert {one.word for one in page.rows} == {"Groß-Kunde", "Grosskunde"}
    row = next(one for one in page.rows if one.word == "Grosskunde")
    row.name.set_value(" ")
    row.name.left.emit()
    stage.until(lambda: bool(row.name.error()))
    row.name.set_value("Groß-Kunde")
    row.name.left.emit()
    stage.until(lambda: [one.word for one in page.rows] == ["Groß-Kunde"])
    page.rows[0].remove.click()
    stage.until(lambda: not page.rows)
    stage.desk.undo()
    stage.until(lambda: [one.word for one in page.rows] == ["Groß-Kunde"])
    page.search.clear()
    page.kind.choose("category")
    page.kind.chosen.emit("category")
    there = sorted(known_words.values(stage.reader, field="category"))
    stage.until(lambda: sorted(one.word for one in page.rows) == [one.word for one in there])
    assert page.kind.value() != TAGS


def test_spellings_of_one_word_are_named_the_commoner_one_first() -> None:
    words = [KnownWord("Hotel", 8), KnownWord("hotel ", 2), KnownWord("HO-TEL", 3), KnownWord("Café", 1)]
    assert spelt_alike(words) == {"Hotel": "HO-TEL", "hotel ": "Hotel", "HO-TEL": "Hotel"}
