"""Ready sales processes in English; see `operations.deals.process_templates`."""

from __future__ import annotations

from crm_desktop.operations.deals.process_drafts import ProcessDraft, StageDuty

_WORTH = ("amount_cents",)
_WHEN = ("amount_cents", "expected_close")
_AFTER_OFFER = {"After an offer": ((3, "call", "Did the offer arrive?"), (10, "visit", "Talk the offer through"))}

ENGLISH: tuple[ProcessDraft, ...] = (
    ProcessDraft(
        "project",
        "Projects",
        "Few, large orders that are looked at on site and take weeks: building, fitting, machines.",
        (
            StageDuty("Enquiry", 10, "somebody wants something", stale_days=7, follow_up="New enquiry"),
            StageDuty("Site visit", 25, "we have seen it and measured", stale_days=14),
            StageDuty("Offer sent", 40, "the price is with the customer", _WHEN, 21, "After an offer"),
            StageDuty("Negotiation", 70, "only details left", _WHEN, 14),
            StageDuty("Agreed", 95, "given by word of mouth", ("amount_cents", "expected_close", "account_id"), 10),
        ),
        {"New enquiry": ((1, "call", "Call back and agree on a visit"),), **_AFTER_OFFER},
        "modern",
        "Thank you for the friendly talk on site. As discussed, we quote:",
        "We look forward to carrying out your project.",
    ),
    ProcessDraft(
        "counter",
        "Shop counter",
        "Many small sales that are decided within days: shop, showroom, workshop.",
        (
            StageDuty("Interest", 30, "has asked about it", stale_days=3),
            StageDuty("Offer handed over", 60, "takes the price home", _WORTH, 7, "After the counter"),
            StageDuty("Set aside", 85, "the goods are reserved", _WORTH, 7),
        ),
        {"After the counter": ((4, "call", "Is the offer what they want?"),)},
        "plain",
        "Thank you for your visit. As discussed, we quote:",
        "The goods are reserved for you for 14 days.",
    ),
    ProcessDraft(
        "maintenance",
        "Maintenance contracts",
        "Contracts that run for a year or longer and are renewed in time.",
        (
            StageDuty("Due for a contract", 20, "the equipment is there, a contract is not", stale_days=30),
            StageDuty("Condition recorded", 45, "we know what has to be serviced", stale_days=14),
            StageDuty("Contract sent", 60, "lies with the customer to be signed", _WHEN, 21, "Contract is out"),
            StageDuty("Being signed", 90, "agreed, the signature is missing", _WHEN, 10),
        ),
        {"Contract is out": ((7, "call", "Questions about the contract?"), (14, "email", "Send the contract again"))},
        "classic",
        "For the maintenance of your equipment we offer you this contract:",
        "The contract begins with the month after your signature.",
    ),
    ProcessDraft(
        "agency",
        "Agency",
        "Work on ideas: briefing, pitch, estimate of costs.",
        (
            StageDuty("Contact", 10, "they know us", stale_days=14),
            StageDuty("Briefing", 25, "we know the task", stale_days=10, follow_up="After the briefing"),
            StageDuty("Presentation", 50, "they have seen our idea", _WORTH, 10, "After the presentation"),
            StageDuty("Estimate", 70, "costs and dates are with the customer", _WHEN, 14),
            StageDuty("Release", 90, "only the signature is missing", _WHEN, 7),
        ),
        {
            "After the briefing": ((1, "email", "Confirm the briefing in writing"), (5, "task", "Prepare the idea")),
            "After the presentation": ((2, "call", "Ask how the idea was liked"),),
        },
        "modern",
        "Thank you for the briefing. This is what your project would cost:",
        "The estimate holds for two rounds of corrections.",
    ),
    ProcessDraft(
        "dealer",
        "Trade and dealers",
        "Regular customers who ask for prices and quantities and order again and again.",
        (
            StageDuty("Enquiry for prices", 25, "wants price and date of delivery", stale_days=3),
            StageDuty("Offer sent", 50, "price and date are with the customer", _WORTH, 10, "After a price"),
            StageDuty("Sample", 65, "is trying it out", _WORTH, 14),
            StageDuty("Order announced", 90, "only the paper is missing", _WHEN, 7),
        ),
        {"After a price": ((2, "call", "Do price and date fit?"), (7, "call", "Ask for the order"))},
        "classic",
        "Thank you for your enquiry. We can deliver:",
        "Prices hold for the quantities named.",
    ),
    ProcessDraft(
        "consulting",
        "Consulting",
        "Trust first: a first talk, a proposal, a mandate.",
        (
            StageDuty(
                "First talk", 15, "we have got to know each other", stale_days=10, follow_up="After a first talk"
            ),
            StageDuty("Aim cleared", 35, "we know what is to be reached", ("person_id",), 14),
            StageDuty("Proposal", 55, "our way and its price are with the customer", _WHEN, 14, "After a proposal"),
            StageDuty("Mandate", 85, "agreed, the contract is missing", _WHEN, 10),
        ),
        {
            "After a first talk": ((1, "email", "Thank them and sum up the talk"),),
            "After a proposal": ((4, "call", "Talk the proposal through"), (12, "meeting", "Decide together")),
        },
        "modern",
        "Thank you for the open talk. We propose to go about it like this:",
        "We look forward to working with you.",
    ),
    ProcessDraft(
        "craft",
        "Repairs and small jobs",
        "Short jobs for private customers: somebody calls, somebody comes.",
        (
            StageDuty("Called", 40, "something is broken", stale_days=2, follow_up="After a call for help"),
            StageDuty("Estimate given", 65, "knows about what it costs", _WORTH, 7),
            StageDuty("Date agreed", 90, "we are coming", ("expected_close",), 7),
        ),
        {"After a call for help": ((1, "call", "Agree on a date"),)},
        "plain",
        "Thank you for your call. The repair will come to:",
        "We do the work on the day agreed.",
    ),
    ProcessDraft(
        "tender",
        "Tenders",
        "Public and large private awards with a fixed day by which the bid has to be in.",
        (
            StageDuty("Announced", 5, "we have found it", ("expected_close",), 14, "Tender found"),
            StageDuty("Bidding", 15, "we have decided to take part", _WHEN, 21),
            StageDuty("Bid handed in", 25, "lies with those who award it", _WHEN, 60),
            StageDuty("On the short list", 55, "we are asked to explain", _WHEN, 21, "On the short list"),
        ),
        {
            "Tender found": ((1, "task", "Decide whether to take part"), (3, "task", "Get the documents")),
            "On the short list": ((1, "call", "Clear open questions"),),
        },
        "classic",
        "In reply to your invitation to tender we hand in this bid:",
        "We are bound by this bid until the day named.",
    ),
)
