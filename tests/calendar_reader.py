"""Reads a calendar file from standard input as a stranger would, with vobject.

Prints begin and end of every event in UTC as JSON. A program of its own, because vobject remembers
the first time zone of a name for as long as it runs.
"""

import json
import sys
from datetime import UTC

import vobject


def main() -> None:
    calendar = vobject.readOne(sys.stdin.read())
    calendar.serialize(validate=True)
    instants = {
        event.uid.value: [
            moment.value.astimezone(UTC).isoformat() for moment in (event.dtstart, event.dtend)
        ]
        for event in calendar.vevent_list
    }
    json.dump(instants, sys.stdout)


if __name__ == "__main__":
    main()
