"""How a file is to be taken in: by what records are recognised, what is done to known ones and to strangers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.domain.privacy import Origin
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.titles import kind_title
from crm_desktop.operations.imports.report import Treatment

#: By kind of record, by what known ones may be looked for: the values of `update_by`. "name_place" is both together.
KEYS: Mapping[RecordKind, tuple[str, ...]] = MappingProxyType(
    {
        RecordKind.CONTACTS: ("external_id", "customer_number", "email", "phone", "name", "name_place"),
        RecordKind.PRODUCTS: ("external_id", "number", "name"),
        RecordKind.DEALS: ("external_id", "title", "title_customer"),
        RecordKind.STAGES: (),
        RecordKind.SALES: ("external_id", "order", "order_customer", "date_customer"),
        RecordKind.ACTIVITIES: ("external_id", "at_subject"),
        RecordKind.LEADS: ("external_id", "email", "phone", "name", "name_wish"),
    }
)


class Strangers(StrEnum):
    """What becomes of e-mails of people nobody here knows."""

    #: Whoever wrote, or was written to, becomes a contact.
    ADD = "add"
    #: The e-mail stays outside, with a reason.
    LEAVE = "leave"


@dataclass(frozen=True)
class Wishes:
    """What the user wants of an import. `update_by` is "" for everything that tells records of the kind."""

    update_by: str = ""
    treatment: Treatment = Treatment.CORRECT
    strangers: Strangers = Strangers.ADD
    #: By the number of a row what is done about it instead, where the user was asked.
    decisions: Mapping[int, Treatment] = field(default_factory=dict)
    #: Where the data of people come from (Art. 14 GDPR), in words: None for the name of the file, "" to note nothing.
    origin: str | None = None
    origin_kind: Origin = Origin.OWN

    def of(self, row: int) -> Treatment:
        """Return what is done about a row whose record is known."""
        return self.decisions.get(row, self.treatment)


def check_key(kind: RecordKind, update_by: str) -> None:
    """Raise BadInput unless records of a kind can be recognised by this field."""
    if not update_by or update_by in KEYS[kind]:
        return
    advice = _("Use one of these: {fields}.").format(fields=", ".join(KEYS[kind])) if KEYS[kind] else ""
    raise BadInput(
        _("{kind} cannot be recognised by “{field}”.").format(kind=kind_title(kind), field=update_by),
        advice,
        field="update_by",
    )
