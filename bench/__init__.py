"""Measures how fast the screens are; see README.md."""
