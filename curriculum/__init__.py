"""What is taught and against which standard: editions, criteria, modules, programmes."""
