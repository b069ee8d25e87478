"""The pane of service cases: questions, complaints and repairs of all customers."""
