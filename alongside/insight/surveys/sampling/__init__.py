"""Whom to ask next: the people who could be asked, by stratum, and a random draw from them that can be repeated."""
