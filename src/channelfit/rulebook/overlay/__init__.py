"""Rule folders that build on each other, put together."""
