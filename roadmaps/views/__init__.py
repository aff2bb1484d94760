"""Pages of plans and of the work that plans give."""
