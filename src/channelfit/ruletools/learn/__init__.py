"""Learn from cases which points of a rulebook they speak for moving."""
