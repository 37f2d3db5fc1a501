"""Projects on disk: the only home of TinyDB."""
