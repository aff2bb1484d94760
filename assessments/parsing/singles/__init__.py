"""Files with single pupils: summed up in memory, the pupils dropped at once (DOMAIN.md 10).

Nothing here repeats a text of the file: no issue, value or title can carry a person's name.
"""
