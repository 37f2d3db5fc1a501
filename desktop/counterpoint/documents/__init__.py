"""Documents: from a file to pages, raw text and reading text, each in a contained process."""
