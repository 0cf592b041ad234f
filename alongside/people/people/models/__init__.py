from .addresses import Address, GPPractice
from .contacts import Contact, InformationNeed
from .corrections import Death, EntryMove, Join, JoinMove
from .identifiers import Identifier
from .names import Name
from .person import Person
from .search import NameForm, NameToken, NameWord, SearchCard, SearchKey

__all__ = [
    "Address", "Contact", "Death", "EntryMove", "GPPractice", "Identifier", "InformationNeed", "Join", "JoinMove",
    "Name", "NameForm", "NameToken", "NameWord", "Person", "SearchCard", "SearchKey",
]
