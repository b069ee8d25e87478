"""Every list there is, by the word for it: read with its filter, its columns and its order, ready to be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from crm_desktop.domain.listed import ListedTable
from crm_desktop.operations.exports import doing_lists, people_lists, sales_lists
from crm_desktop.operations.exports.listing import Asked, ListKind, resolved
from crm_desktop.store.queries import privacy_lists
from crm_desktop.store.reading import Reader

_LISTS: Mapping[ListKind, Callable[[Reader, Asked], ListedTable]] = MappingProxyType(
    {
        ListKind.CONTACTS: people_lists.contact_list,
        ListKind.COMPANIES: people_lists.company_table,
        ListKind.DEALS: sales_lists.deal_list,
        ListKind.OFFERS: sales_lists.offer_list,
        ListKind.ORDERS: sales_lists.order_list,
        ListKind.LEADS: sales_lists.lead_list,
        ListKind.PRODUCTS: sales_lists.product_list,
        ListKind.TASKS: doing_lists.task_list,
        ListKind.HISTORY: doing_lists.history_list,
        ListKind.CASES: doing_lists.case_list,
        ListKind.CAMPAIGNS: doing_lists.campaign_list,
        ListKind.MEMBERS: doing_lists.member_list,
    }
)


_OF_PEOPLE = (ListKind.CONTACTS, ListKind.COMPANIES)


def listed(reader: Reader, asked: Asked) -> ListedTable:
    """Return a list; its rows are read while it is written. Whose data may only be kept is not handed out."""
    found = resolved(reader, asked)
    if found.ids is not None and found.kind in _OF_PEOPLE:
        kept = set(privacy_lists.restricted_ids(reader))
        found = replace(found, ids=[one for one in found.ids if one not in kept])
    return _LISTS[asked.kind](reader, found)
