"""What the rules say: questions, goals, channels, rules, notes, checks and evidence."""
