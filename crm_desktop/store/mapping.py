"""Which class of the domain lies in which table. Domain classes know nothing of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy.orm import registry

from crm_desktop.domain import (
    campaigns,
    cases,
    consents,
    contacts,
    deals,
    deliveries,
    firm,
    history,
    leads,
    offers,
    privacy,
    products,
    rules,
    sales,
    surveys,
    targets,
    vat,
)
from crm_desktop.store.tables import metadata

#: Class to table; where a class has a version, it guards against lost updates.
CLASSES: dict[type[Any], str] = {
    contacts.Contact: "contact",
    contacts.Address: "address",
    contacts.ContactPoint: "contact_point",
    contacts.Employment: "employment",
    contacts.Tag: "tag",
    contacts.DifferentPair: "different_pair",
    contacts.AcceptedValue: "accepted_value",
    consents.Consent: "consent",
    consents.Suppression: "suppression",
    consents.ConsentRule: "consent_rule",
    history.Activity: "activity",
    history.ActivityContact: "activity_contact",
    history.ActivityComment: "activity_comment",
    history.Attachment: "attachment",
    deals.Pipeline: "pipeline",
    deals.FollowUpSet: "follow_up_set",
    deals.Stage: "stage",
    deals.Deal: "deal",
    deals.DealContact: "deal_contact",
    deals.DealTag: "deal_tag",
    deals.DealState: "deal_state",
    leads.Lead: "lead",
    products.ProductCategory: "product_category",
    products.Product: "product",
    products.PriceTier: "price_tier",
    vat.VatRate: "vat_rate",
    products.ProductPart: "product_part",
    offers.Offer: "offer",
    offers.OfferLine: "offer_line",
    offers.Enclosure: "enclosure",
    sales.Sale: "sale",
    sales.SaleLine: "sale_line",
    deliveries.Delivery: "delivery",
    deliveries.DeliveryLine: "delivery_line",
    cases.Case: "service_case",
    campaigns.Campaign: "campaign",
    campaigns.CampaignMember: "campaign_member",
    campaigns.CampaignLeftOut: "campaign_left_out",
    campaigns.CampaignStep: "campaign_step",
    campaigns.CampaignStepDone: "campaign_step_done",
    surveys.Survey: "survey",
    surveys.SurveyQuestion: "survey_question",
    surveys.SurveyReply: "survey_reply",
    surveys.SurveyAnswer: "survey_answer",
    campaigns.Segment: "segment",
    campaigns.Template: "template",
    rules.Rule: "rule",
    rules.RuleRun: "rule_run",
    firm.Firm: "firm",
    firm.CustomField: "custom_field",
    firm.NumberRange: "number_range",
    firm.SavedView: "saved_view",
    targets.Target: "target",
    privacy.DataProtection: "data_protection",
    privacy.DataRequest: "data_request",
    privacy.RetentionRule: "retention_rule",
    privacy.Erasure: "erasure",
    privacy.PrivacyText: "privacy_text",
}


@cache
def map_all() -> registry:
    """Map every class once for the process and return the registry."""
    mapper = registry(metadata=metadata)
    for entity, name in CLASSES.items():
        table = metadata.tables[name]
        options = {"version_id_col": table.c.version} if "version" in table.c else {}
        mapper.map_imperatively(entity, table, **options)
    mapper.configure()
    return mapper
