"""What becomes of inquiries, learned from the inquiries the firm has decided on."""
