from .refresh import rebuild_search, refresh_search

__all__ = ["rebuild_search", "refresh_search"]
