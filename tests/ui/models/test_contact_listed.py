"""Contacts listed one by one stand as a chip that can be taken away."""

from __future__ import annotations

from crm_desktop.store.queries.contact_filters import ContactFilter
from crm_desktop.ui.models.contact_setup import conditions, listed


def test_a_list_of_contacts_is_named_with_their_number_and_can_be_taken_away() -> None:
    (found,) = conditions(listed("Customers to call", (3, 5)), {}, {})
    assert found.words == "Customers to call (2)"
    assert found.without == ContactFilter()
