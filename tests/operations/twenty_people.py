"""A home with the demo council and twenty people in it; prints a line for each: who writes about whom.

Run as a process of its own (`python -m tests.operations.twenty_people`), because it acts as the owner of the database.
"""

import json

from alongside.config.cli.migrate import migrate
from alongside.config.cli.running import records

WRITERS = ("social_worker", "front_door_worker", "unregistered_assessor", "occupational_therapist", "team_manager")


def make() -> list[tuple[str, int]]:
    from alongside.foundation.accounts.personas import ensure_demo_council
    from alongside.foundation.audit.context import acting
    from alongside.people.people.actions import add_person

    migrate(quiet=True)
    council = ensure_demo_council()
    made = []
    with acting(why="a test's people"):
        for number in range(20):
            writer = WRITERS[number % len(WRITERS)]
            person = add_person(given="Winifred", family=f"Number {number}", by=council.users[writer])
            made.append((writer, person.subject_id))
    return made


if __name__ == "__main__":
    with records(as_owner=True):
        print(json.dumps(make()))
