"""The pane in which the data is looked after."""
