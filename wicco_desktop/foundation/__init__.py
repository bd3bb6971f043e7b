"""What knows nothing of the domain: languages, messages, errors, settings, paths, text, dates."""
