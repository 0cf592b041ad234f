"""The outcomes framework as it was from 2015-16 to 2022-23, from client level data as far as that holds the facts.

One measure a file. The national figures of those years came from other returns (SALT), which counted adults whom the
councils had added up; these follow the same definitions on events, and each says where it cannot.
"""

FRAMEWORK = "2015-16"
SOURCE = "Definitions of the short- and long-term return (SALT) as used for the framework to 2022-23"
FROM_EVENTS = (
    "Worked out from events of client level data: the national figures of those years came from another return."
)
