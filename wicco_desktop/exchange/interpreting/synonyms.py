"""What partners call our columns. Data: by kind, a field's path without language to its names.

Written as headings stand in workbooks of Chinese and English offices; compared folded, without
spaces and signs. The labels of the fields themselves need not stand here.
"""

from __future__ import annotations

SYNONYMS: dict[str, dict[str, str]] = {
    "contact": {
        "name": "姓名|名字|联系人|人员|嘉宾|参会人|与会者|聯絡人|聯繫人|name|full name|contact|"
        "contact person|contact name|participant|guest|person|attendee|delegate",
        "other_spellings": "别名|曾用名|又名|other spelling|alias|also known as|aka",
        "courtesy_title": "称谓|称呼|尊称|稱謂|salutation|honorific|prefix|mr/ms|courtesy",
        "affiliation.organisation": "单位|公司|机构|工作单位|所在单位|单位名称|所属机构|公司名称|"
        "機構|單位|公司名稱|organisation|organization|company|employer|institution|"
        "institute|affiliation|agency|entity|organisation name|company name",
        "affiliation.department": "部门|处室|科室|部門|department|dept|division|unit|section",
        "affiliation.title": "职务|职位|职称|岗位|頭銜|職位|職務|职衔|title|position|"
        "job title|post|"
        "role|designation|function",
        "mobile": "手机|手机号|手机号码|移动电话|手提电话|手提|手機|流動電話|mobile|mobile phone|"
        "mobile no|mobile number|cell|cell phone|cellphone|handphone",
        "phone": "电话|电话号码|座机|固定电话|办公电话|联系电话|联系方式|電話|聯絡電話|phone|tel|"
        "telephone|telephone no|phone no|phone number|office phone|landline|tel no",
        "email": "邮箱|电子邮箱|电子邮件|邮件|邮箱地址|電郵|電子郵件|email|e-mail|mail|"
        "email address|e-mail address",
        "wechat": "微信|微信号|微信號|wechat|wechat id|weixin",
        "country_or_region": "国家|地区|国别|国籍|国家地区|國家|地區|country|region|nationality|"
        "country/region|country or region",
        "city": "城市|所在城市|所在地|city|town|location",
        "address": "地址|通讯地址|联系地址|地址信息|address|mailing address|postal address|"
        "office address",
        "languages_spoken": "语言|语种|工作语言|languages|language|languages spoken",
        "first_met": "初次会面|首次见面|认识日期|first met|met on|date met",
        "tags": "标签|分类|標籤|tags|tag|labels|category|categories",
        "remarks": "备注|说明|備註|remarks|remark|notes|note|comments|comment",
    },
    "organisation": {
        "name": "名称|机构名称|单位名称|机构|单位|公司|公司名称|機構名稱|組織名稱|组织名称|name|"
        "organisation|organization|company|organisation name|organization name|"
        "company name|institution|member",
        "short_name": "简称|缩写|簡稱|short name|abbreviation|acronym",
        "kind": "类型|类别|性质|机构类型|類型|type|kind|category|organisation type",
        "part_of": "上级机构|主管单位|上级单位|隶属|所属|part of|parent|parent organisation|"
        "belongs to",
        "country_or_region": "国家|地区|国别|國家|地區|country|region|country/region",
        "city": "城市|所在城市|所在地|city|town|location",
        "address": "地址|通讯地址|address|mailing address|postal address",
        "website": "网站|网址|官网|主页|網站|website|web|url|homepage|web site",
        "wicco_membership": "会员状态|会员|会籍|會員|membership|member status|wicco membership|"
        "membership status",
        "member_since": "入会日期|入会时间|加入时间|member since|joined|date of joining",
        "founded": "成立|成立时间|成立日期|founded|established|founded in|year founded",
        "about": "简介|介绍|概况|簡介|about|description|profile|introduction",
        "other_names": "其他名称|别名|曾用名|other names|also known as|aliases",
        "remarks": "备注|備註|remarks|notes|comments",
    },
    "meeting": {
        "subject": "主题|会议主题|会议名称|议题|事项|主題|subject|topic|meeting|title|"
        "meeting title|"
        "agenda",
        "kind": "形式|会议形式|类型|kind|type|format",
        "delegation": "代表团|团组|代表團|delegation|mission",
        "date": "日期|会议日期|时间|会议时间|date|day|meeting date|when",
        "start": "开始|开始时间|起始时间|start|start time|from|begins",
        "end": "结束|结束时间|终止时间|end|end time|until|to|ends",
        "time_zone": "时区|time zone|timezone|tz",
        "place": "地点|会议地点|地點|place|venue|location|where|room",
        "host": "东道机构|主办单位|接待单位|会见单位|主办方|host|hosted by|organisation|"
        "host organisation",
        "remarks": "备注|remarks|notes|comments",
    },
    "event": {
        "name": "名称|活动名称|活动|展会|活動名稱|name|event|event name|title",
        "organiser": "主办方|主办单位|主办机构|承办单位|主辦單位|organiser|organizer|"
        "organised by|"
        "organized by|host",
        "start": "开始|开始日期|起|起始日期|from|start|start date|begins",
        "end": "结束|结束日期|止|至|until|to|end|end date|ends",
        "venue": "场地|地点|展馆|场馆|場地|venue|place|location",
        "exhibitors": "参展商数|参展商|展商数|exhibitors|number of exhibitors",
        "countries_and_regions": "国家和地区数|参展国家数|countries and regions|countries|"
        "number of countries",
        "sections": "展区|板块|sections|areas|exhibition areas",
        "remarks": "备注|remarks|notes|comments",
    },
    "follow_up": {
        "what": "事项|待办|任务|工作内容|待办事项|內容|内容|what|task|action|action item|"
        "follow-up|"
        "to do|todo|item",
        "owner": "负责人|责任人|经办人|承办人|負責人|owner|responsible|assignee|who|"
        "person in charge",
        "due": "期限|截止日期|完成期限|到期|due|due date|deadline|by when|by",
        "status": "状态|进展|进度|狀態|status|state|progress",
        "done_on": "完成日期|完成时间|done on|completed|completed on|date completed",
        "meeting": "会议|来源会议|meeting|from meeting",
        "organisation": "机构|单位|相关机构|organisation|organization|company|with",
        "remarks": "备注|remarks|notes|comments",
    },
}

IGNORED = frozenset(
    [
        "序号",
        "编号",
        "序",
        "no",
        "#",
        "s/n",
        "sn",
        "serial",
        "serial no",
        "number",
        "序號",
        "id",
        "index",
    ]
)
"""Headings of columns that only count rows."""

FAMILY_NAMES = frozenset(
    ["姓", "姓氏", "family name", "last name", "surname", "apellido", "apelido"]
)
GIVEN_NAMES = frozenset(["名", "given name", "first name", "forename", "given names"])
