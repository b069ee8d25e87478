"""“Goes with it” in the editor: silent without evidence, added by a key."""

from __future__ import annotations

from decimal import Decimal

from crm_desktop.domain.prices import Scale, Tier
from crm_desktop.ui.models.offer_editing import Column
from crm_desktop.ui.models.offer_fitting import Fit
from tests.ui.panes.offers.writing import KEY, Writing, article, with_lines


def test_what_goes_with_the_offer_is_added_by_a_key_and_its_quantity_is_written_next(writing: Writing) -> None:
    with_lines(writing, article("Theke", "900"))
    editor = writing.editor
    assert editor.fit.isHidden(), "a line without a product says nothing of what goes with it"
    product = writing.stage.reader.scalar("select min(id) from product")
    line = article("Pflegevertrag", "120", product_id=product)
    scale = Scale(Decimal(120), (Tier(Decimal(5), Decimal(99)),), ())
    editor.fit.show_fit(Fit("Pflegevertrag", ("Theke",), "9 of 14 customers", (line,), scale))
    assert editor.fit.isVisible()
    editor.fit.add.setFocus()
    writing.press(KEY.Key_Space)
    assert writing.grid.currentIndex().column() == Column.QUANTITY
    writing.type("5")
    writing.press(KEY.Key_Return)
    last = writing.stored().lines[-1]
    assert (last.title, last.quantity, last.unit_price) == ("Pflegevertrag", Decimal(5), Decimal(99))
