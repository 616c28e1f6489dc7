"""Known holes in the packages we use; says so when nobody could be asked."""

import json
import subprocess
import sys

from tests.machine import say
from tests.steps import NOT_RUN

COMMAND = "-m pip_audit -r requirements.txt --require-hashes --disable-pip --format json"


def main() -> int:
    asked = subprocess.run(
        [sys.executable, *COMMAND.split(), "--progress-spinner", "off"],
        capture_output=True,
        text=True,
    )
    try:
        packages = json.loads(asked.stdout)["dependencies"]
    except ValueError:
        say("Nobody could be asked about known holes; is there a network?")
        return NOT_RUN
    holes = [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {hole['fix_versions']}"
        for package in packages
        for hole in package.get("vulns", ())
    ]
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    say(f"{len(packages) - len(unknown)} of {len(packages)} packages looked up.")
    for hole in holes:
        say(hole)
    return 1 if holes else NOT_RUN if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
