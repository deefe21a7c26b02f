"""Results as plain data, ready for JSON."""
