"""Counterpoint: read documents side by side, classify what they claim, and tie the claims together."""

__version__ = "0.1.0"
