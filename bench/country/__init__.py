"""The list of a whole country against one plain SQL statement on the same database."""
