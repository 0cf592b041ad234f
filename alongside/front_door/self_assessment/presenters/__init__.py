from .desk import (
    URGENCY,
    added_lines,
    desk_row,
    desk_sections,
    facts,
    finish_address,
    provenance,
    sought,
    state_tag,
    title_of,
)
from .figures import Figure, figures
from .pages import begun_lines, checked, found, named_in, offer_lines, page, save_to_list

__all__ = [
    "Figure", "figures",
    "URGENCY", "added_lines", "begun_lines", "checked", "desk_row", "desk_sections", "facts", "finish_address", "found",
    "named_in", "offer_lines", "page", "provenance", "save_to_list", "sought", "state_tag", "title_of",
]
