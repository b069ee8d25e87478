"""The way the user went, for back and forward."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from crm_desktop.ui.commands.workplace import Place

#: Steps of the way that are remembered.
_MOST = 100


@dataclass
class Trail:
    """Places in the order they were visited, and where on this way the user is now."""

    _places: list[Place] = field(default_factory=list)
    _at: int = -1

    def visit(self, place: Place) -> None:
        """Go somewhere new; what lay ahead is forgotten. Coming back begins nothing, so the intent is not kept."""
        calm = replace(place, intent="", about=0)
        if 0 <= self._at < len(self._places) and self._places[self._at] == calm:
            return
        self._places = [*self._places[: self._at + 1], calm][-_MOST:]
        self._at = len(self._places) - 1

    def step(self, by: int) -> Place | None:
        """Go back (-1) or forward (1) and return the place, None at the end of the way."""
        wanted = self._at + by
        if not 0 <= wanted < len(self._places):
            return None
        self._at = wanted
        return self._places[wanted]
