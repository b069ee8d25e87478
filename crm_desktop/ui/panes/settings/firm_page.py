"""The firm: what stands on its letters and what its offers start from. Each field is kept when it is left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.base.reasons import why_not
from crm_desktop.engine.follow_up import Delay
from crm_desktop.operations.firm import firm as operations
from crm_desktop.operations.firm.checks import LEGAL_FORMS, missing_duties
from crm_desktop.store.queries.firm import FirmRow, logo
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.settings.kept_fields import FirmFields
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.mark import Mark
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import note


class FirmPage(FirmFields):
    """The firm's profile."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Firm"), workplace, parent)
        self._logo = ""
        self._missing = QWidget()
        self._missing_layout = column(self._missing)
        self.put(self._missing)
        self._build()
        self.end()
        self.ask()

    def shown(self, row: FirmRow) -> None:
        """Show what is missing on offers, and the logo where it changed."""
        self.workplace.desk.ask(_delay, then=self._show_delay, asker=self, topic="delay", lane="figures")
        clear(self._missing_layout)
        missing = missing_duties(row)
        self._missing.setVisible(bool(missing))
        if missing:
            names = ", ".join(field.label for field in missing)
            words = _("Still missing on your offers: {fields}").format(fields=names)
            self._missing_layout.addWidget(Banner("warning", words))
        if (row.logo_sha256 or "") != self._logo:
            self._logo = row.logo_sha256 or ""
            self.workplace.desk.ask(logo, then=self._show_logo, asker=self, topic="logo")

    def _build(self) -> None:
        self.section(_("Who you are"))
        self.beside(self.text("name", _("Name of the firm")), self.text("trade", _("Line of trade")))
        self.beside(self.text("legal_name", _("Legal name")), self._legal_form())
        self.beside(
            self.text("directors", _("Owner or managing directors")),
            self.text("supervisor", _("Chair of the supervisory board")),
        )
        self.beside(self.text("general_partner", _("General partner, with register and directors")))
        self.beside(
            self.text("register_court", _("Register court")), self.text("register_number", _("Register number"))
        )
        self._add_logo()
        self.section(_("How you are reached"))
        self.beside(self.text("street", _("Street")))
        self.beside(
            self.text("postal_code", _("Postal code")), self.text("city", _("Town")), self.text("country", _("Country"))
        )
        self.beside(self.text("phone", _("Phone")), self.text("email", _("E-mail")), self.text("website", _("Website")))
        self.section(_("Who signs and advises"))
        self.beside(
            self.text("contact_name", _("Name")),
            self.text("contact_phone", _("Direct line")),
            self.text("contact_email", _("E-mail")),
        )
        self.section(_("Bank"))
        self.beside(self.text("bank", _("Bank")), self.text("iban", _("IBAN")), self.text("bic", _("BIC")))
        self.section(_("What offers start from"))
        self.beside(
            self.number("valid_days", _("Valid for"), _("days")),
            self.number("follow_up_days", _("Follow up after"), _("days")),
        )
        self.delay = note("", "text3")
        self.put(self.delay)
        self.beside(self.text("payment_terms", _("Terms of payment")))
        self.section(_("What the forecast starts from"))
        self.beside(self.number("usual_cycle_days", _("Usual time from inquiry to order"), _("days")))
        self.beside(self.money("year_target_cents", _("Goal for the year")))

    def _show_delay(self, delay: Delay) -> None:
        """Say when offers are followed up by the firm's own orders, which know better than the field above."""
        words = ""
        if delay.days and delay.cases:
            words = plural(
                "Your own orders counted in, offers are followed up after {n} day.",
                "Your own orders counted in, offers are followed up after {n} days.",
                delay.days,
            )
        self.delay.setText(words)
        self.delay.setVisible(bool(words))

    def _legal_form(self) -> QWidget:
        names = {
            "sole": _("Sole trader"), "ek": "e. K.", "gmbh": "GmbH", "ug": "UG", "ag": "AG", "ohg": "OHG", "kg": "KG",
            "gmbh_kg": "GmbH & Co. KG", "eg": "eG", "partg": "PartG", "gbr": "GbR", "other": _("Other"),
        }  # fmt: skip
        return self.choice("legal_form", _("Legal form"), [Choice(form, names[form]) for form in LEGAL_FORMS])

    # The logo

    def _add_logo(self) -> None:
        holder = QWidget()
        self._mark = Mark(44)
        self._mark.hide()
        choose = Button(_("Choose a logo …"), "secondary", icon="image", on=self._choose_logo)
        self._drop = Button(_("Remove"), "ghost", icon="trash-2", on=self._drop_logo)
        self._drop.setAccessibleName(_("Remove the logo"))
        self._drop.hide()
        row(holder, self._mark, self._drop, choose, gap=12)
        self.line(_("Logo"), _("Stands on letters and offers"), holder)

    def _show_logo(self, content: bytes | None) -> None:
        picture = QPixmap()
        there = content is not None and picture.loadFromData(content)
        self._mark.show_logo(picture)
        self._mark.setVisible(there)
        self._drop.setVisible(there)

    def _choose_logo(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a logo"), "", _("Pictures (*.png *.jpg *.jpeg)"))
        if name:
            self.take_logo(Path(name))

    def take_logo(self, path: Path) -> None:
        """Give the firm a logo from a file; one that cannot be read is told."""
        try:
            content = path.read_bytes()
        except OSError as error:
            words = _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=why_not(error))
            self.workplace.notify(Notice(words, tone="danger"))
            return
        self.workplace.desk.do(operations.set_logo, content=content)

    def _drop_logo(self) -> None:
        told = Notice(_("The logo was removed"), undo=True)
        self.workplace.desk.do(operations.set_logo, content=None, then=lambda _done: self.workplace.notify(told))


def _delay(reader: Reader) -> Delay:
    from crm_desktop.operations.offers.follow_up import usual_delay  # brings SQLAlchemy, on a lane

    return usual_delay(reader)
