from .access import Access, Check, Part, Way
from .coercion import Coercion
from .papers import Release
from .visits import SignedIn

__all__ = ["Access", "Check", "Coercion", "Part", "Release", "SignedIn", "Way"]
