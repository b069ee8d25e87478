"""Records by their ids, as the list behind a figure shows them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from crm_desktop.store.queries.report_cube import Behind, behind_row
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import not_restricted, withheld

_IDS = "in (select value from json_each(:ids))"

_SQL = {
    "deal": f"""select d.id, {withheld("d.title", "d.account_id", "d.person_id")},
          {withheld("coalesce(k.name, '')", "k.id", "d.person_id")},
          date(coalesce(d.closed_at, d.opened_at), 'localtime'),
          d.amount_cents, 'deal', d.id
        from deal d left join contact k on k.id = d.account_id where d.id {_IDS} order by 4 desc, 1 desc""",
    "contact": f"""select c.id, c.name, coalesce(f.name, ''), date(c.last_activity_at, 'localtime'), 0, 'contact', c.id
        from contact c left join contact f on f.id = c.company_id where c.id {_IDS}
          and {not_restricted("c.id")} order by c.sort_key, c.id""",
    "offer": f"""select o.id, coalesce(o.number, '') || ' ' ||
          {withheld("o.subject", "o.account_id", "o.person_id")}, {withheld("coalesce(k.name, '')", "k.id")},
          o.issued_on,
          o.net_cents, 'offer', o.id
        from offer o left join contact k on k.id = o.account_id where o.id {_IDS} order by 4 desc, 1 desc""",
    "sale": f"""select s.id, 'Nr. ' || coalesce(s.number, s.id), {withheld("coalesce(k.name, '')", "k.id")}, s.day,
          s.net_cents,
          case when s.deal_id is not null then 'deal' else 'contact' end, coalesce(s.deal_id, s.account_id)
        from sale s left join contact k on k.id = s.account_id where s.id {_IDS} order by 4 desc, 1 desc""",
    "lead": f"""select l.id, coalesce(nullif(l.title, ''), l.company, ''),
          coalesce(nullif(trim(l.given_name || ' ' || l.family_name), ''), l.company, ''),
          date(l.arrived_at, 'localtime'), coalesce(l.budget_cents, 0), 'lead', l.id
        from lead l where l.id {_IDS} order by l.arrived_at desc, 1 desc""",
    "account": f"""select c.id, {withheld("c.name", "c.id")}, coalesce(c.category, ''), max(s.day),
          coalesce(sum(s.net_cents), 0), 'contact',
          c.id
        from contact c left join sale s on s.account_id = c.id and s.deleted_at is null
        where c.id {_IDS} group by c.id order by 5 desc, 1""",
}


def of_kind(reader: Reader, kind: str, ids: Sequence[int], *, limit: int = 5000) -> list[Behind]:
    """Return records of a kind ("deal", "contact", "offer", "lead", "account": a customer with its orders)."""
    return reader.rows(behind_row, _SQL[kind], {"ids": json.dumps(list(ids)[:limit])})
