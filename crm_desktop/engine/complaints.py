"""What open complaints mean for staying: each leaves the customer a smaller chance to come back.

No data of a small firm can tell how much an open complaint weighs, so its weight is an assumption, said as one: each of
at most three takes a fifth of the chance that the customer stays.
"""

from __future__ import annotations

#: Of the chance to stay that each open complaint takes, and how many count.
WEIGHT, MOST = 0.2, 3


def raised(risk: float, complaints: int) -> float:
    """Return the chance to lose a customer with so many open complaints."""
    return 1.0 - (1.0 - risk) * (1.0 - WEIGHT) ** min(max(complaints, 0), MOST)
