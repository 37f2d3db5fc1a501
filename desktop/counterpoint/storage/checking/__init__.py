"""Whether a project is sound, and mending what can be mended: for the commands that ask."""
