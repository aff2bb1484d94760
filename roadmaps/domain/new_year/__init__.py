"""A plan in other years: its words moved, what becomes of its rows, its title."""
