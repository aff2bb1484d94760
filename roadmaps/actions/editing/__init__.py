"""The plan as a table that people edit: cells, rows, sections, numbers, and taking changes back."""
