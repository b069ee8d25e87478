"""The forecast: a period's revenue from the deals known on a day and those not known yet, and how sure that is.

Method and what it reaches: a stage model (competing risks by stage and age, shrunk to the configured ladder), new
business from the same model, one common error, pooled with the run-rate.
"""

from __future__ import annotations

from crm_desktop.engine.forecast.compute import Forecaster, forecast
from crm_desktop.engine.forecast.result import Basis, DealForecast, FanMonth, Forecast, PastMonth, Reason, ReasonCode
from crm_desktop.engine.forecast.wording import sentence, word

__all__ = [
    "Basis",
    "DealForecast",
    "FanMonth",
    "Forecast",
    "Forecaster",
    "PastMonth",
    "Reason",
    "ReasonCode",
    "forecast",
    "sentence",
    "word",
]
