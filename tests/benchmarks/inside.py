"""A process that knows the house from inside: reads JSON, answers one question in JSON.

python -m tests.benchmarks.inside addresses|queries|forget|deeds|standards
"""

import json
import sys

import django


def main(question: str) -> None:
    django.setup()
    # Models can be read only from here on.
    from tests.benchmarks import deeds, questions, standards

    answer = {
        "addresses": questions.addresses,
        "queries": questions.queries,
        "forget": questions.forget,
        "deeds": deeds.measured,
        "standards": standards.measured,
    }[question]
    json.dump(answer(json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
