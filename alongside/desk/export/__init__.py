"""A person's copy of their record."""
