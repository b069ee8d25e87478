"""What all parts of one report are set with: its sheet, its typesetter, its forms of numbers and its phrases."""

from __future__ import annotations

from dataclasses import dataclass

from crm_desktop.documents.figures import Figures, figures
from crm_desktop.documents.paper import readable
from crm_desktop.documents.report_phrases import ReportPhrases, report_phrases
from crm_desktop.documents.report_sheet import ReportSheet
from crm_desktop.documents.typesetting import Typesetter


@dataclass(frozen=True, slots=True)
class ReportSetting:
    """The surroundings of one report while it is made."""

    sheet: ReportSheet
    setter: Typesetter
    figures: Figures
    said: ReportPhrases
    #: The firm's colour, dark enough to be read.
    accent: str


def report_setting(sheet: ReportSheet) -> ReportSetting:
    """Return what a sheet asks for by its language, country and firm."""
    return ReportSetting(
        sheet=sheet,
        setter=Typesetter(),
        figures=figures(sheet.language, sheet.country),
        said=report_phrases(sheet.language, sheet.country),
        accent=readable(sheet.letterhead.accent),
    )
