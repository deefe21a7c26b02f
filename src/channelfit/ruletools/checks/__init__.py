"""What `rules check` looks for."""
