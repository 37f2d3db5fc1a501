"""Flows: text, Markdown and HTML as one flat list of blocks, which is their raw text."""
