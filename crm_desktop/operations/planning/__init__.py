"""What is to be done: tasks, appointments, reminders, and the list of a day."""

from __future__ import annotations
