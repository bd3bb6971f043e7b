"""What the user sees: Qt widgets over the services."""

from wicco_desktop.ui.held_booleans import hold_booleans

hold_booleans()
