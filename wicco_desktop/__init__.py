"""WICCO Desktop: meeting notes, contacts and delegations in Chinese and English side by side."""

__version__ = "0.1.0"
