"""What the user calls a contact's standing and the kinds of things that belong to it: in cards, lists and steps."""

from __future__ import annotations

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.kinds import AddressKind, PointKind, Standing

#: Keys of `Contact.buying_role` the program has words for; any other text is the user's own word.
BUYING_ROLES = ("decider", "influencer", "user", "buyer", "gatekeeper", "initiator")


def standing_word(standing: Standing) -> str:
    """Return what the user calls a contact's standing."""
    return {
        Standing.PROSPECT: _("Prospect"),
        Standing.CUSTOMER: _("Customer"),
        Standing.REGULAR: _("Regular customer"),
        Standing.FORMER: _("Former customer"),
        Standing.PARTNER: _("Partner"),
        Standing.SUPPLIER: _("Supplier"),
        Standing.OTHER: _("Other"),
    }[standing]


def point_word(kind: PointKind) -> str:
    """Return what the user calls a way to reach somebody."""
    return {
        PointKind.PHONE: _("Phone"), PointKind.MOBILE: _("Mobile"), PointKind.FAX: _("Fax"),
        PointKind.EMAIL: _("E-mail"), PointKind.WEB: _("Website"), PointKind.OTHER: _("Other"),
    }[kind]  # fmt: skip


def address_word(kind: AddressKind) -> str:
    """Return what the user calls a kind of address."""
    return {
        AddressKind.BUSINESS: _("Office"), AddressKind.PRIVATE: _("Private"), AddressKind.BILLING: _("Billing"),
        AddressKind.DELIVERY: _("Delivery"), AddressKind.OTHER: _("Other"),
    }[kind]  # fmt: skip


def buying_role_word(role: str) -> str:
    """Return the word for what a person decides in buying; the user's own word stands for itself."""
    return {
        "decider": meant("role in buying", "Decides"), "influencer": meant("role in buying", "Has influence"),
        "user": meant("role in buying", "Uses it"), "buyer": meant("role in buying", "Buys"),
        "gatekeeper": meant("role in buying", "Opens doors"), "initiator": meant("role in buying", "Had the idea"),
    }.get(role, role)  # fmt: skip


def buying_role_key(word: str) -> str:
    """Return the key of a role in buying by its word in the language in use; another word stands for itself."""
    wanted = word.strip().casefold()
    return next((role for role in BUYING_ROLES if buying_role_word(role).casefold() == wanted), word.strip())
