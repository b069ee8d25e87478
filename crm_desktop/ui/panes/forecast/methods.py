"""How a forecast is made: which method counts how much, how far off each was before, and how closing dates slip."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.engine.forecast.result import Basis, Forecast, ReasonCode
from crm_desktop.engine.forecast.slipping import Slipping
from crm_desktop.engine.forecast.spread import Method
from crm_desktop.engine.forecast.wording import sentence
from crm_desktop.operations.forecasts.forecasts import Outlook
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.popover import Popover
from crm_desktop.ui.widgets.text import Text, caption, note, styled

_CODES = {ReasonCode.METHOD_RUN_RATE: Method.RUN_RATE, ReasonCode.METHOD_LADDER: Method.LADDER}


class MethodButton(Button):
    """Names the method that counts most; a click opens the sheet that says why. Signal: `chosen(method or None)`."""

    chosen = Signal(object)

    def __init__(self, host: QWidget) -> None:
        super().__init__(_("Own experience"), "secondary", icon="info", on=self._open)
        self._host = host
        self._found: Outlook | None = None
        self._sheet: Popover | None = None

    def show_outlook(self, found: Outlook) -> None:
        """Name the method of another forecast."""
        self._found = found
        self.setText(leading(found.forecast))
        self.setAccessibleName(_("Method: {name}").format(name=leading(found.forecast)))
        self.setToolTip(sentence(found.forecast.verdict, found.currency))

    def _open(self) -> None:
        if self._found is None:
            return
        if self._sheet is not None:
            self._sheet.close_()
            self._sheet.deleteLater()
        self._sheet = Popover(self._host, sheet_body(self._found, self._choose), width=440)
        self._sheet.open_below(self)

    def _choose(self, method: Method | None) -> None:
        if self._sheet is not None:
            self._sheet.close_()
        self.chosen.emit(method)


def leading(forecast: Forecast) -> str:
    """Return the name of the method that counts most."""
    if forecast.record.chosen is not None:
        return names()[forecast.record.chosen]
    method = _CODES.get(forecast.verdict.code, Method.OWN)
    if method is Method.OWN and forecast.basis is Basis.CONFIGURED:
        return _("Start values")
    return names()[method]


def names() -> Mapping[Method, str]:
    """Return what the methods are called."""
    return {
        Method.OWN: _("Own experience"),
        Method.RUN_RATE: _("Going on as lately"),
        Method.LADDER: _("Fixed percentages"),
    }


def sheet_body(found: Outlook, choose: Callable[[Method | None], object]) -> QWidget:
    """Return the inside of the sheet: the choice of a method, what each was off by, and how dates slip."""
    forecast = found.forecast
    body = QWidget()
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(0, 1)
    for place, words in enumerate((_("Method"), _("counts"), _("was off by"))):
        grid.addWidget(caption(words), 0, place)
    for line, (method, name) in enumerate(names().items(), 1):
        error = forecast.record.errors.get(method)
        grid.addWidget(Text(name), line, 0)
        grid.addWidget(Text(percent(forecast.spread.weight_of(method)), weight=600, tabular=True, right=True), line, 1)
        grid.addWidget(Text("–" if error is None else percent(error), tabular=True, right=True), line, 2)
    weighed, line = forecast.record.weighed, len(names()) + 1
    grid.addWidget(Text(_("Weighed by the record")), line, 0)
    grid.addWidget(Text("–" if weighed is None else percent(weighed), tabular=True, right=True), line, 2)
    choice = ComboField(
        _("Method"),
        [Choice("", _("Automatic, weighed by the record")), *(Choice(key, name) for key, name in names().items())],
        value=forecast.record.chosen or "",
    )
    choice.edited.connect(lambda: choose(Method(choice.value()) if choice.value() else None))
    told = [sentence(reason, found.currency) for reason in (forecast.verdict, *forecast.warnings)]
    column(
        body, styled(_("How this forecast is made"), "strong"), choice, *(note(one) for one in told), grid,
        *(note(one) for one in slipping_in_words(forecast.slipping)), gap=8, margins=(12, 10, 12, 10),
    )  # fmt: skip
    return body


def slipping_in_words(found: Slipping) -> list[str]:
    """Return what is known of how closing dates slip, as sentences."""
    said = []
    if found.usual_days is not None and found.slow_days is not None:
        usual, slow = round(found.usual_days), max(0, round(found.slow_days))
        late = plural("{n} day later", "{n} days later", usual) if usual >= 0 else _days_earlier(-usual)
        said.append(
            _("Won deals close {usual} than first planned; one in ten more than {slow} late.").format(
                usual=late, slow=plural("{n} day", "{n} days", slow)
            )
        )
    if found.put_off and found.kept:
        said.append(
            _("Of deals that were put off {moved} of {all_moved} were won, of the others {kept} of {all_kept}.").format(
                moved=found.put_off_won, all_moved=found.put_off, kept=found.kept_won, all_kept=found.kept
            )
        )
    return said


def _days_earlier(days: int) -> str:
    return plural("{n} day earlier", "{n} days earlier", days)
