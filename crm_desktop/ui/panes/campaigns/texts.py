"""Writing the texts of a campaign's versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, spoken
from crm_desktop.domain.campaigns import CampaignChannel, Variant
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.serial import template_fields, templates
from crm_desktop.store.queries import templates as queries
from crm_desktop.store.queries.custom_fields import own_fields
from crm_desktop.store.queries.templates import TemplateRow
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.campaign_reading import CampaignPage
from crm_desktop.ui.panes.campaigns.text_form import TextForm, Written


class Known(NamedTuple):
    """What the form of a text needs: the text so far, and the fields there are."""

    text: TemplateRow | None
    fields: tuple[tuple[str, str], ...]


def known(reader: Reader, *, template_id: int, language: str) -> Known:
    """Return a text and the fields it can have."""
    row = queries.template(reader, template_id=template_id) if template_id else None
    found = template_fields.fields(own_fields(reader), language=row.language if row else language)
    return Known(row, tuple((one.name, template_fields.group_name(one.group)) for one in found))


class Texts(QObject):
    """`texts.write(page, key, template)`; what was written is given to the version by `use(page, variants)`."""

    def __init__(
        self, workplace: Workplace, parent: QWidget, use: Callable[[CampaignPage, tuple[Variant, ...]], None]
    ) -> None:
        super().__init__(parent)
        self._workplace, self._parent, self._use = workplace, parent, use

    def write(self, page: CampaignPage, key: str, template_id: int) -> None:
        """Open the form of a version's text; 0 begins a new one."""
        language = "de" if spoken() == "de" else "en"
        self._workplace.desk.ask(
            known, template_id=template_id, language=language, then=lambda found: self._open(page, key, found),
            asker=self, topic="text",
        )  # fmt: skip

    def _open(self, page: CampaignPage, key: str, found: Known) -> None:
        row = found.text
        if row is not None:
            words = _("Change the text")
            text = Written(row.name, row.subject, row.body)
        else:
            words, text = _("New text"), Written(_name(page, key), page.detail.goal, page.detail.message)
        form = TextForm(words, text, found.fields, self._parent)
        form.filled.connect(lambda written: self._save(form, page, key, row, written))
        form.finished.connect(form.deleteLater)
        form.open()

    def _save(self, form: TextForm, page: CampaignPage, key: str, row: TemplateRow | None, text: Written) -> None:
        def changed(outcome: Outcome[None]) -> None:
            form.accept()
            self._workplace.notify(Notice(outcome.label, undo=True))

        def added(outcome: Outcome[int]) -> None:
            form.accept()
            self._use(page, _with_text(page, key, outcome.value))

        if row is not None:
            kept = {field: getattr(row, field) for field in templates.Words._fields if hasattr(row, field)}
            words = templates.Words(**{**kept, "name": text.name, "subject": text.subject, "body": text.body})
            self._workplace.desk.do(
                templates.change_template, template_id=row.id, words=words, then=changed, failed=form.fail
            )
        else:
            kind = "email" if page.detail.channel is CampaignChannel.EMAIL else "letter"
            words = templates.Words(name=text.name, subject=text.subject, body=text.body)
            language = "de" if spoken() == "de" else "en"
            self._workplace.desk.do(
                templates.add_template, kind=kind, language=language, words=words, then=added, failed=form.fail
            )


def _name(page: CampaignPage, key: str) -> str:
    return f"{page.detail.name} {key}" if len(page.detail.variants) > 1 else page.detail.name


def _with_text(page: CampaignPage, key: str, template_id: int) -> tuple[Variant, ...]:
    """Return the versions with a text for one of them."""
    there = page.detail.variants or (Variant(key, ""),)
    return tuple(one._replace(template_id=template_id) if one.key == key else one for one in there)
