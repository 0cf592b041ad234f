"""The demo council: invented people with whole histories, loaded in bulk by the owner of the database."""
