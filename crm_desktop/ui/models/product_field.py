"""A field that names a product: type a few letters, choose from what is found."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.search_titles import SearchHit
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contact_field import ContactField

_SHOWN = 8


class ProductField(ContactField):
    """`ProductField(_("Product"), desk)`; `product_id()` is what was chosen, 0 while it is nothing known."""

    def __init__(self, label: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(label, desk, icon="package", parent=parent)
        self._query = _products

    def product_id(self) -> int:
        """Return what was chosen; 0 where the text names nothing that is known."""
        return self.contact_id()


def _products(reader: Reader, *, text: str) -> list[SearchHit]:
    return find(reader, text=text, limit=_SHOWN, kinds=("product",))
