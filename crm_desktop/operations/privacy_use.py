"""Whether data of contacts may be used: who is restricted is kept, and gets no letter and no offer (Art. 18 GDPR)."""

from __future__ import annotations

from collections.abc import Iterable

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.store.queries import rule_marks
from crm_desktop.store.reading import Reader


def demand_usable(reader: Reader, contact_ids: Iterable[int | None]) -> None:
    """Raise Refused where the data of one of these contacts, or of its company, may only be kept."""
    given = {one for one in contact_ids if one is not None}
    restricted = rule_marks.restricted(reader, contact_ids=given) if given else set()
    if restricted:
        name = rule_marks.name_of(reader, contact_id=min(restricted))
        raise Refused(
            _("The data of “{name}” may only be kept, not used.").format(name=name),
            _("Lift the restriction on the contact's card first; what the person asked for itself is answered there."),
        )
