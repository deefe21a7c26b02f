"""The interview in a terminal."""
