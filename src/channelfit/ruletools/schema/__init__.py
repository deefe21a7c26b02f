"""JSON Schema of everything that is read or printed."""
