"""The list a pane shows now, as it can be taken along: which, filtered how, in which columns, and what is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QTableView

    from crm_desktop.domain.listed import Value
    from crm_desktop.operations.exports.listing import Asked, ListKind
    from crm_desktop.store.reading import Reader


@dataclass(frozen=True, kw_only=True)
class ShownList:
    """A list in view."""

    kind: ListKind
    title: str
    #: All that is listed, in its order; None for everything there is.
    ids: Sequence[int] | None
    #: Reads what is listed, where not all of it is known to the window yet.
    read_ids: Callable[[Reader], Sequence[int]] | None = None
    #: What is selected, where it is several.
    selected: Sequence[int] = ()
    #: The keys of the columns in view; empty where the list is no table.
    columns: Sequence[str] = ()
    #: How it was narrowed and ordered, in words.
    words: Sequence[str] = ()
    #: Whose history, which campaign's members.
    about: int = 0
    lettered: bool = False
    #: What the pane has worked out itself, by column and id.
    known: Mapping[str, Mapping[int, Value]] = field(default_factory=dict)

    def asked(self, today: date, *, only_selected: bool = False, columns: Sequence[str] | None = None) -> Asked:
        """Return the list as operations are asked for it."""
        from crm_desktop.operations.exports.listing import Asked  # rarely needed

        ids = self.selected if only_selected else self.ids
        return Asked(
            kind=self.kind,
            today=today,
            ids=None if ids is None else list(ids),
            read_ids=None if only_selected else self.read_ids,
            columns=self.columns if columns is None else columns,
            about=self.about,
            words=[part for part in self.words if part],
            title=self.title,
            lettered=self.lettered,
            known=self.known,
        )


def columns_in_view(view: QTableView, keys: Sequence[str]) -> list[str]:
    """Return which columns of a table are in view, from left to right; `keys` are theirs as the model counts them."""
    header = view.horizontalHeader()
    places = (header.logicalIndex(place) for place in range(header.count()))
    return [keys[place] for place in places if not view.isColumnHidden(place)]
