"""The survey's numbers for what our records say in codes of the national return."""

from __future__ import annotations

from alongside.foundation import codelists

GENDERS = {"male": 1, "female": 2, "other": 3}
SUPPORT_REASONS = {
    code: number
    for number, code in enumerate(
        (
            "physical_access",
            "physical_personal_care",
            "sensory_visual",
            "sensory_hearing",
            "sensory_dual",
            "memory_and_cognition",
            "learning_disability",
            "mental_health",
            "substance_misuse",
            "asylum_seeker",
            "social_isolation",
            "carer_support",
        ),
        1,
    )
}
# Groups are published; the order within a group is not, so it is that of the census, and the page and the file say so.
# Roma was no answer of its own.
ETHNICITIES = {
    code: number
    for number, code in enumerate(
        (
            "white_british",
            "white_irish",
            "white_gypsy_or_irish_traveller",
            "white_other",
            "mixed_white_and_black_caribbean",
            "mixed_white_and_black_african",
            "mixed_white_and_asian",
            "mixed_other",
            "asian_indian",
            "asian_pakistani",
            "asian_bangladeshi",
            "asian_chinese",
            "asian_other",
            "black_african",
            "black_caribbean",
            "black_other",
            "arab",
            "other",
        ),
        1,
    )
} | {"white_roma": 4}


def ethnicity_in_words(number: int) -> str:
    """So that whoever takes the file can hold its numbers against the survey's own."""
    code = next((code for code, known in ETHNICITIES.items() if known == number), "")
    return codelists.label("ethnicity", code) if code else ""
