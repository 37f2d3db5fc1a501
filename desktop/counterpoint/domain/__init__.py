"""Claims, scheme, relations, anchors, changes and the project: no I/O."""
