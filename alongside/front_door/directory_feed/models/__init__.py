from .importing import Brought, ColumnMapping, Import, ImportProblem
from .keeping import Change, KeeperLink, Reminder

__all__ = ["Brought", "Change", "ColumnMapping", "Import", "ImportProblem", "KeeperLink", "Reminder"]
