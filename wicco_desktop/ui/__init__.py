"""What the user sees: Qt widgets over the services."""
