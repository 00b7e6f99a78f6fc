"""Headings of a care ledger, as the tests of matching use them."""

from gridconsole.core.exchange.headings import normalise

SYNONYMS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "户主姓名", "人员姓名"),
    "citizen_id": ("身份证号", "证件号码", "身份证", "公民身份号码"),
    "sex": ("性别",),
    "born": ("出生日期", "出生年月"),
    "categories": ("人员类别", "类别"),
    "village": ("村", "行政村", "所属村", "村居"),
    "group": ("组", "村民小组"),
    "house_number": ("门牌号",),
    "address": ("住址", "家庭住址", "地址", "详细地址"),
    "phone": ("联系电话", "本人电话", "电话", "手机"),
    "account": ("户号", "用电户号", "用户编号", "客户编号"),
    "guardian": ("监护人", "紧急联系人", "联系人"),
    "guardian_phone": ("监护人电话",),
    "relation": ("与本人关系",),
    "helper": ("结对人", "包户人", "帮扶人"),
    "living": ("居住情况",),
    "health": ("健康状况",),
    "note": ("备注",),
}
KNOWN = {normalise(word) for words in SYNONYMS.values() for word in words}
