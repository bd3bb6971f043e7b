"""The passphrase in the window: asked for, chosen, changed, and the lock screen."""
