"""Tables of plans and of work."""
