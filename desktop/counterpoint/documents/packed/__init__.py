"""Packed documents: EPUB and DOCX, archives of XML parts, as flows."""
