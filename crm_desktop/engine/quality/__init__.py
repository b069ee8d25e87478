"""What is wrong with contacts: missing, old or impossible, each with a mend where one can be told."""

from __future__ import annotations

from crm_desktop.engine.quality.days import OLDEST
from crm_desktop.engine.quality.flaws import OLD_DAYS, Norms, flaws
from crm_desktop.engine.quality.reach import meant_mail, mended_mail, mended_phone
from crm_desktop.engine.quality.salutations import Salutations, usual_salutations
from crm_desktop.engine.quality.spelling import in_one_case, proper_case

__all__ = [
    "OLDEST",
    "OLD_DAYS",
    "Norms",
    "Salutations",
    "flaws",
    "in_one_case",
    "meant_mail",
    "mended_mail",
    "mended_phone",
    "proper_case",
    "usual_salutations",
]
