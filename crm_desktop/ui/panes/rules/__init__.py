"""The pane of workflow rules."""
