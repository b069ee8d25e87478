"""A copy of the database for support and statistics, with names, addresses and texts replaced (Art. 4 no. 5 GDPR)."""

from __future__ import annotations

import secrets
from pathlib import Path

from crm_desktop.base.errors import Refused
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.engine.privacy.pseudonyms import Pseudonyms
from crm_desktop.store import pseudonymising
from crm_desktop.store.bulk import privacy as bulk
from crm_desktop.store.keys import NO_KEYS, Keys
from crm_desktop.store.queries import privacy_held as queries
from crm_desktop.store.unit_of_work import Writer


def pseudonym_key(writer: Writer) -> Outcome[str]:
    """Return the key of this file: copies of it say the same words for the same. It is made when first needed."""
    with writer.step(_("Prepare a pseudonymised copy")) as work:
        bulk.keep_setting(work, "pseudonym_key", secrets.token_hex(32))
        key = queries.pseudonym_key(work.read)
    return work.outcome(key)


def pseudonymised_copy(path: Path, target: Path, *, key: str, keys: Keys = NO_KEYS) -> Path:
    """Write a copy of a database with other words in it. Raises Refused where the file is there already."""
    if target.exists() or target == path:
        raise Refused(_("“{name}” exists already.").format(name=target.name), _("Choose another name."))
    return pseudonymising.pseudonymised(path, target, Pseudonyms(key), keys=keys)
