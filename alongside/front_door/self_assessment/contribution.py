"""What somebody may be asked to pay: offered once the charging rules are there, and where the council offers it."""

from __future__ import annotations

from alongside.rules import registry

from . import offers

RULE = "indicative_contribution"


def there() -> bool:
    return RULE in registry.RULES and "eligibility_and_contribution" in offers.meanings()
