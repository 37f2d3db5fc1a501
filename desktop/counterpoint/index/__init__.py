"""The index process: words in many documents, found at once; the only home of sqlite3."""
