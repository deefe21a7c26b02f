"""Every result but the page for those who decide, as neutral parts or text."""
