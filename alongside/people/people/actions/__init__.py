from .adding import AlreadyKnown, HomeAddress, add_person
from .correcting import (
    add_contact,
    change_contact,
    change_identity,
    change_name,
    correct_address,
    correct_name,
    end_address,
    end_contact,
    end_information_need,
    end_name,
    move_home,
    record_gp_practice,
    record_identifier,
    record_information_need,
    record_other_name,
    verify_identifier,
    withdraw_identifier,
)
from .dying import AlreadyRecorded, record_death, undo_death
from .joining import CannotJoin, CannotPart, join_records, part_records
from .moving import CannotMove, move_entry

__all__ = [
    "AlreadyKnown", "AlreadyRecorded", "CannotJoin", "CannotMove", "CannotPart", "HomeAddress", "add_contact",
    "add_person", "change_contact", "change_identity", "change_name", "correct_address", "correct_name",
    "end_address", "end_contact", "end_information_need", "end_name", "join_records", "move_entry", "move_home",
    "part_records", "record_death", "record_gp_practice", "record_identifier", "record_information_need",
    "record_other_name", "undo_death", "verify_identifier", "withdraw_identifier",
]
