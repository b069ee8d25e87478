"""What the papers on data protection share: head and foot, the law of the country, and the firm's own texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.text import clean
from crm_desktop.base.times import local_day
from crm_desktop.documents.report import render_report
from crm_desktop.documents.report_sheet import Chapter, Column, Part, Prose, ReportSheet, Sentence, Table
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.letters import letters
from crm_desktop.store.bulk import privacy as bulk
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import privacy_lists as queries
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

#: Texts of the firm's own, by what they are about.
OFFICER, AUTHORITY, RECIPIENTS, PURPOSES, MEASURES = "officer", "authority", "recipients", "purposes", "measures"
TEXT_KEYS = (OFFICER, AUTHORITY, RECIPIENTS, PURPOSES, MEASURES)


class Paper(NamedTuple):
    """A paper before it is laid out."""

    title: str
    subtitle: str
    opening: Sequence[str]
    chapters: Sequence[Chapter]
    foot: str = ""


def firm_texts(reader: Reader) -> Mapping[str, str]:
    """Return the firm's own texts by their keys; where none was written, "" ."""
    found = queries.texts(reader)
    return {key: found.get(key, "") for key in TEXT_KEYS}


def set_text(writer: Writer, *, key: str, text: str) -> Outcome[None]:
    """Keep a text of the firm's own for its papers on data protection."""
    with writer.step(_("Change texts on data protection")) as work:
        bulk.set_text(work, key, clean(text, lines=True))
    return work.outcome(None)


def printed(reader: Reader, paper: Paper, now: datetime) -> bytes:
    """Return a paper as PDF, in the language spoken."""
    firm = firm_queries.the_firm(reader)
    today = local_day(now)
    said = _("As of {day}").format(day=day(today))
    sheet = ReportSheet(
        language=spoken(), country=firm.country, currency=firm.currency,
        letterhead=letters.letterhead(firm, firm_queries.logo(reader), spoken()),
        title=paper.title, subtitle=paper.subtitle, as_of=today, made_at=now,
        sentences=[Sentence(one) for one in paper.opening if one], kpis=(), warnings=(), opening=(),
        chapters=paper.chapters, foot=" · ".join(part for part in (said, paper.foot) if part),
    )  # fmt: skip
    return render_report(sheet).pdf


def chapter(title: str, *parts: Part | str | None, subtitle: str = "", new_page: bool = False) -> Chapter:
    """Return a chapter of texts and tables; empty parts are left out."""
    found = [Prose(part) if isinstance(part, str) else part for part in parts if part]
    return Chapter(title, found, subtitle, new_page)


def facts(rows: Sequence[tuple[str, str]]) -> Table | None:
    """Return names with what stands beside them; None without any."""
    told = [row for row in rows if row[1]]
    columns = (Column("", 48, figures=False), Column("", figures=False))
    return Table(columns, told, together=True) if told else None


def listed(heads: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> Table | None:
    """Return a table of texts; a width of 0 takes what the others leave. None without a row."""
    columns = [Column(head, width, figures=False) for head, width in heads]
    return Table(columns, rows) if rows else None


def points(*lines: str) -> str:
    """Return a list as text."""
    return "\n".join(f"– {line}" for line in lines if line)


def is_swiss(firm: FirmRow) -> bool:
    """Whether the firm is under the Swiss law alone."""
    return firm.country == "CH"


def controller(firm: FirmRow, texts: Mapping[str, str]) -> Table | None:
    """Return who is responsible (Art. 4 no. 7), and whom to turn to."""
    place = f"{firm.postal_code} {firm.city}".strip()
    address = ", ".join(part for part in (firm.street, place) if part)
    reached = ", ".join(part for part in (firm.phone, firm.email) if part)
    return facts(
        [
            (_("Name"), firm.legal_name or firm.name),
            (_("Represented by"), firm.directors),
            (_("Address"), address),
            (_("Reached at"), reached),
            (_("Data protection officer"), texts[OFFICER] or _("not appointed, as the law does not require one")),
            (_("Supervisory authority"), texts[AUTHORITY] or _authority(firm)),
        ]
    )


def _authority(firm: FirmRow) -> str:
    return {
        "AT": _("Österreichische Datenschutzbehörde, Barichgasse 40–42, 1030 Wien"),
        "CH": _("Eidgenössischer Datenschutz- und Öffentlichkeitsbeauftragter (EDÖB), Feldeggweg 1, 3003 Bern"),
    }.get(firm.country, _("the data protection authority of the federal state the firm is in"))
