"""Texts for offers in the settings: kept, changed, put first, removed, each language with its own."""

from __future__ import annotations

from functools import partial

from crm_desktop.store.queries.firm import text_blocks
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.blocks_page import BlocksPage
from tests.ui.office import Stage


def test_texts_are_written_put_first_and_removed(stage: Stage) -> None:
    stage.window.show()
    stage.window.go(Place("settings", intent="blocks"))
    stage.settle()
    pane = stage.window.current_pane()
    assert pane is not None
    page = pane.findChild(BlocksPage)
    assert page is not None
    page.language.button("en").click()
    page.use.button("delivery").click()
    stage.settle()
    before = len(text_blocks(stage.reader, language="en", use="delivery"))
    stage.until(lambda: len(page.rows) == before)

    def kept() -> list[tuple[str, str]]:
        return [(one.name, one.body) for one in text_blocks(stage.reader, language="en", use="delivery")]

    def holds(name: str) -> bool:
        return name in dict(kept())

    for name, body in (("Soon", "Within a week"), ("Later", "By {Valid until}")):
        page.add.click()
        page.rows[-1].name.set_value(name)
        page.rows[-1].name.left.emit()
        page.rows[-1].text.set_value(body)
        page.rows[-1].text.left.emit()
        stage.until(partial(holds, name))
        stage.until(lambda: all(one.block_id for one in page.rows))
    page.rows[-1].first.click()
    stage.until(lambda: kept()[0] == ("Later", "By {Valid until}"))
    stage.until(lambda: page.rows[0].name.value() == "Later")
    page.rows[0].text.set_value("")
    page.rows[0].text.left.emit()
    stage.until(lambda: "needs a name" in page.rows[0].text.error())
    page.rows[0].remove.click()
    stage.until(lambda: "Later" not in dict(kept()))
    stage.desk.undo()
    stage.until(lambda: "Later" in dict(kept()))
    page.add.click()
    page.language.button("de").click()
    stage.until(lambda: "Later" not in [one.name.value() for one in page.rows])
    stage.until(lambda: all(one.block_id for one in page.rows))
