"""The sentences and labels a document says by itself: what there is to say, in whatever language.

They are data, not texts of the program: the window may be German while the offer is English. {…} are filled in with
`str.format`; each phrase is a whole sentence or label, so that languages with another word order fit.
"""

from __future__ import annotations

from dataclasses import dataclass


# Nobody compares or shows a book of phrases; making the methods for it would delay the first page.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Phrases:
    """What an offer says by itself."""

    lang: str
    title: str
    subject: str
    subject_alone: str
    draft: str
    untitled: str
    reference: str
    page: str
    # The info block.
    day: str
    valid_until: str
    customer_number: str
    inquiry: str
    adviser: str
    phone: str
    email: str
    # Before and after the lines.
    dear_ms: str
    dear_mr: str
    dear_name: str
    dear_all: str
    intro: str
    closing: str
    regards: str
    # The table.
    position: str
    item: str
    quantity: str
    unit: str
    price: str
    discount: str
    vat: str
    amount: str
    alternative: str
    alternative_alone: str
    optional: str
    free_of_charge: str
    share_of_section: str
    share_of_before: str
    carried: str
    continued: str
    group_sum: str
    group_sum_plain: str
    subtotal: str
    # The totals.
    sum: str
    less_discount: str
    less_amount: str
    plus_amount: str
    plus_surcharge: str
    net: str
    plus_vat: str
    contained_vat: str
    gross: str
    rounding: str
    payable: str
    brackets: str
    brackets_choice: str
    # The choice.
    choice: str
    choice_hint: str
    choice_hint_plain: str
    choice_position: str
    change_net: str
    change: str
    new_total: str
    replaces: str
    comes_along: str
    both: str
    all: str
    # The terms.
    delivery: str
    payment: str
    skonto: str
    skonto_sentence: str
    binding: str
    bound: str
    free: str
    attachments: str
    # Layouts without columns.
    for_whom: str
    not_counted: str
    on_demand: str
    each: str
    less: str
    less_plain: str
    more_plain: str
    net_plain: str
    vat_of: str
    # Confirmations and delivery notes.
    number: str
    ordered_on: str
    of_offer: str
    of_order: str
    unit_ordered: str
    unit_delivered: str
    unit_open: str
    retention: str
    rest_follows: str
    receipt: str
    received_whole: str
    received_but: str
    place_time: str
    printed_name: str
    signed: str
    # Letters and their reply slips.
    reply: str
    reply_online: str
    writes: str
    day_signature: str
    # The box to sign.
    order: str
    accept: str
    accept_ticked: str
    place_day: str
    signature: str
