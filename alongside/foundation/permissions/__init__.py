from .guards import NotAllowed, needs, public, signed_in

__all__ = ["NotAllowed", "needs", "public", "signed_in"]
