"""One start of the program speaking to another, so that a second one hands over its files."""
