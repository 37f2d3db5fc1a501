"""Backups of a project: made, thinned, found again and shown."""
