"""Reminders by mail: on which days, about what, in which words. One digest per person and day."""
