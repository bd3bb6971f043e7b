"""Which files would do something by themselves: by how their name ends, and by how they begin.

Endings: what Windows, macOS and the desktops of Linux run, install, or follow to something else;
collected from Microsoft's *Blocked attachments in Outlook* and *Dangerous file types*, Apple's
uniform types that conform to ``public.executable``, and freedesktop.org's shared MIME database.
Beginnings: the formats' own specifications. Either is enough.
"""

from __future__ import annotations

import re

from wicco_desktop.store.file_names import ending_of

ENDINGS = frozenset(
    f".{ending}"
    for ending in (
        # What Windows runs, installs, or loads into what it runs
        *("exe", "com", "scr", "pif", "cpl", "msi", "msp", "mst", "dll", "ocx", "sys", "drv"),
        *("msix", "msixbundle", "appx", "appxbundle", "appinstaller", "application", "gadget"),
        *("xbap", "appref-ms", "diagcab", "theme", "themepack", "deskthemepack", "job", "grp"),
        # Scripts that Windows runs
        *("bat", "cmd", "vb", "vbe", "vbs", "vbp", "js", "jse", "mjs", "ws", "wsc", "wsf", "wsh"),
        *("sct", "hta", "htc", "ps1", "ps1xml", "ps2", "psc1", "psc2", "psd1", "psm1", "msh"),
        *("inf", "ins", "isp", "reg", "cer", "crt", "der", "chm", "hlp", "msc", "prf", "pcd"),
        # Ways to somewhere else
        *("lnk", "url", "scf", "library-ms", "search-ms", "searchconnector-ms", "website"),
        *("settingcontent-ms", "mcf", "rdp", "udl", "desklink", "mapimail"),
        # Disks that open by themselves
        *("iso", "img", "vhd", "vhdx", "dmg", "udf"),
        # Office: what is loaded as a part of it
        *("xll", "xlam", "xla", "ppam", "ppa", "wll", "ade", "adp", "mda", "mdb", "mde", "accda"),
        *("accdb", "accde", "accdr", "slk", "iqy", "oqy", "rqy", "dqy"),
        # Java, macOS, Linux, others
        *("jar", "jnlp", "class", "app", "command", "tool", "terminal", "action", "workflow"),
        *("pkg", "mpkg", "osx", "scpt", "scptd", "applescript", "webloc", "inetloc", "fileloc"),
        *("desktop", "run", "bin", "appimage", "flatpakref", "flatpakrepo", "flatpak", "snap"),
        *("deb", "rpm", "apk", "ipa", "so", "dylib", "elf", "o", "ko", "out", "service"),
        *("sh", "bash", "zsh", "csh", "ksh", "fish", "py", "pyc", "pyw", "pyz", "pl", "pm", "rb"),
        *("php", "phar", "lua", "tcl", "awk", "air", "swf", "ahk", "au3"),
    )
)
"""Lower case, with the dot."""

_PROGRAMS = (
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",  # Mach-O, 64 bits
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa\xcf",
    b"\xfe\xed\xfa\xce",
    b"\xca\xfe\xba\xbe",  # Mach-O for several machines, and Java classes
    b"\xbe\xba\xfe\xca",
    b"\xca\xfe\xd0\x0d",
    b"\x4c\x00\x00\x00\x01\x14\x02\x00",  # a Windows shortcut
    b"!<arch>\n",
    b"dex\n",
    b"\x00asm",
    b"MSCF",
    b"ITSF",
    b"FWS",
    b"CWS",
    b"ZWS",
)
_SCRIPT = re.compile(
    rb"(\xef\xbb\xbf)?\s*("
    rb"\#!"
    rb"|@echo\b|rem\s.*\n|::.*\n"
    rb"|\[(desktop\ entry|internetshortcut|autorun|shell)\]"
    rb"|windows\ registry\ editor|regedit4"
    rb"|<\?php|<hta:|<job\b|<\?wsf|<package>|<script\b|<component"
    rb"|on\ error\ resume\ next|option\ explicit|\#@~\^"
    rb")",
    re.IGNORECASE | re.VERBOSE,
)
_MZ, _NE = b"MZ", b"ZM"


def has_program_ending(name: str) -> bool:
    """Whether a file of that name would be run, or installed, or lead somewhere else."""
    return ending_of(name) in ENDINGS


def begins_as_program(head: bytes) -> bool:
    """Whether a file that begins like this is a program, whatever its name."""
    if head.startswith((_MZ, _NE)):
        return b"\0\0" in head[:64]  # two letters alone may begin a text: MZ is a village
    return head.startswith(_PROGRAMS)


def begins_as_script(head: bytes) -> bool:
    """Whether a file that begins like this is a script, whatever its name; also in UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    return _SCRIPT.match(head) is not None
