from .record import Kind, record, source_of

__all__ = ["Kind", "record", "source_of"]
