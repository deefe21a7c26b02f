"""Many companies at once: the same advice as `advise`, in columns."""
