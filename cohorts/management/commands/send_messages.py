"""Send the messages that are due; with --loop, keep watching until told to stop.

The loop also does what is due regularly: it ends offers, and forgets sessions that have expired,
in which typed names and addresses may lie.
"""

import logging
import signal
from argparse import ArgumentParser
from datetime import timedelta
from importlib import import_module
from threading import Event

from django.conf import settings
from django.core.management import BaseCommand
from django.db import Error, close_old_connections, connections
from django.utils import timezone

from cohorts.domain import messages, offers

logger = logging.getLogger(__name__)

LOOK_EVERY = 2  # seconds
LOOK_AGAIN_WHEN_CLOSED = 30  # seconds, while the mail server or the database does not answer
EXPIRE_EVERY = timedelta(minutes=1)
FORGET_EVERY = timedelta(minutes=10)


class Command(BaseCommand):
    help = "Sends the messages that are due. --loop keeps watching, ends offers, forgets sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="keep watching until stopped")

    def handle(self, *, loop: bool, **options: object) -> None:
        if loop:
            self.watch()
            return
        total = messages.send_due(now=timezone.now(), limit=100_000)
        self.stdout.write(
            f"{total.sent} sent, {total.dropped} dropped, "
            f"{total.postponed} postponed, {total.failed} failed."
        )

    def watch(self) -> None:
        """Until SIGTERM or SIGINT: finishes the mail at hand, then ends. A second signal kills."""
        stop = Event()

        def ask_to_stop(number: int, _frame: object) -> None:
            stop.set()
            signal.signal(number, signal.SIG_DFL)

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, ask_to_stop)
        next_expiry = next_forgetting = timezone.now()
        while not stop.is_set():
            wait = LOOK_EVERY
            try:
                close_old_connections()
                if timezone.now() >= next_expiry:
                    offers.expire_offers(now=timezone.now())
                    next_expiry = timezone.now() + EXPIRE_EVERY
                if timezone.now() >= next_forgetting:
                    forget_expired_sessions()
                    next_forgetting = timezone.now() + FORGET_EVERY
                if messages.send_due(now=timezone.now(), stop=stop.is_set).is_closed:
                    wait = LOOK_AGAIN_WHEN_CLOSED
            except Error as error:  # locked, restarting, not yet migrated: all of it passes
                logger.warning("The database did not answer (%s), trying again.", error)
                connections.close_all()
            stop.wait(wait)


def forget_expired_sessions() -> None:
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
