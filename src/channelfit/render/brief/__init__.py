"""The page for those who decide."""
