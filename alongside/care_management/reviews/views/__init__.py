"""Pages of reviews: asking for one, holding it, reading it; the board, large packages, figures."""

from .boards import board, figures, give, large
from .holding import ask, hold, late, on_paper, read

__all__ = ["ask", "board", "figures", "give", "hold", "large", "late", "on_paper", "read"]
