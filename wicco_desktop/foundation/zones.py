"""Time zones: IANA names, found by the name of a city in either language.

The cities are those of CLDR (every zone is named after one) and, below, the larger ones of this
organisation that share a zone with another city.
"""

from __future__ import annotations

import zoneinfo
from functools import cache

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.languages import LANGUAGES, Language
from wicco_desktop.foundation.messages import N_
from wicco_desktop.foundation.text import fold
from wicco_desktop.foundation.typed import LONGEST_READ, plain, quoted


class ZoneError(UserError):
    """A text that names no time zone."""


_CHINA = "Asia/Shanghai"
_SAME_ZONE = {
    _CHINA: "China 中国 Beijing 北京 Shenzhen 深圳 Guangzhou 广州 Canton Zhuhai 珠海 Hengqin 横琴 "
    "Dongguan 东莞 Foshan 佛山 Zhongshan 中山 Huizhou 惠州 Jiangmen 江门 Zhaoqing 肇庆 "
    "Hangzhou 杭州 "
    "Nanjing 南京 Suzhou 苏州 Wuhan 武汉 Chengdu 成都 Chongqing 重庆 Xi'an 西安 Tianjin 天津 "
    "Hainan 海南 Qingdao 青岛 Xiamen 厦门 北京时间",
    "Asia/Macau": "Macao Macau 澳门 澳門",
    "Asia/Hong_Kong": "Hongkong HK 香港",
    "Asia/Taipei": "Taiwan 台湾 台灣 臺北 Taipei 台北",
    "Asia/Tokyo": "Japan 日本 Osaka 大阪 Kyoto 京都",
    "Asia/Seoul": "Korea 韩国 Busan 釜山 首尔",
    "Asia/Kolkata": "India 印度 Delhi 德里 新德里 Mumbai 孟买 Bangalore Bengaluru 班加罗尔 Kolkata "
    "加尔各答",
    "Asia/Dubai": "Abu-Dhabi 阿布扎比",
    "Asia/Ho_Chi_Minh": "Saigon Hanoi 河内 胡志明市",
    "Asia/Kathmandu": "Kathmandu 加德满都",
    "Asia/Yangon": "Yangon Rangoon 仰光",
    "Asia/Jerusalem": "Haifa 海法 Tel-Aviv 特拉维夫",
    "Europe/Lisbon": "Portugal 葡萄牙 Lisboa Porto 波尔图 里斯本",
    "Europe/London": "UK 英国 Edinburgh 爱丁堡 Manchester 曼彻斯特 Cambridge 剑桥",
    "Europe/Paris": "France 法国 Lyon 里昂 Grenoble 格勒诺布尔",
    "Europe/Berlin": "Germany 德国 Munich 慕尼黑 Hamburg 汉堡 Nuremberg 纽伦堡",
    "Europe/Madrid": "Barcelona 巴塞罗那",
    "Europe/Rome": "Milan 米兰",
    "Europe/Zurich": "Geneva 日内瓦 Bern 伯尔尼",
    "Europe/Amsterdam": "Eindhoven 埃因霍温 Rotterdam 鹿特丹",
    "Europe/Istanbul": "Ankara 安卡拉",
    "Europe/Kyiv": "Kiev Kyiv 基辅",
    "America/Sao_Paulo": "Brasilia Brasília 巴西利亚 Rio-de-Janeiro 里约热内卢",
    "America/New_York": "Washington 华盛顿 Boston 波士顿 Montreal Ottawa 渥太华",
    "America/Los_Angeles": "San-Francisco 旧金山 Seattle 西雅图 Silicon-Valley 硅谷",
    "Australia/Sydney": "Canberra 堪培拉",
    "Australia/Brisbane": "Brisbane 布里斯班",
    "America/Argentina/Buenos_Aires": "Buenos-Aires 布宜诺斯艾利斯",
    "Africa/Johannesburg": "Cape-Town 开普敦 Pretoria 比勒陀利亚",
    "Africa/Cairo": "Alexandria 亚历山大",
    "Atlantic/Cape_Verde": "Praia 普拉亚",
    "Asia/Dili": "Timor-Leste 东帝汶",
    "UTC": "GMT Z 世界时 协调世界时",
}
"""Zone to further names, separated by spaces (a space within a name is written as a hyphen)."""

_OLDER = {
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Yangon": "Asia/Rangoon",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Europe/Kyiv": "Europe/Kiev",
    "America/Argentina/Buenos_Aires": "America/Buenos_Aires",
    "Atlantic/Faroe": "Atlantic/Faeroe",
}
"""Zones that CLDR knows under the name they had before."""


def parse_zone(text: str) -> str:
    """The IANA name of a time zone or of the zone of a city; raises ZoneError for another."""
    found = _names().get(_key(text)) if len(text) <= LONGEST_READ else None
    if found is None:
        raise ZoneError(
            N_("“{text}” is not a time zone. Write a city such as Macao, or Asia/Macau."),
            text=quoted(text),
        )
    return found


def zone_name(zone: str, language: Language) -> str:
    """A zone as shown: its city in that language, or its IANA name where that would mislead."""
    city = _city(zone, language)
    return city if city and _names().get(_key(city)) == zone else zone


@cache
def zones() -> tuple[str, ...]:
    """Every IANA zone that belongs to a place, sorted."""
    names = zoneinfo.available_timezones()
    return tuple(sorted(name for name in names if "/" in name and not name.startswith("Etc/")))


def _key(name: str) -> str:
    return fold(plain(name)).replace("_", " ").replace("-", " ")


@cache
def _city(zone: str, language: Language) -> str:
    from babel import Locale

    cities = Locale.parse(language.locale).time_zones
    known = cities.get(_OLDER.get(zone, zone), {}).get("city")
    return str(known) if known else zone.rpartition("/")[2].replace("_", " ")


@cache
def _names() -> dict[str, str]:
    """Every name a zone goes by, folded. What is set first stays: own names, then IANA names."""
    names: dict[str, str] = {}
    for zone, further in _SAME_ZONE.items():
        for name in further.split():
            names.setdefault(_key(name), zone)
    for zone in ("UTC", *zones()):
        names.setdefault(_key(zone), zone)
    for language in LANGUAGES:
        known = _canonical_zones(language)
        for zone in (*known, *zones()):
            names.setdefault(_key(_city(zone, language)), zone)
    return names


def _canonical_zones(language: Language) -> list[str]:
    """The zones CLDR names itself, before their aliases (Asia/Kolkata before Asia/Calcutta)."""
    from babel import Locale

    named = set(Locale.parse(language.locale).time_zones)
    return [zone for zone in zones() if zone in named]
