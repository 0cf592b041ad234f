"""Signing in: password with a second factor, or the council's own sign-in. allauth does it; this says how."""
