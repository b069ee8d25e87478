"""What was recognised in the text of an inquiry: a value for a field, where it stands, and how sure that is."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

#: The fields of an inquiry that can be recognised, in the order of the form.
FIELDS = (
    "salutation", "given_name", "family_name", "job_title", "company", "phone", "mobile", "email", "website",
    "street", "postal_code", "city", "country", "title", "quantity", "budget_cents", "currency", "wanted_on",
    "referred_by", "source", "channel", "note",
)  # fmt: skip


class Found(NamedTuple):
    """One recognised value: `text[start:end]` is the phrase it was read from; both 0 where no phrase says it."""

    field: str
    value: str | int | date
    start: int
    end: int
    sure: bool = True


class Person(NamedTuple):
    """Somebody the inquiry may be from, where it names several."""

    salutation: str
    given_name: str
    family_name: str
    email: str = ""
    phone: str = ""
    mobile: str = ""
    start: int = 0
    end: int = 0

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_name} {self.family_name}".strip()


class Inquiry(NamedTuple):
    """What a text says: at most one value a field, and everybody it may be from, the likeliest first."""

    found: tuple[Found, ...] = ()
    persons: tuple[Person, ...] = ()

    def values(self) -> dict[str, Any]:
        """Return the values by field, fit for `operations.leads.leads.add_lead`."""
        return {one.field: one.value for one in self.found}

    def of(self, field: str) -> Found | None:
        """Return what was recognised for a field."""
        return next((one for one in self.found if one.field == field), None)

    @property
    def unsure(self) -> int:
        """How many of the fields are not sure."""
        return sum(not one.sure for one in self.found)
