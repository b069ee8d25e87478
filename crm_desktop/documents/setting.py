"""What all parts of one document are set with: its sheet, its typesetter, its forms of numbers and its phrases."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.documents.figures import Figures, figures
from crm_desktop.documents.hyphens import hyphens
from crm_desktop.documents.manner import Manner, manner
from crm_desktop.documents.paper import readable
from crm_desktop.documents.phrase_book import Phrases
from crm_desktop.documents.phrases import phrases
from crm_desktop.documents.sheets import OfferSheet
from crm_desktop.documents.typesetting import Typesetter


@dataclass(frozen=True, slots=True)
class Setting:
    """The surroundings of one document while it is made."""

    sheet: OfferSheet
    setter: Typesetter
    figures: Figures
    said: Phrases
    #: The firm's colour, dark enough to be read.
    accent: str
    manner: Manner

    @property
    def number(self) -> str:
        """The document's number; empty for a draft."""
        return "" if self.sheet.draft else self.sheet.number


def setting(sheet: OfferSheet) -> Setting:
    """Return what a sheet asks for by its language, country and firm."""
    return Setting(
        sheet=sheet,
        setter=Typesetter(lambda: hyphens(sheet.language, sheet.country).places),
        figures=figures(sheet.language, sheet.country),
        said=phrases(sheet.language, sheet.country, sheet.title),
        accent=readable(sheet.letterhead.accent),
        manner=manner(sheet.design),
    )
