"""What the window does about damage: looking for it, mending it, saving what can be read."""
