"""What goes out of a project and what comes in: notes and other formats, without files."""
