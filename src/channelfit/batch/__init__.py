"""Tables of companies, read and written with the library that knows their files; only the extra `batch` brings it."""
