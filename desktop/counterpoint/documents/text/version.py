"""Which code made a raw text."""

EXTRACTOR = "1"
"""Raised whenever raw text could come out otherwise: places made by another version are hints."""
