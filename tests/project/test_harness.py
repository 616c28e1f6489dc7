"""The harness holds what it promises."""

import logging
import socket

import pytest
from django.db import connection


def test_network_is_closed_to_the_outside():
    with pytest.raises(pytest.fail.Exception, match="tried to reach"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_network_is_open_to_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()

        with socket.create_connection(address, timeout=1) as client:
            assert client.getpeername() == address


@pytest.mark.logs_errors
def test_error_in_the_log_is_seen(caplog):
    logging.getLogger("kursbuch").error("something broke")

    assert [record.getMessage() for record in caplog.records] == ["something broke"]


@pytest.mark.postgres
def test_postgres_tests_run_on_postgres(db):
    assert connection.vendor == "postgresql"
