"""Flows: whatever is not set in pages as one flat list of blocks, which is its raw text."""
