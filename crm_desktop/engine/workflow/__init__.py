"""Workflow rules without a database: what happened, which rules that concerns, and where rules are stopped."""
