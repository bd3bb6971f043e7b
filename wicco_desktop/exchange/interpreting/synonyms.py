"""What partners call our columns. Data: by kind, a field's path without language to its names.

Written as headings stand in workbooks of Chinese and English (some Portuguese) offices, simplified
and traditional; compared folded, without spaces and signs. The labels of the fields themselves
need not stand here, nor what ``headings`` takes off a heading: brackets, sides, stars.
"""

from __future__ import annotations

from wicco_desktop.exchange.interpreting.contact_synonyms import CONTACT

_REMARKS = CONTACT["remarks"]
_COUNTRY = CONTACT["country_or_region"]
_ADDRESS = (
    CONTACT["address"] + "|会址|所在地址|注册地址|headquarters address|address of headquarters"
)

SYNONYMS: dict[str, dict[str, str]] = {
    "contact": CONTACT,
    "organisation": {
        "name": "名称|名稱|全称|全稱|机构名称|機構名稱|单位名称|單位名稱|单位|單位|机构|機構|公司|"
        "公司名称|公司名稱|企业|企業|企业名称|企業名稱|组织|組織|组织名称|組織名稱|会员|會員|"
        "会员名称|"
        "會員名稱|会员单位|會員單位|成员单位|成員單位|name|full name|organisation|organization|"
        "organisations|organizations|company|company name|organisation name|organization name|"
        "institution|institution name|institute|member|member name|entity|name of organisation|"
        "name of organization|name of company|official name|legal name",
        "short_name": "简称|簡稱|缩写|縮寫|缩略名|short name|abbreviation|acronym|short|abbr|abbr.|"
        "short form|sigla",
        "kind": "类型|類型|类别|類別|性质|性質|机构类型|機構類型|机构性质|機構性質|单位类型|"
        "单位性质|"
        "企业类型|type|kind|category|organisation type|organization type|type of organisation|"
        "type of organization|nature|sector",
        "part_of": "上级机构|上級機構|上级单位|上級單位|上级|主管单位|主管單位|主管部门|主管部門|"
        "隶属|"
        "隸屬|隶属单位|隶属于|隸屬於|所属|所屬|所属机构|所属集团|母公司|集团|集團|part of|parent|"
        "parent organisation|parent organization|parent company|belongs to|group|subsidiary of|"
        "under",
        "country_or_region": _COUNTRY,
        "city": "城市|所在城市|所在地|市|总部城市|總部城市|总部所在地|总部|總部|city|town|location|"
        "based in|headquarters|hq|seat|city/town|cidade",
        "address": _ADDRESS,
        "website": "网站|網站|网址|網址|官网|官網|官方网站|官方網站|主页|主頁|网页|網頁|website|"
        "web|url|"
        "homepage|home page|web site|web page|webpage|web address|site|link|official website|www",
        "wicco_membership": "会员状态|會員狀態|会籍|會籍|会员资格|會員資格|会员身份|會員身份|"
        "是否会员|"
        "入会状态|入會狀態|membership|member status|wicco membership|membership status|status",
        "member_since": "入会日期|入會日期|入会时间|入會時間|入会年份|加入时间|加入時間|加入日期|"
        "member since|joined|date of joining|joined on|date joined|membership since|since",
        "founded": "成立|成立时间|成立時間|成立日期|成立年份|创立|創立|创立时间|创办时间|创建时间|"
        "founded|established|founded in|year founded|established in|year established|"
        "year of foundation|date of establishment|foundation",
        "about": "简介|簡介|介绍|介紹|概况|概況|机构简介|機構簡介|单位简介|公司简介|企业简介|"
        "主营业务|"
        "业务范围|業務範圍|about|description|profile|introduction|company profile|overview|"
        "business|business scope|brief introduction",
        "other_names": "其他名称|其他名稱|别名|別名|曾用名|又名|别称|旧称|other names|other name|"
        "also known as|aliases|alias|former name|former names|aka",
        "remarks": _REMARKS,
    },
    "meeting": {
        "subject": "主题|主題|会议主题|會議主題|会议名称|會議名稱|会议|會議|议题|議題|会见主题|"
        "活动内容|"
        "事由|会见事由|日程|行程|活动安排|活動安排|议程|subject|topic|meeting|title|meeting title|"
        "meeting subject|meeting name|agenda|activity|theme|programme item|name|purpose of meeting",
        "kind": "形式|会议形式|會議形式|会见形式|类型|類型|会议类型|會議類型|性质|kind|type|format|"
        "meeting type|meeting format|type of meeting|form",
        "delegation": "代表团|代表團|团组|團組|访问团|訪問團|考察团|考察團|出访团组|团名|"
        "delegation|"
        "mission|visit|delegation name|trip",
        "date": "日期|会议日期|會議日期|会见日期|举行日期|時間|时间|会议时间|會議時間|会见时间|"
        "會見時間|日子|date|day|meeting date|when|date of meeting|held on|data",
        "start": "开始|開始|开始时间|開始時間|起始时间|起始時間|始|开会时间|start|start time|from|"
        "begins|"
        "starting time|begin|time|starts|time from",
        "end": "结束|結束|结束时间|結束時間|终止时间|終止時間|散会时间|end|end time|until|to|ends|"
        "finish|finishing time|time to",
        "time_zone": "时区|時區|time zone|timezone|tz|zone",
        "place": "地点|地點|会议地点|會議地點|会见地点|會見地點|举行地点|会议室|會議室|场所|place|"
        "venue|"
        "location|where|room|meeting place|meeting venue|meeting room|local",
        "host": "东道机构|東道機構|东道主|東道主|主办单位|主辦單位|主办方|主辦方|接待单位|接待單位|"
        "接待方|会见单位|會見單位|拜访单位|拜訪單位|拜会单位|拜會單位|访问单位|到访单位|对方单位|"
        "对方|host|hosted by|organisation|organization|host organisation|host organization|"
        "company|meeting with|visited organisation|hosting organisation",
        "remarks": _REMARKS,
    },
    "event": {
        "name": "名称|名稱|活动名称|活動名稱|活动|活動|展会|展會|展会名称|展會名稱|展览名称|"
        "展覽名稱|"
        "论坛|論壇|论坛名称|博览会|博覽會|赛事|项目名称|name|event|event name|title|event title|"
        "name of event|fair|exhibition|expo|forum|conference|evento",
        "organiser": "主办方|主辦方|主办单位|主辦單位|主办机构|主辦機構|主办|主辦|承办单位|"
        "承辦單位|"
        "承办方|组织方|組織方|组织单位|organiser|organizer|organisers|organizers|organised by|"
        "organized by|host|hosted by|organising body|organisador",
        "start": "开始|開始|开始日期|開始日期|起|起始日期|起始|开幕|開幕|开幕日期|開幕日期|"
        "开始时间|"
        "日期|时间|举办时间|舉辦時間|举办日期|from|start|start date|begins|opening|opening date|"
        "date|"
        "dates|first day|starts",
        "end": "结束|結束|结束日期|結束日期|止|至|终止日期|闭幕|閉幕|闭幕日期|結束時間|结束时间|"
        "until|"
        "to|end|end date|ends|closing|closing date|last day",
        "venue": "场地|場地|地点|地點|展馆|展館|场馆|場館|举办地点|舉辦地點|举办地|舉辦地|会场|"
        "會場|"
        "venue|place|location|where|city|site|local",
        "exhibitors": "参展商数|參展商數|参展商|參展商|展商数|展商數|参展商数量|參展商數量|"
        "参展企业数|"
        "参展企业|參展企業|exhibitors|number of exhibitors|no of exhibitors|exhibitor count|"
        "exhibiting companies",
        "countries_and_regions": "国家和地区数|國家和地區數|参展国家数|參展國家數|参展国家和地区|"
        "国家和地区|国家数|国家地区数|countries and regions|countries|number of countries|"
        "no of countries|participating countries|countries/regions",
        "sections": "展区|展區|板块|板塊|分区|展览内容|展品范围|展覽內容|专题|主题板块|sections|"
        "areas|"
        "exhibition areas|section|zones|halls|themes",
        "remarks": _REMARKS,
    },
    "follow_up": {
        "what": "事项|事項|待办|待辦|待办事项|待辦事項|工作内容|工作事项|任务|任務|内容|內容|"
        "跟进事项|"
        "跟進事項|后续工作|後續工作|后续事项|跟进|行动|行動|要做的事|工作任务|what|task|tasks|"
        "action|"
        "action item|action items|action point|follow-up|follow up|followup|to do|todo|to-do|item|"
        "description|next step|next steps|commitment",
        "owner": "负责人|負責人|责任人|責任人|经办人|經辦人|承办人|承辦人|跟进人|跟進人|落实人|"
        "执行人|"
        "主办人|负责|owner|responsible|responsible person|assignee|assigned to|who|"
        "person in charge|pic|in charge|by whom|action by",
        "due": "期限|截止日期|截止时间|截止時間|截止|完成期限|完成时限|到期|到期日|到期日期|"
        "要求完成时间|"
        "计划完成时间|办理时限|时限|due|due date|deadline|by when|by|target date|due by|due on",
        "status": "状态|狀態|进展|進展|进度|進度|完成情况|完成情況|办理情况|落实情况|status|state|"
        "progress|"
        "current status",
        "done_on": "完成日期|完成时间|完成時間|实际完成时间|办结日期|办结时间|done on|completed|"
        "completed on|date completed|completion date|done|closed on|date done",
        "meeting": "会议|會議|来源会议|來源會議|所属会议|相关会议|meeting|from meeting|"
        "source meeting|"
        "source",
        "organisation": "机构|機構|单位|單位|相关机构|相關機構|相关单位|相關單位|对方单位|"
        "合作单位|公司|"
        "organisation|organization|company|with|counterpart|partner|with organisation|"
        "with organization",
        "remarks": _REMARKS,
    },
}

COMMON = frozenset({"remarks", "country_or_region", "city", "address"})
"""Fields that sheets of several kinds have: they say little of the kind."""

SHEETS = {
    "contact": "联系人|聯絡人|通讯录|通訊錄|名单|名單|人员|嘉宾|contact|people|guest|participant|"
    "attendee|delegate|address book|directory",
    "organisation": "机构|機構|单位|單位|企业|企業|公司|会员|會員|organisation|organization|compan|"
    "member|institution",
    "meeting": "会议|會議|会见|日程|行程|meeting|programme|agenda|schedule|itinerary",
    "event": "活动|活動|展会|展會|论坛|event|fair|expo|forum|exhibition",
    "follow_up": "待办|待辦|事项|事項|跟进|跟進|任务|follow|task|action|to do|todo",
}
"""Parts of the names that sheets of a kind often have."""

QUALIFIERS = {
    "contact": "联系人|聯絡人|聯繫人|嘉宾|嘉賓|参会人员|参会人|參會人|与会者|与会人员|代表|成员|"
    "来宾|"
    "本人|个人|個人|您的|你的|贵|对接人|工作|办公|辦公|日常|常用|目前|现|所在|人员|contact person|"
    "contact|participant|guest|delegate|attendee|representative|personal|work|office|business|"
    "your|current|present|primary|main|official|member|visitor",
    "organisation": "机构|機構|单位|單位|公司|企业|企業|会员|會員|组织|您的|贵|organisation|"
    "organization|company|institution|member|your|official|corporate|main",
    "meeting": "会议|會議|会见|會見|拜访|拜会|meeting|session|visit",
    "event": "活动|活動|展会|展會|会展|论坛|event|fair|expo|exhibition",
    "follow_up": "事项|任务|工作|待办|跟进|task|action|follow-up|planned|expected",
}
"""What stands before a name and adds nothing: 联系人电话 is 电话, *Work email* is *email*."""

_IGNORED = (
    "序号|序號|编号|編號|序|号|號|no|no.|nº|#|s/n|sn|s.n|s. no|s.no|sr no|sr. no|serial|serial no|"
    "serial number|number|num|id|index|item no|row|行号|nr|nr."
)
IGNORED = frozenset(_IGNORED.split("|"))
"""Headings of columns that only count rows."""

_FAMILY = "姓|姓氏|family name|last name|lastname|surname|familyname|apellido|apelido|family|last"
_GIVEN = (
    "名|given name|first name|firstname|forename|given names|givenname|first names|given|first|"
    "nome próprio"
)
FAMILY_NAMES = frozenset(_FAMILY.split("|"))
GIVEN_NAMES = frozenset(_GIVEN.split("|"))
"""Headings of the two halves of a name."""

ZH_SIDE = "简体中文|繁体中文|繁體中文|中文|汉语|漢語|华文|華文|汉字|漢字|简体|簡體|繁体|繁體"
EN_SIDE = "汉语拼音|漢語拼音|英文|英语|英語|外文|外语|外語|拼音|葡文|拉丁文"
ZH_SIDE_WORDS = "chinese|simplified chinese|traditional chinese|cn|chn|chi|zh|zh-cn|hanzi|cht|chs"
EN_SIDE_WORDS = "english|eng|en|latin|pinyin|romanised|romanized|romanisation|romanization"
SHORT_SIDES = {"中": "zh", "汉": "zh", "漢": "zh", "英": "en", "外": "en"}
"""What tells which side of a text a column holds; the short ones only by themselves."""
BOTH_SIDES = "中英文|中英|中英双语|中英雙語|双语|雙語|bilingual|chinese and english|chinese/english"

NOT_KEPT = (
    "传真|傳真|邮编|郵編|邮政编码|紧急|緊急|助理|秘书|秘書|身份证|护照|護照|证件|證件|性别|性別|"
    "年龄|"
    "年齡|生日|出生|qq|账号|帐号|银行|税号|金额|数量|房号|航班|fax|zip|postcode|post code|"
    "postal code|emergency|assistant|secretary|passport|id card|identity|gender|sex|age\\b|birth|"
    "account|bank|tax|amount|quantity|price|room|flight|referr|spouse|配偶|推荐人|domain"
)
"""Beginnings of words in headings of what is kept nowhere here, whatever its cells look like."""
