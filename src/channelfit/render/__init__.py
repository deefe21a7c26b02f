"""Results and problems as text; nothing here prints."""
