"""What a user does: one module a capability. No Qt, no SQL, no cells.

``Workspace`` bundles the services of one open database.
"""
