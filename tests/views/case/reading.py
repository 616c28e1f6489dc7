"""Reading the standards as another program does."""

import json
from typing import Any

from django.test import Client

from curriculum.models import Edition

ROOT = "/ims/case/v1p1"
UNKNOWN = "11111111-1111-4111-8111-111111111111"


def read(client: Client, path: str, status: int = 200) -> Any:
    response = client.get(f"{ROOT}/{path}")
    assert response.status_code == status, path
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def package(client: Client, edition: Edition) -> Any:
    return read(client, f"CFPackages/{edition.uuid}")
