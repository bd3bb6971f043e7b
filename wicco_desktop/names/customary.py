"""Spellings of family names that no system gives, and the family names people commonly have."""

from __future__ import annotations

_SPELLED = (
    "李 lee|宋 soong sung|孔 kung|顾 koo|连 lien|吕 lu leu lui|叶 yeh yip ip|许 hsu hui sheu"
    "|胡 woo hu|黄 wong hwang|王 wong|陈 chin chern|蔡 choy chua|郑 cheang chang|曾 chang"
    "|谢 che tse shieh|徐 tsui chui|崔 choi tsui|吴 eng woo|宁 linn|萧 siew siu sio"
    "|钱 tsien chin|郭 kwek gou quek|欧 au ao ou|杨 young|沈 sum shum shen|岑 sum shum|马 mah"
    "|罗 law lo|苏 soo|潘 poon pun|廖 liu lio|周 chow|邹 chow|甄 yan|阮 yuen iun|袁 yuen un"
    "|唐 tong|施 sze sy|石 shek seak seac|冼 sinn|林 lum lim|骆 locke|田 tien|余 yue yee eu"
    "|谭 tam hom|甘 kam|区 au ao|邓 tang dang|贝 pei|赵 chao chiu jiu|丘 yau khoo|邱 yau khoo"
    "|冯 fung fong|尹 wan yin|关 kwan kuan|龚 kung|何 ho hoe|温 wan wen|任 yam iam yum"
    "|钟 chung chong|詹 chim jim|翁 yung ong|颜 ngan|龙 lung|彭 pang|洪 hung ang|严 yim im"
    "|查 cha|蒋 chiang tsiang|于 yue|俞 yue|刘 lao low|甯 linn ning"
)
CUSTOMARY: dict[str, tuple[str, ...]] = {
    entry[0]: tuple(entry[2:].split()) for entry in _SPELLED.split("|")
}
"""Simplified family name to spellings beside those of the systems."""

COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁"
    "沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱"
    "施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符"
    "辛苗詹曲欧靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷卜饶凌华房舒卓简连甄麦冼区招岑容劳巫车古利鲍屈苗"
    "习贝查单仇解盖穆桂司温郎栗楼练费郁丘池薄边卞宁窦官项祖晏庄应丰盛包佘植布湛沙郗栾冷佟竺阚"
    "屠邝敖庾揭商蒙阙巩闫闵牧阳虞芮巴戚桑晋荀封储麻仲宿幸芳干傅付冉"
)
"""Family names that a spelling may stand for where no characters are known."""

OFTEN_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建东国文志海红春祖荣皓岚恬立新晓梅宇浩子嘉诗"
    "雨雪天佳俊家世安昌成诚一以泽少维特农厚铧鸿燊超琼凤仪靖静开贤永良德庆培荫权振娥月茂波润发朝辉学友星"
    "驰冠聪炳雄北辰耀光正忠谋登清贞楚瑜伦经介近恩来镕基宝思继承先生业兴隆福禄寿康健智慧仁义礼信孝廉勤俭"
    "恒豪杰伟龙虎麟飞鹏翔云霖森林松柏竹菊莲芬芝蕙蕴琪瑶琳珍珠玲珊珮瑛璇颖莹洁素淑惠贤慧敏美婷妍媛婉怡"
    "悦欣雅琴瑞祥吉利达通远航亮晨旭阳曦朗昊天宏广大力坚毅刚锋锐钢铁铭鑫金银锦绣彩虹霓青蓝紫丹朱赤玄黄白"
    "冰雪霜露凌寒秋冬夏民族中山河江湖川源泉润泽浩瀚深渊博学文章翰墨书诗词赋史哲思维理论辩才能干将帅军武"
    "胜捷凯旋炎焱燕鸣凤鸾鹤鹰雁鸥莺倩茜萍蓉芙蕾薇蔷葵萱芸若兰菲芳草卉绿翠碧汝如意心怀念恋爱情缘尚崇高尊"
    "贵显赫荣耀华丽景致善良温和顺从容淡泊宁静致远启迪开创建设立业兆允元亨贞乾坤定国邦宗祖绍裕丰盛茂繁昌"
    "隆泰安宁康乐欢喜笑颜玟玫琦璐瑾瑜璋珏钰锡鉴镇钧铨铮键锐衡行健自强不息载物厚德伯仲叔季孟少小长子女孙"
    "柱添树根枝果实满圆全均齐同合群众协作勇敢权威信任用宜家庭园林宇宙世界球全佩坤堃晖曜映昭晓晴暖岩岭峰"
    "岳峻崇嵘宽敬肃恭谨慎谦逊虚竞杨柳榕楠桐桂栋梁材栩乔植培根深锦添颂赞扬播传继续永恒久远方正直廉洁守贞"
)
"""Characters (simplified) that given names are often made of."""
