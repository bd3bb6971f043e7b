"""Font families by platform, Chinese first class; and what to install where no Chinese font is.

Qt reports a family it has to search in vain, so on Linux only families that are there are named.
"""

from __future__ import annotations

import platform
import sys

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from wicco_desktop.foundation.messages import N_, Message, message

CHINESE_FAMILIES: dict[str, tuple[str, ...]] = {
    "darwin": ("PingFang SC",),
    "win32": ("Microsoft YaHei UI", "Microsoft YaHei"),
    "linux": (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
        "Droid Sans Fallback",
    ),
}

_PACKAGES = {
    "debian": "fonts-noto-cjk",
    "ubuntu": "fonts-noto-cjk",
    "fedora": "google-noto-sans-cjk-fonts",
    "rhel": "google-noto-sans-cjk-fonts",
    "suse": "noto-sans-sc-fonts",
    "opensuse": "noto-sans-sc-fonts",
    "arch": "noto-fonts-cjk",
}


def _platform() -> str:
    return sys.platform if sys.platform in CHINESE_FAMILIES else "linux"


def interface_families(*, chinese_first: bool = False) -> list[str]:
    """The families of the interface, each known to be there.

    What comes first draws the marks both scripts share, such as “ and …: in a Chinese interface
    they are as wide as a character.
    """
    general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    # A desktop may name an alias (sans-serif): the family it stands for is what can be listed.
    latin = [QFontInfo(general).family()]
    chinese = [name for name in CHINESE_FAMILIES[_platform()] if QFontDatabase.hasFamily(name)]
    return chinese + latin if chinese_first else latin + chinese


def interface_font(pixels: int, *, chinese_first: bool = False) -> QFont:
    """The font of the interface at a size in pixels."""
    font = QFont(interface_families(chinese_first=chinese_first))
    font.setPixelSize(pixels)
    return font


def has_chinese_font() -> bool:
    """Whether any installed font can show simplified Chinese."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def font_package() -> str:
    """The package that brings a Chinese font on this system."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {}
    for name in (release.get("ID", ""), *release.get("ID_LIKE", "").split()):
        if name.split("-", 1)[0] in _PACKAGES:
            return _PACKAGES[name.split("-", 1)[0]]
    return "Noto Sans CJK SC"


def chinese_font_hint() -> Message | None:
    """What to tell a user whose system cannot show Chinese; None where it can."""
    if has_chinese_font():
        return None
    # Translators: shown, in English, where no Chinese font is installed.
    return message(
        N_("This system has no Chinese font: install {package} to see Chinese names."),
        package=font_package(),
    )
