"""What the demo says, by subject: standards, modules, meetings, news."""
