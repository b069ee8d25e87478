"""How long the firm keeps what: the terms that hold, and changing one."""

from __future__ import annotations

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.privacy import Kept
from crm_desktop.engine.privacy.retention import Term, Terms
from crm_desktop.operations.privacy.words import kept_word
from crm_desktop.store.bulk import privacy as bulk
from crm_desktop.store.queries import privacy_held as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

#: Nobody keeps anything longer; more is a slip.
_MOST_MONTHS = 600


def terms(reader: Reader) -> Terms:
    """Return the terms of the firm's country, with what the firm decided itself."""
    own = [Term(country, Kept(kind), months, year_end, basis)
           for country, kind, months, year_end, basis in queries.own_terms(reader)]  # fmt: skip
    return Terms(queries.firm_country(reader), own)


def set_term(writer: Writer, *, kind: Kept, months: int, from_year_end: bool, basis: str = "") -> Outcome[None]:
    """Decide how long a class of data is kept. Raises BadInput for less than nothing or more than fifty years."""
    with writer.step(_("Change how long data are kept")) as work:
        if not 0 <= months <= _MOST_MONTHS:
            raise BadInput(_("Enter a number of months up to {most}.").format(most=_MOST_MONTHS), field="months")
        country = terms(work.read).country
        bulk.set_term(work, bulk.NewTerm(country, kind, months, from_year_end, clean(basis)))
        work.label = _("Change how long is kept: {kind}").format(kind=kept_word(kind))
    return work.outcome(None)


def reset_term(writer: Writer, *, kind: Kept) -> Outcome[None]:
    """Go back to what the law of the country says, as the program reads it."""
    with writer.step(_("Reset how long data are kept")) as work:
        bulk.reset_term(work, terms(work.read).country, kind)
    return work.outcome(None)
