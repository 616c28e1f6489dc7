"""The rights walk: every role goes to every address that exists and reads what it is shown."""
