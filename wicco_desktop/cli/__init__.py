"""The command line: what is typed is read here, done by the services, told as text or JSON.

``parser`` reads the arguments by the declarations of ``commands``; each command is a function of
one of the other modules, imported when it is run, so that no command pays for another's imports
and none but the window's knows Qt.
"""
