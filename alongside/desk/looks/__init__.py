"""Who looked at a record, what was changed in it, and the looks that seem to be at one's own circle."""
