"""What partners call the fields of a contact; see ``synonyms``."""

from __future__ import annotations

CONTACT = {
    "name": "姓名|名字|全名|全称|联系人|聯絡人|聯繫人|聯系人|人员|人員|嘉宾|嘉賓|来宾|來賓|参会人|"
    "參會人|参会人员|參會人員|与会者|與會者|与会人员|與會人員|出席人|出席人员|参加人员|代表|成员|"
    "成員|人名|称呼姓名|负责人姓名|name|full name|fullname|names|contact|contact person|"
    "contact name|participant|participants|guest|guest name|person|attendee|delegate|"
    "delegate name|member name|representative|passenger|visitor|nome|nome completo|pax",
    "other_spellings": "其他写法|其他姓名|其他名字|别名|別名|曾用名|又名|别称|別稱|外号|"
    "other spelling|"
    "other spellings|alias|aliases|also known as|aka|a.k.a.|other names|other name|nickname|"
    "known as|preferred name",
    "courtesy_title": "称谓|稱謂|称呼|稱呼|尊称|尊稱|敬称|敬稱|先生/女士|salutation|honorific|"
    "prefix|name prefix|mr/ms|mr/mrs/ms|mr./ms.|courtesy|courtesy title|form of address|"
    "title (mr/ms)|address as",
    "affiliation.organisation": "单位|單位|公司|机构|機構|组织|組織|企业|企業|工作单位|工作單位|"
    "所在单位|所在單位|所在机构|所属单位|所屬單位|所属机构|所屬機構|单位名称|單位名稱|公司名称|"
    "公司名稱|机构名称|機構名稱|企业名称|组织名称|任职单位|任職單位|任职机构|就职单位|服务单位|"
    "服務單位|服务机构|供职单位|雇主|代表单位|参会单位|單位/公司|organisation|organization|"
    "company|employer|institution|institute|affiliation|agency|entity|organisation name|"
    "organization name|company name|name of company|name of organisation|"
    "name of organization|institution name|company/organisation|company/organization|org|"
    "work unit|workplace|business|firm|corporation|empresa|entidade",
    "affiliation.department": "部门|部門|所在部门|所在部門|部门名称|处室|處室|科室|科|处|處|室|"
    "院系|"
    "系|院|学院|學院|二级单位|二级机构|department|dept|dept.|division|unit|section|office|bureau|"
    "team|faculty|school|department name|department/division|departamento",
    "affiliation.title": "职务|職務|职位|職位|职称|職稱|岗位|崗位|职衔|職銜|头衔|頭銜|现任职务|"
    "現任職務|担任职务|工作职务|行政职务|职务职称|身份|title|titles|position|job title|job|post|"
    "role|designation|function|job position|official title|current position|occupation|"
    "position held|rank|cargo",
    "mobile": "手机|手機|手机号|手機號|手机号码|手機號碼|移动电话|移動電話|手提电话|手提電話|手提|"
    "流动电话|流動電話|手电|联系手机|联络手机|本人手机|mobile|mobile phone|mobile no|mobile number|"
    "mobile tel|mobile telephone|cell|cell phone|cellphone|cell no|cell number|handphone|hp|"
    "mob|m.p.|mobile/whatsapp|whatsapp|whats app|telemóvel",
    "phone": "电话|電話|电话号码|電話號碼|座机|座機|固定电话|固定電話|固话|办公电话|辦公電話|"
    "单位电话|公司电话|联系电话|聯繫電話|联络电话|聯絡電話|聯絡電話號碼|联系方式|聯繫方式|联络方式|"
    "聯絡方式|通讯方式|phone|tel|tel.|telephone|telephone no|telephone number|phone no|"
    "phone number|"
    "office phone|office tel|office telephone|landline|tel no|tel number|contact no|"
    "contact number|contact details|contact info|contact information|work phone|business phone|"
    "direct line|switchboard|fixed line|telefone",
    "email": "邮箱|郵箱|电子邮箱|電子郵箱|电子邮件|電子郵件|邮件|郵件|电邮|電郵|电邮地址|電郵地址|"
    "邮箱地址|電子郵件地址|电子信箱|電子信箱|联系邮箱|办公邮箱|email|e-mail|mail|email address|"
    "e-mail address|email id|e-mail id|mailbox|emails|correio electrónico",
    "wechat": "微信|微信号|微信號|微信号码|微信id|微信帐号|微信账号|wechat|we chat|wechat id|"
    "weixin|"
    "wechat no|wechat account|wechat number",
    "country_or_region": "国家|國家|地区|地區|国别|國別|国籍|國籍|国家地区|國家地區|国家/地区|"
    "国家或地区|"
    "國家或地區|国家和地区|所属国家|所在国家|所在国|所在地区|来自国家|国家（地区）|country|region|"
    "nationality|country/region|country or region|country/territory|country of residence|país",
    "city": "城市|所在城市|所在地|市|常驻城市|常駐城市|工作地|工作地点|居住地|city|town|location|"
    "based in|city/town|home city|cidade",
    "address": "地址|通讯地址|通訊地址|联系地址|聯繫地址|聯絡地址|办公地址|辦公地址|单位地址|"
    "公司地址|"
    "邮寄地址|郵寄地址|详细地址|地址信息|住址|收件地址|address|mailing address|postal address|"
    "office address|business address|street address|street|work address|company address|morada",
    "languages_spoken": "语言|語言|语种|語種|工作语言|工作語言|使用语言|掌握语言|语言能力|交流语言|"
    "languages|language|languages spoken|spoken languages|working language|working languages|"
    "preferred language",
    "first_met": "初次会面|初次會面|首次见面|首次見面|首次会面|初识|认识时间|认识日期|认识|"
    "結識日期|"
    "结识日期|相识日期|first met|met on|date met|first met on|first contact|date of first meeting|"
    "met",
    "tags": "标签|標籤|分类|分類|分组|分組|类别|類別|组别|組別|关键词|tags|tag|labels|label|"
    "category|"
    "categories|group|groups|keywords|type",
    "remarks": "备注|備註|備注|说明|說明|附注|附註|注释|补充说明|remarks|remark|notes|note|"
    "comments|"
    "comment|observations|additional information|other information|observações",
}
