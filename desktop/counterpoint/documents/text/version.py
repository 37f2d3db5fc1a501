"""Which code made a raw text."""

EXTRACTOR = "2"
"""Raised whenever raw text could come out otherwise: places made by another version are hints."""
