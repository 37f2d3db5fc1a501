"""What a reader can mend."""


class Refusal(Exception):
    """One full sentence for the reader that says what is wrong and what to do."""
