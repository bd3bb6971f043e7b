"""Workbooks on their way out: what stands in them, how they look, how they reach the disk whole."""
