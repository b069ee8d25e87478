"""What the products pane does beyond the table: forms for products, prices and groups; a list on paper, and a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.products import prices as product_prices
from crm_desktop.operations.products import products
from crm_desktop.store.queries.product_card import Catalogue
from crm_desktop.ui.commands.printing import print_list
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models import printed
from crm_desktop.ui.models.product_facts import unit_words
from crm_desktop.ui.models.products import Column, ProductsModel
from crm_desktop.ui.panes.products.form import NewProductForm
from crm_desktop.ui.panes.products.group_form import GroupForm
from crm_desktop.ui.panes.products.prices_form import PricesForm

#: Tells the user what was done.
Tell = Callable[[Outcome[Any]], None]


def new_product(
    workplace: Workplace, parent: QWidget, known: Catalogue | None, group: str, then: Callable[[Outcome[int]], None]
) -> None:
    """Open the form for a new product in a group."""
    groups = [one.path for one in known.categories] if known else []
    form = NewProductForm(unit_words(known) if known else (), groups, group=group, parent=parent)

    def added(outcome: Outcome[int]) -> None:
        form.accept()
        then(outcome)

    def save(given: dict[str, Any]) -> None:
        workplace.desk.do(products.add_product, failed=form.fail, then=added, **given)

    form.filled.connect(save)
    form.finished.connect(form.deleteLater)
    form.open()


def change_prices(workplace: Workplace, parent: QWidget, ids: Sequence[int], tell: Tell) -> None:
    """Open the form that changes the prices of products."""
    form = PricesForm(workplace, ids, parent)

    def done(outcome: Outcome[int]) -> None:
        form.accept()
        tell(outcome)

    form.filled.connect(
        lambda rule: workplace.desk.do(
            product_prices.change_prices, product_ids=ids, rule=rule, failed=form.fail, then=done
        )
    )
    form.finished.connect(form.leave)
    form.finished.connect(form.deleteLater)
    form.open()


def change_group(workplace: Workplace, parent: QWidget, known: Catalogue, group: str, tell: Tell) -> None:
    """Open the form that gives a group another name or place, or dissolves it."""
    form = GroupForm(workplace.desk, known.categories, group, tell, parent)
    form.finished.connect(form.deleteLater)
    form.open()


def print_products(workplace: Workplace, parent: QWidget, model: ProductsModel, said: tuple[str, str, str]) -> None:
    """Print the products that are listed; `said` is how they were filtered: state, group, words."""
    state, group, typed = said
    words = (state, group, _("with “{text}”").format(text=typed) if typed else "")
    found = printed.table_printed(
        model, title=_("Products"), words=printed.subtitle(words, printed.entries(model.rowCount())),
        strong=(Column.NAME, Column.PRICE),
    )  # fmt: skip
    print_list(workplace, parent, _("Products"), lambda _reader: found)
