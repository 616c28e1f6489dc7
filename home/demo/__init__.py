"""The content of the demo: invented people, carriers and dates, made through the domain."""
