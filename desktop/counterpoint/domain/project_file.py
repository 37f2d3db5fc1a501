"""The file by which a folder is known for a project."""

from pathlib import Path

PROJECT_FILE = "project.counterpoint"
"""Written once; opening it opens the project."""


def folder_named(path: Path) -> Path:
    """The folder of a project, when the folder or its project file is named; links stay."""
    return path.parent if path.name == PROJECT_FILE else path
