"""What is said when an uploaded file cannot be read."""


class UnreadableFileError(Exception):
    """A file that cannot be read at all; the message is one Russian sentence for people.

    It says what is wrong and what to do, so pages and commands show it as it is.
    """
