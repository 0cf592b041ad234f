"""The roles, as a manager would describe them, with what each may do.

A role says what kinds of things its holder may do. Which people they may do them for is the record's own matter:
see `foundation/access`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .catalogue import PERMISSIONS


@dataclass(frozen=True)
class Role:
    key: str
    name: str
    prose: str
    permissions: frozenset[str]


def known(permission: str) -> None:
    """Refuse a permission that nobody declared: a misspelt one would silently be nobody's."""
    if permission not in PERMISSIONS:
        raise LookupError(f"No permission is called {permission!r}.")


READS_RECORDS = {
    "people.search", "people.see", "people.see_all", "warnings.see", "involvements.see", "documents.see",
    "audit.see_looks", "work.see",
}
READS_PRACTICE = {
    "case_notes.see", "risks.see", "conversations.see", "referrals.see", "assessments.see", "carers.see",
    "capacity.see", "eligibility.see", "plans.see", "reviews.see", "bookings.see", "prescriptions.see",
    "messages.see",
    "social_prescribing.see",
}
KEEPS_DETAILS_RIGHT = {
    "people.create", "people.edit", "people.put_right", "relationships.edit", "circumstances.edit", "about_me.edit",
    "agreements.record", "warnings.record",
}
HOLDS_CONVERSATIONS = {
    "conversations.record", "referrals.record", "referrals.close", "duty.see", "bookings.record",
    "equipment.issue", "access_points.answer", "access_points.book", "directory.see", "safeguarding.raise",
    "case_notes.write", "involvements.ask", "documents.send",
    "messages.write", "own_access.see", "own_access.read_out",
    "prescriptions.give", "prescriptions.match", "social_prescribing.ask",
}
PRACTISES = {
    "case_notes.see_sensitive", "visits.record", "risks.record", "assessments.record", "plans.write",
    "reviews.record", "people.record_death", "involvements.close", "own_access.give", "own_access.release",
}
QUALIFIED = {"assessments.sign", "capacity.record", "eligibility.determine", "carers.assess",
             "conversations.urgent_support"}
MANAGES = {
    "involvements.allocate", "involvements.waiting_list", "decisions.record", "plans.sign_off", "work.see_team",
    "work.reassign", "accounts.arrange_cover", "people.merge", "people.move_entry", "access.restrict",
    "people.know_restricted", "access.break_glass", "safeguarding.see", "warnings.print_list", "scorecards.see",
    "scorecards.paper", "insight.team", "social_prescribing.manage", "social_prescribing.record",
}

EXPERIENCED = READS_RECORDS | READS_PRACTICE | KEEPS_DETAILS_RIGHT | HOLDS_CONVERSATIONS | PRACTISES | QUALIFIED

_ROLES = [
    Role(
        "front_door_worker", "Front-door worker",
        "Answers the telephone and the door: finds or adds the person, holds the first conversation, issues simple "
        "equipment, makes promises and passes on what others must do. Does not assess or decide eligibility.",
        frozenset(READS_RECORDS | READS_PRACTICE | KEEPS_DETAILS_RIGHT | HOLDS_CONVERSATIONS
                  | {"people.record_death", "conversations.urgent_support", "involvements.waiting_list",
                     "directory.edit", "directory.publish"}),
    ),
    Role(
        "business_support", "Business support",
        "Keeps details and the directory right, books, prints and posts. Reads enough to do that and no practice "
        "record.",
        frozenset(READS_RECORDS | KEEPS_DETAILS_RIGHT
                  | {"bookings.see", "bookings.record", "documents.send", "referrals.see", "duty.see",
                     "people.record_death", "directory.see", "directory.edit", "directory.publish"}),
    ),
    Role(
        "access_point_facilitator", "Facilitator at an access point",
        "Stands at the desk of a hub, library or surgery: helps people search and make a list, books planning "
        "sessions, gives out simple equipment, arranges company for a first time, hands on a worry about safety and "
        "asks the professionals. Opens nobody's record and sees only what they entered themselves.",
        frozenset({"access_points.help", "access_points.lend", "access_points.book", "prescriptions.see",
                   "prescriptions.give"}),
    ),
    Role(
        "access_point_volunteer", "Volunteer at an access point",
        "Helps at the desk and goes along with people the first time: searches with them, books planning sessions, "
        "hands on a worry about safety and asks the professionals. Sees only what they entered themselves.",
        frozenset({"access_points.help", "access_points.book"}),
    ),
    Role(
        "unregistered_assessor", "Assessor",
        "Experienced but not registered: holds conversations, writes assessments, plans and reviews. What the law or "
        "the council keeps for registered colleagues is signed by one of them.",
        frozenset(READS_RECORDS | READS_PRACTICE | KEEPS_DETAILS_RIGHT | HOLDS_CONVERSATIONS | PRACTISES
                  | {"carers.assess"}),
    ),
    Role(
        "newly_qualified_social_worker", "Newly qualified social worker",
        "A registered social worker in the first, supported year: does the whole journey with a smaller caseload.",
        frozenset(EXPERIENCED),
    ),
    Role(
        "social_worker", "Social worker",
        "A registered social worker: does the whole journey and takes on complex and safeguarding work.",
        frozenset(EXPERIENCED | {"safeguarding.see"}),
    ),
    Role(
        "occupational_therapist", "Occupational therapist",
        "A registered therapist: assesses daily living, equipment and adaptations, within the whole journey.",
        frozenset(EXPERIENCED),
    ),
    Role(
        "out_of_hours_worker", "Out-of-hours worker",
        "Works alone at night for the whole borough: sees warnings and plans, may start urgent support at once, may "
        "open a restricted record in an emergency, and hands over in the morning.",
        frozenset(EXPERIENCED | {"people.know_restricted", "access.break_glass", "safeguarding.see",
                                 "warnings.print_list"}),
    ),
    Role(
        "carers_centre_worker", "Carers' centre worker",
        "Works for another organisation that assesses carers for the council: sees only the carers given to it.",
        frozenset({"people.see", "warnings.see", "involvements.see", "carers.see", "carers.assess", "case_notes.see",
                   "case_notes.write", "about_me.edit", "safeguarding.raise", "work.see", "documents.see",
                   "plans.see", "messages.see", "messages.write"}),
    ),
    Role(
        "referrer", "Referrer",
        "Works for a surgery, the police, a landlord or a local group that refers people often: sends referrals and "
        "follows their own. Opens nobody's record.",
        frozenset({"referrals.send"}),
    ),
    Role(
        "link_worker", "Link worker",
        "Walks alongside somebody for a while, from what they want to the groups and people near them: a social "
        "prescriber or community connector, often of another organisation. Sees only the people given to them, and of "
        "those no practice record.",
        frozenset({"people.see", "warnings.see", "involvements.see", "about_me.edit", "safeguarding.raise", "work.see",
                   "directory.see", "bookings.see", "prescriptions.see", "prescriptions.give",
                   "social_prescribing.see", "social_prescribing.record"}),
    ),
    Role(
        "team_manager", "Team manager",
        "Allocates, signs off, decides with reasons, moves work, and sees that nobody on the team's list is forgotten.",
        frozenset(EXPERIENCED | MANAGES),
    ),
    Role(
        "safeguarding_lead", "Safeguarding lead",
        "Takes every concern, decides what happens next and sees that the adult's wishes are heard.",
        frozenset(EXPERIENCED | MANAGES | {"safeguarding.take"}),
    ),
    Role(
        "finance_officer", "Finance officer",
        "Works out and collects contributions: reads who a person is, who acts for them and what the plan costs.",
        frozenset(READS_RECORDS | {"plans.see", "eligibility.see", "documents.send", "access_points.answer"}),
    ),
    Role(
        "broker", "Broker",
        "Finds and arranges the support a signed plan asks for.",
        frozenset(READS_RECORDS | {"plans.see", "reviews.see", "case_notes.see", "case_notes.write",
                                   "documents.send", "safeguarding.raise"}),
    ),
    Role(
        "commissioner", "Commissioner",
        "Shapes what is bought and keeps the directory of what there is; needs figures, not people.",
        frozenset({"directory.see", "access_points.book", "directory.edit", "directory.publish",
                   "returns.see", "insight.see", "surveys.see", "scorecards.see", "scorecards.paper",
                   "benchmarking.see"}),
    ),
    Role(
        "performance_analyst", "Performance analyst",
        "Builds the national return, puts right the facts of people that it asks for, and asks the workers who "
        "recorded the rest.",
        frozenset({"people.search", "people.see", "people.see_all", "returns.see", "returns.export", "returns.files",
                   "work.see", "insight.see", "insight.people", "insight.targets", "people.put_right",
                   "demand.load",
                   "surveys.see", "surveys.load", "surveys.sample", "scorecards.see", "scorecards.edit",
                   "scorecards.paper", "benchmarking.see", "benchmarking.write"}),
    ),
    Role(
        "programme_manager", "Programme manager",
        "Keeps what the council has set out to do on course: reads figures, types those that have no other source, and "
        "writes what they mean and what is done. Opens nobody's record.",
        frozenset({"scorecards.see", "scorecards.edit", "scorecards.paper", "insight.see", "surveys.see",
                   "benchmarking.see"}),
    ),
    Role(
        "councillor", "Councillor",
        "Holds the service to account: reads the papers made for a panel, and nothing else.",
        frozenset({"scorecards.paper"}),
    ),
    Role(
        "principal_social_worker", "Principal social worker",
        "Keeps practice good across the council: reads any record that is not restricted, audits, advises, decides.",
        frozenset(EXPERIENCED | MANAGES),
    ),
    Role(
        "information_governance_lead", "Information governance lead",
        "Watches who looks at whom: reviews emergency openings and look-ups that seem to be of one's own circle. "
        "Does not read practice.",
        frozenset({"people.search", "people.see", "people.see_all", "people.know_restricted", "audit.see_looks",
                   "audit.review", "access.review_break_glass", "access.restrict", "people.export", "work.see"}),
    ),
    Role(
        "director", "Director",
        "Answers for the service: sees the figures and every team's board, may open a record when it matters, and "
        "signs off the plans that cost most.",
        frozenset(READS_RECORDS | READS_PRACTICE | {"returns.see", "surveys.see", "work.see_team", "insight.see",
                                                    "insight.team", "insight.targets",
                                                    "insight.people", "decisions.record",
                                                    "scorecards.see", "scorecards.paper", "scorecards.override",
                                                    "benchmarking.see", "benchmarking.write", "benchmarking.sign",
                                                    "benchmarking.publish",
                                                    "safeguarding.see", "people.know_restricted",
                                                    "involvements.waiting_list", "plans.sign_off"}),
    ),
    Role(
        "administrator", "Administrator",
        "Looks after accounts, teams and roles. Opens nobody's record.",
        frozenset({"accounts.manage", "accounts.arrange_cover", "api_keys.issue"}),
    ),
]

ROLES: dict[str, Role] = {role.key: role for role in _ROLES}

for _role in _ROLES:
    for _permission in _role.permissions:
        known(_permission)


def choices() -> list[tuple[str, str]]:
    return [(role.key, role.name) for role in _ROLES]
