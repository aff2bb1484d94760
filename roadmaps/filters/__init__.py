"""Filters above lists of plans and of work."""
