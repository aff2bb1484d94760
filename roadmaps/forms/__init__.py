"""Forms of plans and of their work."""
