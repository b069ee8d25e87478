"""What the menus of the pane do: arrange cards, save reports as files, begin a report of one's own."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from crm_desktop.base.files import safe_name
from crm_desktop.base.i18n import _, spoken
from crm_desktop.base.period import Period
from crm_desktop.domain.evaluations import Filter
from crm_desktop.operations.reports.dashboard import OWN_PREFIX, CardPlace
from crm_desktop.operations.reports.findings import Behind, Finding
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.exporting import proposed_place, save_pdf
from crm_desktop.ui.commands.printing import print_made
from crm_desktop.ui.commands.saving import where_to_save
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models import table_clipboard
from crm_desktop.ui.panes.reports.within import Within

#: The widths a card goes through.
_SPANS = (4, 5, 6, 7, 8, 12)


def fulfil(pane: Within, parent: QWidget, name: str, what: str) -> None:
    """Do what the menu of a card offers."""
    finding = pane.finding_of(name)
    if what == "behind" and finding is not None:
        pane.show_behind(finding, Behind(), finding.title)
    elif what in ("pdf", "png", "csv", "xlsx"):
        save(pane, parent, what, name)
    elif what == "copy":
        copy(pane, name)
    elif pane.setting is not None:
        pane.arrange(_moved(pane.setting.cards, name, what))


def carry(pane: Within, name: str, place: int) -> None:
    """Let a card stand before another one, counted as they stood."""
    if pane.setting is None:
        return
    cards = list(pane.setting.cards)
    at = next((number for number, card in enumerate(cards) if card.name == name), -1)
    if at < 0 or place in (at, at + 1):
        return
    card = cards.pop(at)
    cards.insert(place - (place > at), card)
    pane.arrange(cards)


def pin(pane: Within) -> None:
    """Put the report in view on the dashboard."""
    if pane.setting is not None and pane.chosen:
        pane.arrange([*pane.setting.cards, CardPlace(pane.chosen, 6)])
        pane.workplace.notify(Notice(_("It stands on the dashboard now."), undo=True))


def edit(pane: Within) -> None:
    """Change the own report in view."""
    if pane.chosen.startswith(OWN_PREFIX):
        pane.open_composer(int(pane.chosen.removeprefix(OWN_PREFIX)))


def save(pane: Within, parent: QWidget, ending: str, name: str = "") -> None:
    """Ask for a file and write there the monthly report, or one report as PDF, picture or table."""
    workplace, today = pane.workplace, pane.workplace.today()
    if ending == "month":
        proposed = safe_name(_("Monthly report {day}").format(day=today.isoformat()[:7]), ".pdf")
        save_pdf(workplace, parent, proposed, _monthly, today=today)
        return
    name = name or pane.in_view()
    finding = pane.finding_of(name)
    if not name or finding is None:
        workplace.notify(Notice(_("Open a report first, or use the menu of its card."), tone="warning"))
        return
    filters, segment = pane.narrowed() if name == pane.in_view() else ((), 0)
    start = proposed_place(safe_name(f"{finding.title} {today.isoformat()}", f".{ending}"))
    kinds = {
        "pdf": _("PDF files (*.pdf)"), "png": _("Pictures (*.png)"), "csv": _("Tables (*.csv)"),
        "xlsx": _("Excel tables (*.xlsx)"),
    }  # fmt: skip
    target = where_to_save(parent, _("Save report"), start, kinds[ending], f".{ending}")
    if target is not None:
        workplace.desk.ask(
            _write, target=target, name=name, period=pane.period, today=today, ending=ending, filters=filters,
            segment=segment, then=partial(_tell, workplace, target), lane="export",
        )  # fmt: skip


def copy(pane: Within, name: str = "") -> None:
    """Put the table of a report on the clipboard, of the one in view by default."""
    workplace = pane.workplace
    finding = pane.finding_of(name or pane.in_view())
    if finding is None or not finding.lines:
        words = (
            _("This report has no table yet.") if finding else _("Open a report first, or use the menu of its card.")
        )
        workplace.notify(Notice(words, tone="warning"))
        return

    def put(found: tuple[str, str]) -> None:
        """Put both forms there."""
        table_clipboard.put(*found)
        workplace.notify(Notice(_("The table “{title}” is on the clipboard.").format(title=finding.title)))

    decimal = "," if spoken() == "de" else "."
    workplace.desk.compute(_tables, finding=finding, decimal=decimal, then=put, lane="export")


def print_report(pane: Within, parent: QWidget) -> None:
    """Print the report in view, on the dashboard the monthly report, through the system's dialogue."""
    workplace, today, name = pane.workplace, pane.workplace.today(), pane.in_view()
    finding = pane.finding_of(name) if name else None
    if finding is None:
        print_made(workplace, parent, _("Monthly report {day}").format(day=today.isoformat()[:7]),
                   partial(_monthly, today=today))  # fmt: skip
        return
    filters, segment = pane.narrowed()
    make = partial(_made, name=name, period=pane.period, today=today, ending="pdf", filters=filters, segment=segment)
    print_made(workplace, parent, finding.title, make)


def _moved(cards: list[CardPlace], name: str, what: str) -> list[CardPlace]:
    """Return the cards with one of them moved, widened or taken away."""
    at = next((place for place, card in enumerate(cards) if card.name == name), -1)
    if at < 0:
        return cards
    moved = list(cards)
    card = moved.pop(at)
    if what == "away":
        return moved
    if what == "wider":
        larger = next((span for span in _SPANS if span > card.span), _SPANS[0])
        moved.insert(at, card._replace(span=larger))
        return moved
    step = -1 if what == "back" else 1
    moved.insert(max(0, min(len(moved), at + step)), card)
    return moved


def _tables(*, finding: Finding, decimal: str) -> tuple[str, str]:
    """Return the table of a finding as text and as HTML."""
    from crm_desktop.exchange.listed_out import as_html, as_tabs  # rarely needed
    from crm_desktop.operations.reports.exporting import table_of  # matplotlib and reportlab
    from crm_desktop.operations.reports.reports import listed_of  # matplotlib and reportlab

    table = listed_of(table_of(finding), finding.title)
    return as_tabs(table, decimal=decimal), as_html(table, decimal=decimal)


def _tell(workplace: Workplace, target: Path, _none: None) -> None:
    def show() -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    workplace.notify(Notice(_("Saved as “{name}”.").format(name=target.name), action=_("Open it"), run=show))


def _write(
    reader: Reader,
    *,
    target: Path,
    name: str,
    period: Period,
    today: date,
    ending: str,
    filters: tuple[Filter, ...],
    segment: int,
) -> None:
    from crm_desktop.base.files import write_whole  # rarely needed

    write_whole(target, _made(reader, name=name, period=period, today=today, ending=ending, filters=filters,
                              segment=segment))  # fmt: skip


def _made(
    reader: Reader, *, name: str, period: Period, today: date, ending: str, filters: tuple[Filter, ...], segment: int
) -> bytes:
    from crm_desktop.operations.reports.reports import exported  # matplotlib and reportlab

    # In the language the report is looked at in; the firm's own is that of the command line.
    return exported(
        reader, name, period=period, today=today, ending=ending, filters=filters, segment=segment, language=spoken()
    )


def _monthly(reader: Reader, *, today: date) -> bytes:
    from crm_desktop.operations.reports.reports import report_pdf  # matplotlib and reportlab

    return report_pdf(reader, "month", as_of=today, language=spoken())
