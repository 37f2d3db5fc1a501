"""Counterpoint: read documents side by side, say what they claim and where they meet."""

__version__ = "0.1.0"
