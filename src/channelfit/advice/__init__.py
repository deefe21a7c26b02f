"""From a rulebook and a profile to advice: values in, values out."""
