"""The window's side of a document worker: protocol, queue and start; neither Qt nor PyMuPDF."""
