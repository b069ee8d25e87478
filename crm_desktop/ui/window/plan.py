"""Which panes there are, in the order of the rail; each is imported on its first visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.widgets.rail import RailEntry


@dataclass(frozen=True)
class PanePlan:
    """One pane: its name, where its class lives below ui.panes, and how the rail shows it."""

    name: str
    module: str
    class_name: str
    words: Callable[[], str]
    icon: str
    group: Callable[[], str] = str
    foot: bool = False
    #: "module:function" of a query `(reader, *, today) -> int`: how many things wait there; "" for none.
    waiting: str = ""

    def entry(self) -> RailEntry:
        """Return its entry in the rail, in the language in use."""
        return RailEntry(self.name, self.words(), self.icon, self.group(), self.foot)

    def build(self, workplace: Workplace) -> Pane:
        """Import the pane and make it."""
        module = import_module(f"crm_desktop.ui.panes.{self.module}")
        pane: Pane = getattr(module, self.class_name)(workplace)
        return pane


#: The order of the rail, from the top; panes that are not named here stand before the settings.
_ORDER = (
    "today", "leads", "contacts", "companies", "board", "offers", "products", "cases", "timeline", "history",
    "calendar", "campaigns", "reports", "forecast", "quality", "rules", "steps", "bin", "trash",
)  # fmt: skip

_PLANS: tuple[PanePlan, ...] = (
    PanePlan(
        "today",
        "today.pane",
        "TodayPane",
        lambda: _("Today"),
        "sun",
        waiting="crm_desktop.operations.planning.today:waiting",
    ),
    PanePlan(
        "leads",
        "leads.pane",
        "LeadsPane",
        lambda: _("Inquiries"),
        "inbox",
        waiting="crm_desktop.store.queries.leads:waiting",
    ),
    PanePlan("contacts", "contacts.pane", "ContactsPane", lambda: _("Contacts"), "users"),
    PanePlan("companies", "companies.pane", "CompaniesPane", lambda: _("Companies"), "building-2"),
    PanePlan("board", "board.pane", "BoardPane", lambda: _("Pipeline"), "square-kanban"),
    PanePlan("products", "products.pane", "ProductsPane", lambda: _("Products"), "package"),
    PanePlan(
        "offers",
        "offers.pane",
        "OffersPane",
        lambda: _("Offers"),
        "file-text",
        waiting="crm_desktop.store.queries.offer_life:due_count",
    ),
    PanePlan(
        "cases",
        "cases.pane",
        "CasesPane",
        lambda: _("Service"),
        "life-buoy",
        waiting="crm_desktop.store.queries.cases:waiting",
    ),
    PanePlan("history", "history.pane", "HistoryPane", lambda: _("History"), "history"),
    PanePlan("calendar", "calendar.pane", "CalendarPane", lambda: _("Calendar"), "calendar-days"),
    PanePlan(
        "campaigns",
        "campaigns.pane",
        "CampaignsPane",
        lambda: _("Campaigns"),
        "megaphone",
        lambda: _("Evaluate"),
        waiting="crm_desktop.operations.campaigns.steps:due_count",
    ),
    PanePlan("reports", "reports.pane", "ReportsPane", lambda: _("Reports"), "chart-column", lambda: _("Evaluate")),
    PanePlan("forecast", "forecast.pane", "ForecastPane", lambda: _("Forecast"), "trending-up", lambda: _("Evaluate")),
    PanePlan("rules", "rules.pane", "RulesPane", lambda: _("Rules"), "workflow", lambda: _("Evaluate")),
    PanePlan(
        "quality",
        "quality.pane",
        "QualityPane",
        lambda: _("Data care"),
        "list-checks",
        lambda: _("Evaluate"),
        waiting="crm_desktop.store.queries.quality:waiting",
    ),
    PanePlan("steps", "steps.pane", "StepsPane", lambda: _("Changes"), "undo-2", foot=True),
    PanePlan("settings", "settings.pane", "SettingsPane", lambda: _("Settings"), "settings", foot=True),
)


def _rank(plan: PanePlan) -> tuple[bool, bool, int]:
    known = plan.name in _ORDER
    return plan.foot, bool(plan.group()) and not plan.foot, _ORDER.index(plan.name) if known else len(_ORDER)


#: All panes as the rail shows them: what is used all day, what evaluates, what stands at the foot.
PLANS: tuple[PanePlan, ...] = tuple(sorted(_PLANS, key=_rank))


def plan_of(name: str) -> PanePlan:
    """Return the plan of a pane; an unknown name (an old setting) means the first one."""
    return next((plan for plan in PLANS if plan.name == name), PLANS[0])
