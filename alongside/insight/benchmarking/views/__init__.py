"""Pages of official figures and profiles. Nobody's record is on any of them: councils, not people."""

from .kept import ask_for_pack, file, kept_file, kept_pack, packs, throw_away
from .lists import groups, measure_sets, tables
from .narrative import entries, sign, withdraw, words
from .overview import baseline, home
from .profiles import claims, entry, evidence, measure_set, profile
from .public_figures import figure, figures, figures_file, publish, withdraw_figure

__all__ = [
    "ask_for_pack",
    "baseline",
    "claims",
    "entries",
    "entry",
    "evidence",
    "figure",
    "figures",
    "figures_file",
    "file",
    "groups",
    "home",
    "kept_file",
    "kept_pack",
    "measure_set",
    "measure_sets",
    "packs",
    "profile",
    "publish",
    "sign",
    "tables",
    "throw_away",
    "withdraw",
    "withdraw_figure",
    "words",
]
