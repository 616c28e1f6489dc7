"""Who is taught, when, and with what result: cohorts, sessions, seats, attendance."""
