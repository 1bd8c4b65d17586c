"""One file per step; the number in its name is the schema number it leads to."""
