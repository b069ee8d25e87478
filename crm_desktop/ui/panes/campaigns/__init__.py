"""Campaigns: whom to write to and with which argument, what came back, who is due for the next step, and surveys."""
