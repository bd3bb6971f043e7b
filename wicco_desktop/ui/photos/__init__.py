"""Photographs and documents of a record: thumbnails, captions, dropping files."""
