"""From raw text to reading text: pure, and the same whatever made the raw text."""
