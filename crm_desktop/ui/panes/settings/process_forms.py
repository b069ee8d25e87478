"""Forms of the page of processes: a new one from a template, and how the offers of one look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import percent
from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.operations.deals.process_templates import TemplateRow
from crm_desktop.store.queries.offer_templates import OfferTemplate
from crm_desktop.store.queries.pipelines import OfferManner
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import note
from crm_desktop.ui.widgets.text_area import TextArea

_LINES = 3
#: The texts of an offer a process can have of its own.
_USES = ("intro", "closing", "delivery", "payment")


class ProcessForm(Form):
    """What a new process begins with, and its name. Signal: `filled(key, name)`; the key is "" for an empty one."""

    filled = Signal(str, str)

    def __init__(self, templates: Sequence[TemplateRow], parent: QWidget | None = None) -> None:
        super().__init__(_("Add a sales process"), parent)
        self._templates = {row.key: row for row in templates}
        choices = [Choice(row.key, row.name) for row in templates]
        self.start = ComboField(_("Begin with"), [*choices, Choice("", _("Two stages, all else by hand"))])
        self.start.set_value(choices[0].key)
        self.name = LineField(_("Name"))
        self.about = note("", "text2")
        self.ladder = note("", "text3")
        self.fields = {"name": self.name, "key": self.start}
        self.line(self.start)
        self.body.addWidget(self.about)
        self.body.addWidget(self.ladder)
        self.line(self.name)
        self.start.edited.connect(self._show)
        self.buttons(_("Add"), icon="plus")
        self._show()

    def submit(self) -> None:
        """Hand over template and name."""
        row = self._templates.get(self.start.value())
        self.filled.emit(self.start.value(), self.name.value().strip() or (row.name if row else ""))

    def _show(self) -> None:
        """Say what the chosen template is for and which stages it has."""
        row = self._templates.get(self.start.value())
        self.about.setText(row.about if row else _("You name the stages yourself."))
        self.ladder.setText(" → ".join(f"{name} {percent(chance / 100)}" for name, chance in row.stages) if row else "")
        self.ladder.setVisible(row is not None)
        self.name.line.setPlaceholderText(row.name if row else "")


class ProcessOffersForm(Form):
    """How offers made from the deals of a process look. Signal: `filled(layout, template_id, texts)`."""

    filled = Signal(str, object, dict)

    def __init__(
        self, name: str, manner: OfferManner, templates: Sequence[OfferTemplate], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Offers of “{name}”").format(name=name), parent)
        layouts = [
            Choice("", _("As the firm’s")), Choice("classic", _("Classic")), Choice("modern", _("Modern")),
            Choice("plain", _("Plain")),
        ]  # fmt: skip
        begins = [Choice("", _("Nothing")), *(Choice(str(one.id), one.name) for one in templates)]
        self.layout_field = ComboField(_("Layout"), layouts, manner.layout)
        self.template = ComboField(_("Begin with the template"), begins, str(manner.template_id or ""))
        self.language = Segmented([Choice("de", "Deutsch"), Choice("en", "English")], name=_("Language of the text"))
        self.texts = {
            "intro": TextArea(_("Introduction"), lines=_LINES), "closing": TextArea(_("Closing"), lines=_LINES),
            "delivery": TextArea(_("Delivery"), lines=2), "payment": TextArea(_("Payment"), lines=2),
        }  # fmt: skip
        self._said = {language: dict(manner.texts.get(language, {})) for language in LANGUAGES}
        self._spoken = self.language.value()
        self.fields = {"layout": self.layout_field, "template_id": self.template, "texts": self.texts["intro"]}
        self.line(self.layout_field, self.template)
        self.body.addWidget(note(_("What is left empty is as the firm’s own texts have it."), "text3"))
        self.body.addWidget(self.language)
        for field in self.texts.values():
            self.line(field)
        self.language.chosen.connect(self._speak)
        self.buttons(_("Take over"))
        self._show()

    def submit(self) -> None:
        """Hand over what was chosen and written, in both languages."""
        self._take()
        template = self.template.value()
        self.filled.emit(self.layout_field.value(), int(template) if template else None, self._said)

    def _speak(self, language: str) -> None:
        self._take()
        self._spoken = language
        self._show()

    def _take(self) -> None:
        self._said[self._spoken] = {use: self.texts[use].value() for use in _USES}

    def _show(self) -> None:
        for use in _USES:
            self.texts[use].set_value(str(self._said[self._spoken].get(use, "")))
