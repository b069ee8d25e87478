"""Data protection, worked out: how long what is kept, until when somebody must be answered, and who a text names."""
